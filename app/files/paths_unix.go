//go:build !windows && !darwin

package files

import (
	"fmt"
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"
)

// system follows the XDG Base Directory Specification 0.8.
func system(home string) (Paths, error) {
	state := filepath.Join(absolute("XDG_STATE_HOME", filepath.Join(home, ".local", "state")), name)
	return Paths{
		Data:    filepath.Join(absolute("XDG_DATA_HOME", filepath.Join(home, ".local", "share")), name),
		Config:  filepath.Join(absolute("XDG_CONFIG_HOME", filepath.Join(home, ".config")), name),
		State:   state,
		Runtime: runtimeDir(state),
	}, nil
}

// runtimeDir must give the same answer to an agent in the desktop session and
// to a command over ssh or from cron, which has no XDG_RUNTIME_DIR.
func runtimeDir(state string) string {
	if dir := absolute("XDG_RUNTIME_DIR", ""); dir != "" {
		return filepath.Join(dir, name)
	}
	run := fmt.Sprintf("/run/user/%d", os.Getuid())
	var st unix.Stat_t
	if unix.Stat(run, &st) == nil && int(st.Uid) == os.Getuid() && st.Mode&unix.S_IFMT == unix.S_IFDIR {
		return filepath.Join(run, name)
	}
	return filepath.Join(state, "run")
}
