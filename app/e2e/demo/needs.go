package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// packages names the Debian package of each program that the demo runs besides those of package session.
var packages = []struct{ program, debian string }{
	{"xfwm4", "xfwm4"},
	{"xfce4-panel", "xfce4-panel"},
	{"xfconfd", "xfconf"},
	{"xfce4-notifyd", "xfce4-notifyd"},
	{"xterm", "xterm"},
	{"xdotool", "xdotool"},
	{"import", "imagemagick"},
	{"display", "imagemagick"},
	{"secret-tool", "libsecret-tools"},
	{"xclip", "xclip"},
}

// installed says what has to be installed or built first.
func installed(bin string) error {
	var missing []string
	for _, p := range packages {
		if _, err := find(p.program); err != nil {
			missing = append(missing, fmt.Sprintf("%s (Debian package %s)", p.program, p.debian))
		}
	}
	if missing != nil {
		return fmt.Errorf("not installed: %s; scripts/setup.sh demo test installs all of it", strings.Join(missing, ", "))
	}
	for _, name := range []string{"keytray", "keytray-window"} {
		if _, err := os.Stat(filepath.Join(bin, name)); err != nil {
			return fmt.Errorf("%s is not there; make build makes it", filepath.Join(bin, name))
		}
	}
	return nil
}

// hidden is where Xfce keeps the programs that a session bus starts, by distribution.
var hidden = []string{"/usr/lib/*/xfce4/*/", "/usr/lib*/xfce4/*/", "/usr/libexec/xfce4/*/"}

// find finds a program in PATH or where Xfce hides its own.
func find(name string) (string, error) {
	path, err := exec.LookPath(name)
	if err == nil {
		return path, nil
	}
	for _, dir := range hidden {
		if found, _ := filepath.Glob(dir + name); found != nil { // the patterns are well-formed
			return found[0], nil
		}
	}
	return "", err
}
