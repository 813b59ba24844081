package main

import (
	"os"
	"path/filepath"
	"runtime"

	"keytray/app/check"
)

// companion is the path of another program of ours, in the program's own folder
// or where packages put it; never from PATH, where anybody may have put one. ""
// is none.
func companion(name string) string {
	self, err := os.Executable()
	if err != nil {
		return ""
	}
	if resolved, err := filepath.EvalSymlinks(self); err == nil {
		self = resolved
	}
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	for _, dir := range []string{filepath.Dir(self), filepath.Join(filepath.Dir(self), "..", "lib", "keytray")} {
		path := filepath.Join(dir, name)
		if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
			return path
		}
	}
	return ""
}

// windowCompanion is the command that opens a window.
func windowCompanion() []string {
	if path := companion("keytray-window"); path != "" {
		return []string{path, "window"}
	}
	return nil
}

// checker is the program that asks a provider about a key: keytray-check, else
// one that can do it besides; the zero one if there is none.
func checker() check.Program {
	for _, name := range []string{"keytray-check", "keytray-window"} {
		if path := companion(name); path != "" {
			return check.Program{Path: path, Args: []string{checkCommand}}
		}
	}
	if self, err := os.Executable(); checks && err == nil {
		return check.Program{Path: self, Args: []string{checkCommand}}
	}
	return check.Program{}
}
