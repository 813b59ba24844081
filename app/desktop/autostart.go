package desktop

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// Autostart is the entry that makes the desktop start a program at log-in. Each
// system has its own kind, see NewAutostart.
type Autostart struct {
	Program string // what is to be started, as a full path
	Place   string // where the entry is: a file, on Windows a name in the registry
}

// AtLogin is the argument by which a program knows that the desktop has started it, and not the person. Entries of older
// versions do not have it.
const AtLogin = "--at-login"

// AutostartEntry is what is there.
type AutostartEntry struct {
	Program string // that it starts; "" if there is no entry, or none that can be read
	// Off: the person has switched it off, in the settings of the desktop or in the
	// entry itself.
	Off bool
}

// ErrNoAutostart says that no program can be started at log-in here.
var ErrNoAutostart = errors.New("nothing can be started at log-in here")

// Starts tells whether the entry starts the program a.
func (a Autostart) Starts(e AutostartEntry) bool {
	if e.Off || e.Program == "" {
		return false
	}
	if e.Program == a.Program {
		return true
	}
	found, ok := e.find()
	return ok && sameFile(found, a.Program)
}

// Own tells whether the entry is a command that the person made up, such as a shell
// with a pause before Keytray. What it starts cannot be told, so it is left alone.
func (e AutostartEntry) Own() bool {
	if e.Off || e.Program == "" || strings.Contains(strings.ToLower(filepath.Base(e.Program)), "keytray") {
		return false
	}
	return e.There() || !filepath.IsAbs(e.Program)
}

// There tells whether what the entry starts can be found.
func (e AutostartEntry) There() bool {
	_, ok := e.find()
	return ok
}

// find is where the program is: a mere name is looked for as the desktop does.
func (e AutostartEntry) find() (path string, ok bool) {
	if filepath.Base(e.Program) != e.Program {
		_, err := os.Stat(e.Program)
		return e.Program, err == nil
	}
	path, err := exec.LookPath(e.Program)
	return path, err == nil
}

// sameFile also sees through links, which systems make to programs.
func sameFile(one, other string) bool {
	a, err := os.Stat(one)
	b, err2 := os.Stat(other)
	return err == nil && err2 == nil && os.SameFile(a, b)
}

// usable refuses what no entry can be made of.
func (a Autostart) usable() error {
	if a.Place == "" || a.Program == "" {
		return ErrNoAutostart
	}
	return nil
}
