package desktop_test

import (
	"fmt"
	"os"
	"testing"

	"golang.org/x/sys/windows/registry"

	"keytray/app/desktop"
)

const (
	runKey      = `Software\Microsoft\Windows\CurrentVersion\Run`
	approvedKey = `Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run`
)

func TestWindowsStartsTheProgramOfTheEntry(t *testing.T) {
	a := desktop.Autostart{Program: `C:\Program Files\Key tray\keytray.exe`, Place: fmt.Sprintf("KeytrayTest%d", os.Getpid())}
	t.Cleanup(func() { _ = a.Off() })
	assert := func(want desktop.AutostartEntry) {
		t.Helper()
		if got, err := a.Look(); err != nil || got != want {
			t.Errorf("the entry is %+v, %v; want %+v", got, err, want)
		}
	}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	assert(desktop.AutostartEntry{})
	must(a.On())
	assert(desktop.AutostartEntry{Program: a.Program})
	k, err := registry.OpenKey(registry.CURRENT_USER, runKey, registry.QUERY_VALUE)
	must(err)
	line, _, err := k.GetStringValue(a.Place)
	must(err)
	if line != `"`+a.Program+`" `+desktop.AtLogin {
		t.Errorf("the command line is %s", line)
	}
	must(k.Close())

	// The Task Manager switches it off.
	approved, _, err := registry.CreateKey(registry.CURRENT_USER, approvedKey, registry.SET_VALUE)
	must(err)
	must(approved.SetBinaryValue(a.Place, []byte{3, 0, 0, 0}))
	must(approved.Close())
	assert(desktop.AutostartEntry{Program: a.Program, Off: true})
	must(a.On()) // the person wants it after all
	assert(desktop.AutostartEntry{Program: a.Program})
	must(a.Off())
	assert(desktop.AutostartEntry{})
	must(a.Off())
}
