package session

import (
	"fmt"
	"os/exec"
	"strings"
)

// packages names the Debian package of every program that a session starts or asks.
var packages = map[string]string{
	"Xvfb":                 "xvfb",
	"dbus-daemon":          "dbus",
	"gcr-prompter":         "gcr",
	"gnome-keyring-daemon": "gnome-keyring",
	"secret-tool":          "libsecret-tools",
	"xclip":                "xclip",
}

// MissingError says which programs have to be installed first.
type MissingError struct{ Programs []string }

// Error names each program with its Debian package.
func (e *MissingError) Error() string {
	var list []string
	for _, p := range e.Programs {
		list = append(list, fmt.Sprintf("%s (Debian package %s)", p, packages[p]))
	}
	return "session: not installed: " + strings.Join(list, ", ")
}

// needs lists the programs that Start runs for o.
func needs(o Options) []string {
	var list []string
	if o.Display {
		list = append(list, "Xvfb")
	}
	if !o.NoBus {
		list = append(list, "dbus-daemon")
		if o.Keyring != NoService {
			list = append(list, "gnome-keyring-daemon")
		}
	}
	return list
}

// installed is nil when all programs can be found.
func installed(programs ...string) error {
	var missing []string
	for _, p := range programs {
		if _, err := exec.LookPath(p); err != nil {
			missing = append(missing, p)
		}
	}
	if missing != nil {
		return &MissingError{Programs: missing}
	}
	return nil
}
