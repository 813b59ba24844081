package files

import (
	"os"
	"path/filepath"
)

// system keeps data in LOCALAPPDATA: keychain items do not roam, so the index must not.
func system(string) (Paths, error) {
	local, err := os.UserCacheDir()
	if err != nil {
		return Paths{}, err
	}
	config, err := os.UserConfigDir()
	if err != nil {
		return Paths{}, err
	}
	dir := filepath.Join(local, name)
	return Paths{Data: dir, Config: filepath.Join(config, name), State: dir, Runtime: filepath.Join(dir, "run")}, nil
}
