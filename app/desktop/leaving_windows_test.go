package desktop

import (
	"context"
	"errors"
	"runtime"
	"testing"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"
)

// watch starts a watch and returns its window, what it tells, and how it ended.
func watch(t *testing.T, ctx context.Context) (window uintptr, told chan Leaving, ended chan error) {
	t.Helper()
	told, ended = make(chan Leaving, 10), make(chan error, 1)
	go func() { ended <- WatchLeaving(ctx, func(l Leaving) { told <- l }) }()
	title, err := windows.UTF16PtrFromString(listenerName)
	if err != nil {
		t.Fatal(err)
	}
	for limit := time.Now().Add(10 * time.Second); time.Now().Before(limit); runtime.Gosched() {
		if window, _, _ = user32.NewProc("FindWindowW").Call(0, uintptr(unsafe.Pointer(title))); window != 0 {
			break
		}
	}
	if window == 0 {
		t.Fatal("there is no window")
	}
	// One more message through it: it has its procedure by now.
	send(window, messageClose, 0)
	return window, told, ended
}

// send is a system that waits for the answer.
func send(window, message, wParam uintptr) uintptr {
	r, _, _ := user32.NewProc("SendMessageW").Call(window, message, wParam, 0)
	return r
}

func TestLockAndSleepAreToldBeforeTheSystemGoesOn(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	window, told, ended := watch(t, ctx)
	for _, c := range []struct {
		name            string
		message, wParam uintptr
		want            Leaving
	}{
		{"lock", 0x2B1, 7, Locked},
		{"log off", 0x2B1, 6, Locked},
		{"switch of users", 0x2B1, 2, Locked},
		{"remote desktop closed", 0x2B1, 4, Locked},
		{"unlock", 0x2B1, 8, ""},
		{"suspend", 0x218, 4, Asleep},
		{"resume", 0x218, 7, ""},
		{"end of the session", 0x16, 1, Locked},
		{"no end of the session after all", 0x16, 0, ""},
		{"close", 0x10, 0, ""},
	} {
		send(window, c.message, c.wParam)
		select {
		case got := <-told:
			if got != c.want {
				t.Errorf("%s: told %q, want %q", c.name, got, c.want)
			}
		default:
			if c.want != "" {
				t.Errorf("%s: not told", c.name)
			}
		}
	}
	if r := send(window, 0x11, 0); r != 1 {
		t.Errorf("it keeps the session from ending: %d", r)
	}
	if _, _, err := user32.NewProc("PostMessageW").Call(window, 0x2B1, 7, 0); err != windows.ERROR_SUCCESS {
		t.Fatal(err)
	}
	if got := <-told; got != Locked {
		t.Errorf("posted: told %q", got)
	}
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("ended with %v", err)
	}
	if there, _, _ := user32.NewProc("IsWindow").Call(window); there != 0 {
		t.Error("the window is still there")
	}
}

func TestAWatchEndsWithItsContext(t *testing.T) {
	for range 20 {
		ctx, cancel := context.WithCancel(t.Context())
		_, _, ended := watch(t, ctx)
		cancel()
		if err := <-ended; !errors.Is(err, context.Canceled) {
			t.Fatalf("ended with %v", err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := WatchLeaving(ctx, func(Leaving) {}); !errors.Is(err, context.Canceled) {
		t.Errorf("already over: %v", err)
	}
}
