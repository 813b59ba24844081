package tray

import (
	"context"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"

	"keytray/app/api"
)

// still is a service with one key, whose state does not change. It calls shown when the tray waits for
// a change.
type still struct {
	api.Service
	shown func()
}

func (s still) Wait(ctx context.Context, revision uint64) (api.State, error) {
	if revision == 0 {
		return api.State{Revision: 1, Keys: []api.Key{{ID: "id", Name: "chat-app", Pinned: true}}}, nil
	}
	s.shown()
	<-ctx.Done()
	return api.State{}, ctx.Err()
}

const (
	showsTray = "KEYTRAY_TEST_SHOWS_TRAY"
	trayLimit = panelLimit + 10*time.Second
)

// apart runs a test in a process of its own, for systray can end only once. It is true there. What is
// logged there is no news for a person: they would see no icon.
func apart(t *testing.T) bool {
	t.Helper()
	if os.Getenv(showsTray) != "" {
		return true
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, self, "-test.run=^"+t.Name()+"$")
	cmd.Env = append(os.Environ(), showsTray+"=1")
	out, err := cmd.CombinedOutput()
	if err != nil || strings.Contains(string(out), "systray error") {
		t.Errorf("%v: %s", err, out)
	}
	return false
}

func TestTheIconIsThereFromTheStart(t *testing.T) {
	if !apart(t) {
		return
	}
	ctx, cancel := context.WithTimeout(t.Context(), trayLimit)
	defer cancel()
	Run(ctx, Params{Service: still{shown: cancel}, Failed: func(err error) { t.Error(err) }})
	if ctx.Err() == context.DeadlineExceeded {
		t.Error("there is no icon")
	}
}

// taskkill asks like this, and who brings a new version.
func TestWhoAsksTheIconToCloseEndsTheTray(t *testing.T) {
	if !apart(t) {
		return
	}
	class, err := windows.UTF16PtrFromString("SystrayClass")
	if err != nil {
		t.Fatal(err)
	}
	ask := func() {
		window, _, _ := findWindow.Call(uintptr(unsafe.Pointer(class)), 0)
		const messageClose = 0x0010 // WM_CLOSE
		if ok, _, err := windows.NewLazySystemDLL("user32.dll").NewProc("PostMessageW").Call(window, messageClose, 0, 0); window == 0 || ok == 0 {
			t.Errorf("there is no icon: %v", err)
		}
	}
	ctx, cancel := context.WithTimeout(t.Context(), trayLimit)
	defer cancel()
	Run(ctx, Params{Service: still{shown: ask}, Failed: func(err error) { t.Error(err) }})
	if ctx.Err() != nil {
		t.Error("it goes on without an icon")
	}
}
