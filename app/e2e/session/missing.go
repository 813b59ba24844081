package session

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"strings"
)

// packages names the Debian package of every program that a session starts or asks.
var packages = map[string]string{
	"Xvfb":                 "xvfb",
	"dbus-daemon":          "dbus",
	"gcr-prompter":         "gcr",
	"gnome-keyring-daemon": "gnome-keyring",
	"keepassxc-cli":        "keepassxc",
	noKeePassXC:            "keepassxc, or keepassxc-full where there is one",
	noKWallet:              "kwallet6, on Debian 12 libkf5wallet-bin",
	"secret-tool":          "libsecret-tools",
	"setpriv":              "util-linux",
	"sway":                 "sway",
	"wl-copy":              "wl-clipboard",
	"Xwayland":             "xwayland",
	"xclip":                "xclip",
}

// What is missing where the program is not there, or is a version that is no Secret Service.
const (
	noKeePassXC = "keepassxc with its Secret Service"
	noKWallet   = "kwalletd with its Secret Service"
)

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
			list = append(list, keyringPrograms(o.Service)...)
		}
	}
	return list
}

func keyringPrograms(service Service) []string {
	switch service {
	case KeePassXC:
		return []string{serving(noKeePassXC, "keepassxc"), "keepassxc-cli"}
	case KWallet:
		return []string{serving(noKWallet, walletPrograms...)}
	}
	return []string{"gnome-keyring-daemon"}
}

// serving is the first of the programs that is there and can be the Secret Service, else otherwise. It has to hold the
// description of that interface, which it gives to whoever asks.
func serving(otherwise string, programs ...string) string {
	for _, p := range programs {
		path, err := exec.LookPath(p)
		if err != nil {
			continue
		}
		if code, err := os.ReadFile(path); err == nil && bytes.Contains(code, []byte("org.freedesktop.Secret.Service")) {
			return p
		}
	}
	return otherwise
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
