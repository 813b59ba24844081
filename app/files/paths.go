// Package files is where Keytray's own files are and how they are written:
// paths, private folders, atomic replacement, locks between processes.
// What is in a file is known elsewhere (vault, settings, rpc).
package files

import (
	"os"
	"path/filepath"

	"keytray/app/text"
)

const name = "keytray"

// Paths are the folders and files of one person.
type Paths struct {
	Data    string // folder of index.json and history.jsonl
	Config  string // folder of settings.json and providers.json
	State   string // folder of keytray.log
	Runtime string // folder of agent.sock
}

// Settings is the person's choices.
func (p Paths) Settings() string { return filepath.Join(p.Config, "settings.json") }

// Providers are those that the person added to the catalogue.
func (p Paths) Providers() string { return filepath.Join(p.Config, "providers.json") }

// Socket is where the agent listens.
func (p Paths) Socket() string { return filepath.Join(p.Runtime, "agent.sock") }

// Lock is what an agent holds as long as it runs.
func (p Paths) Lock() string { return filepath.Join(p.Runtime, "agent.lock") }

// StartLock is what a command holds while it starts an agent.
func (p Paths) StartLock() string { return filepath.Join(p.Runtime, "start.lock") }

// RemindLock is what an agent holds while it says what needs rotating.
func (p Paths) RemindLock() string { return filepath.Join(p.Data, "remind.lock") }

// TrayIcons is where panels find the pictures of the tray icon.
func (p Paths) TrayIcons() string { return filepath.Join(p.Runtime, "icons") }

// Log is where the agent writes what happened.
func (p Paths) Log() string { return filepath.Join(p.State, "keytray.log") }

// Welcomed is there once the window has said what Keytray is for.
func (p Paths) Welcomed() string { return filepath.Join(p.State, "welcomed") }

// Default finds the folders of this system. It creates nothing.
func Default() (Paths, error) {
	home, err := os.UserHomeDir()
	if err != nil || !filepath.IsAbs(home) {
		return Paths{}, text.Error("the home folder is unknown: set HOME to its full path")
	}
	return system(home)
}

// absolute returns the folder that an environment variable names, if it is an
// absolute path: the XDG Base Directory Specification says to ignore others.
func absolute(variable, fallback string) string {
	if dir := os.Getenv(variable); filepath.IsAbs(dir) {
		return dir
	}
	return fallback
}
