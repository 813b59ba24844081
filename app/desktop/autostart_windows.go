package desktop

import (
	"errors"
	"io/fs"
	"strings"

	"golang.org/x/sys/windows/registry"
)

// NewAutostart is the entry of a program among those that Windows starts for this
// person (https://learn.microsoft.com/windows/win32/setupapi/run-and-runonce-registry-keys).
func NewAutostart(program string) Autostart {
	return Autostart{Program: program, Place: "Keytray"}
}

const (
	runKey = `Software\Microsoft\Windows\CurrentVersion\Run`
	// approvedKey is where the Task Manager and the Settings keep what the person has
	// switched off: a value of the same name whose first byte is odd.
	approvedKey = `Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run`
)

// Look reads the entry.
func (a Autostart) Look() (e AutostartEntry, err error) {
	if err := a.usable(); err != nil {
		return e, err
	}
	err = inKey(runKey, registry.QUERY_VALUE, func(k registry.Key) error {
		line, _, err := k.GetStringValue(a.Place)
		e.Program = programOf(line)
		return err
	})
	if err != nil {
		return e, err
	}
	return e, inKey(approvedKey, registry.QUERY_VALUE, func(k registry.Key) error {
		state, _, err := k.GetBinaryValue(a.Place)
		e.Off = len(state) > 0 && state[0]&1 == 1
		return err
	})
}

// On has the program started at log-in. A command of the person's own stays.
func (a Autostart) On() error {
	e, err := a.Look()
	if err != nil || a.Starts(e) || e.Own() {
		return err
	}
	k, _, err := registry.CreateKey(registry.CURRENT_USER, runKey, registry.SET_VALUE)
	if err != nil {
		return err
	}
	defer k.Close()
	if err := k.SetStringValue(a.Place, `"`+a.Program+`" `+AtLogin); err != nil { // no path has a quote in it
		return err
	}
	return a.forget(approvedKey) // the person wants it now
}

// Off takes the entry away.
func (a Autostart) Off() error {
	if err := a.usable(); err != nil {
		return err
	}
	return a.forget(runKey)
}

func (a Autostart) forget(key string) error {
	return inKey(key, registry.SET_VALUE, func(k registry.Key) error { return k.DeleteValue(a.Place) })
}

// inKey does something in a key of the person's; what is not there is no error.
func inKey(key string, access uint32, do func(registry.Key) error) error {
	k, err := registry.OpenKey(registry.CURRENT_USER, key, access)
	if err == nil {
		defer k.Close()
		err = do(k)
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// programOf is the program of a command line.
func programOf(line string) string {
	if quoted, ok := strings.CutPrefix(line, `"`); ok {
		program, _, _ := strings.Cut(quoted, `"`)
		return program
	}
	return line
}
