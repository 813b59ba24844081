//go:build !windows && !darwin

package desktop

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"keytray/app/files"
)

// NewAutostart is the entry of a program in the person's own autostart folder, by
// the name of its application (Desktop Application Autostart Specification 0.5,
// freedesktop.org).
func NewAutostart(program string) Autostart {
	config := os.Getenv("XDG_CONFIG_HOME")
	if !filepath.IsAbs(config) { // others are to be ignored (XDG Base Directory Specification 0.8)
		home, err := os.UserHomeDir()
		if err != nil || !filepath.IsAbs(home) {
			return Autostart{}
		}
		config = filepath.Join(home, ".config")
	}
	return Autostart{Program: program, Place: filepath.Join(config, "autostart", application+".desktop")}
}

const application = "io.github.keytray"

// Look reads the entry.
func (a Autostart) Look() (AutostartEntry, error) {
	if err := a.usable(); err != nil {
		return AutostartEntry{}, err
	}
	content, err := os.ReadFile(a.Place)
	if errors.Is(err, fs.ErrNotExist) {
		return AutostartEntry{}, nil
	}
	return readEntry(string(content)), err
}

// On has the program started at log-in. An entry that does so already stays as it
// is, with what the person has added to it, and so does a command of their own.
func (a Autostart) On() error {
	e, err := a.Look()
	if err != nil || a.Starts(e) || e.Own() {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(a.Place), 0o700); err != nil {
		return err
	}
	return files.Replace(a.Place, []byte(a.entry()), "")
}

// entry is the file. TryExec keeps a program that was removed from being an error
// at each log-in.
func (a Autostart) entry() string {
	return strings.Join([]string{
		"[Desktop Entry]",
		"Type=Application",
		"Name=Keytray",
		"Comment=API keys in the tray",
		"Exec=" + escapeString(commandLine(a.Program)+" "+AtLogin),
		"TryExec=" + escapeString(a.Program),
		"Icon=" + application,
		"Terminal=false",
		"StartupNotify=false",
		autostartEnabled + "=true",
		"",
	}, "\n")
}
