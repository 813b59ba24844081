package main

import (
	"os"
	"path/filepath"
	"runtime"
)

// companion is the command that opens a window, in the program's own folder or
// where packages put it; never from PATH, where anybody may have put one.
func companion() []string {
	self, err := os.Executable()
	if err != nil {
		return nil
	}
	if resolved, err := filepath.EvalSymlinks(self); err == nil {
		self = resolved
	}
	name := "keytray-window"
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	for _, dir := range []string{filepath.Dir(self), filepath.Join(filepath.Dir(self), "..", "lib", "keytray")} {
		path := filepath.Join(dir, name)
		if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
			return []string{path, "window"}
		}
	}
	return nil
}
