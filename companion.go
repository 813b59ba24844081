package main

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"keytray/app/check"
)

// windowProgram is the build with the window, where it stands beside the lean one.
const windowProgram = "keytray-window"

// companion is the path of another program of ours, in the program's own folder
// or where packages put it; "" is none.
func companion(name string) string {
	return beside(name, ".", filepath.Join("..", "lib", "keytray"))
}

// beside finds a program of ours in folders, seen from the program's own; "" is none.
// It is never looked for in PATH, where anybody may have put one.
func beside(name string, folders ...string) string {
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
	for _, folder := range folders {
		path := filepath.Join(filepath.Dir(self), folder, name)
		if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
			return path
		}
	}
	return ""
}

// program is the path of the tray program: of this one, or of the lean build beside
// it where this is its window. "" is unknown.
func program() string {
	self, err := os.Executable()
	if err != nil {
		return ""
	}
	if strings.TrimSuffix(filepath.Base(self), ".exe") != windowProgram {
		return self
	}
	if path := beside("keytray", ".", filepath.Join("..", "..", "bin")); path != "" {
		return path
	}
	return self
}

// windowCompanion is the command that opens a window.
func windowCompanion() []string {
	if path := companion(windowProgram); path != "" {
		return []string{path, "window"}
	}
	return nil
}

// checker is the program that asks a provider about a key: keytray-check, else
// one that can do it besides; the zero one if there is none.
func checker() check.Program {
	for _, name := range []string{"keytray-check", windowProgram} {
		if path := companion(name); path != "" {
			return check.Program{Path: path, Args: []string{checkCommand}}
		}
	}
	if self, err := os.Executable(); checks && err == nil {
		return check.Program{Path: self, Args: []string{checkCommand}}
	}
	return check.Program{}
}
