package notify

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"time"

	"git.sr.ht/~jackmordaunt/go-toast/v2/wintoast"
	"golang.org/x/sys/windows"
	"golang.org/x/sys/windows/registry"
)

const (
	appName = "Keytray"
	appID   = "io.github.keytray" // an AppUserModelID

	// activator is the COM class that Windows calls when a toast is clicked. It is
	// served by the running program only.
	activator = "{367656D8-804A-47ED-B602-255A2F323818}"
)

// toasts shows notes on a thread of their own: COM ties its state to threads.
type toasts struct {
	icon  []byte
	show  chan request
	start sync.Once

	stop  sync.Once
	quit  chan struct{} // closed by Close
	ended chan struct{} // closed when the thread has left COM
}

type request struct {
	document string
	shown    chan<- error // has room for the answer
}

// New makes a notifier; icon is a PNG. Only one can be in use, as the library has
// one place for pressed. Windows keeps quiet by itself when the person does not
// want to be disturbed. Notes with the same tag stand side by side: the library
// gives toasts no tag. That is what their serial is for.
func New(_ Connect, icon []byte, pressed Pressed, _ func()) Notifier {
	wintoast.SetActivationCallback(func(_, arguments string, _ []wintoast.UserData) {
		if p, ok := chosen(arguments); ok {
			go pressed(p) // Windows waits for the return
		}
	})
	return &toasts{icon: icon, show: make(chan request), quit: make(chan struct{}), ended: make(chan struct{})}
}

func (t *toasts) Show(ctx context.Context, n Note) error {
	ctx, cancel := context.WithTimeout(ctx, showLimit)
	defer cancel()
	document, err := toastXML(n)
	if err != nil {
		return err
	}
	t.start.Do(func() { go t.serve() })
	shown := make(chan error, 1)
	select {
	case t.show <- request{document, shown}:
	case <-ctx.Done(): // an earlier one hangs
		return errors.Join(ErrUnavailable, ctx.Err())
	}
	select {
	case err = <-shown:
	case <-ctx.Done():
		err = ctx.Err()
	}
	if err != nil {
		return errors.Join(ErrUnavailable, err)
	}
	return nil
}

// Withdraw can do nothing: a toast is removed by its tag, which it has not.
func (t *toasts) Withdraw(string) {}

// Close ends the calls of Windows: one that comes while the program ends finds no
// Go to answer it.
func (t *toasts) Close() {
	t.stop.Do(func() { close(t.quit) })
	t.start.Do(func() { close(t.ended) }) // no note was shown
	select {
	case <-t.ended:
	case <-time.After(showLimit): // it hangs
	}
}

func (t *toasts) serve() {
	runtime.LockOSThread() // and never unlock: the thread ends with this
	defer close(t.ended)
	registered := false
	for {
		select {
		case r := <-t.show:
			var err error
			if !registered {
				err = register(t.icon)
				registered = err == nil
			}
			if err == nil {
				err = wintoast.Push(appID, r.document)
			}
			r.shown <- err
		case <-t.quit:
			if registered {
				_, _, _ = leave.Call() // the library enters and does not leave
			}
			return
		}
	}
}

var leave = windows.NewLazySystemDLL("combase.dll").NewProc("RoUninitialize")

// register tells Windows our name, our icon and whom to call at a click.
func register(icon []byte) error {
	// The library would show the ID as the name, but leaves a name that is there.
	key, _, err := registry.CreateKey(registry.CURRENT_USER, `SOFTWARE\Classes\AppUserModelId\`+appID, registry.SET_VALUE)
	if err != nil {
		return err
	}
	defer key.Close()
	if err := key.SetStringValue("DisplayName", appName); err != nil {
		return err
	}
	return wintoast.SetAppData(wintoast.AppData{AppID: appID, GUID: activator, IconPath: keep(icon)})
}

// keep writes the icon where Windows can read it; without it the notes have none.
func keep(icon []byte) string {
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	file := filepath.Join(dir, "keytray", "notification.png")
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return ""
	}
	if err := os.WriteFile(file, icon, 0o600); err != nil {
		return ""
	}
	return file
}
