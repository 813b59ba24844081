//go:build !windows && !darwin

package files_test

import (
	"path/filepath"
	"strings"
	"testing"

	"keytray/app/files"
)

func TestPathsIgnoreRelativeVariables(t *testing.T) {
	home := t.TempDir()
	for _, v := range []string{"XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"} {
		t.Setenv(v, "relative")
	}
	t.Setenv("HOME", home)
	p, err := files.Default()
	if err != nil {
		t.Fatal(err)
	}
	if p.Data != filepath.Join(home, ".local/share/keytray") || p.Settings() != filepath.Join(home, ".config/keytray/settings.json") {
		t.Errorf("got %+v", p)
	}
	if strings.HasPrefix(p.Socket(), "relative") {
		t.Errorf("the socket is at %s", p.Socket())
	}
	t.Setenv("HOME", "")
	if _, err := files.Default(); err == nil {
		t.Error("no error without a home folder")
	}
}
