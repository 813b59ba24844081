//go:build linux

package x11_test

import (
	"errors"
	"net"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"keytray/app/clipboard"
	"keytray/app/clipboard/clipboardtest"
	"keytray/app/clipboard/x11"
	"keytray/app/e2e/session"
	"keytray/app/secret"
)

// helperDisplay makes the test program one that copies and waits to be killed.
const helperDisplay = "KEYTRAY_TEST_X11_DISPLAY"

func TestMain(m *testing.M) {
	if display := os.Getenv(helperDisplay); display != "" {
		os.Exit(copyAndWait(display))
	}
	x11.New("") // before a test makes a connection of its own
	os.Exit(m.Run())
}

// desk is a display, a board on it, and another program, which has the focus.
type desk struct {
	*session.Session
	board *x11.Board
	other *program
}

func newDesk(t *testing.T) desk {
	t.Helper()
	t.Parallel()
	s := session.New(t, session.Options{Keyring: session.NoService, NoBus: true, Display: true})
	b := x11.New(s.Display)
	t.Cleanup(func() { _ = b.Close() })
	other := join(t, s.Display)
	other.focus()
	return desk{s, b, other}
}

type told struct {
	mu  sync.Mutex
	all []clipboard.Event
}

func (e *told) hear(ev clipboard.Event) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.all = append(e.all, ev)
}

func (e *told) String() string {
	e.mu.Lock()
	defer e.mu.Unlock()
	var s []string
	for _, ev := range e.all {
		s = append(s, string(ev))
	}
	return strings.Join(s, " ")
}

func (e *told) wait(t *testing.T, want string) {
	t.Helper()
	eventually(t, want+" was told", func() bool { return e.String() == want })
}

func (d desk) put(t *testing.T, o clipboard.Offer, value string) *told {
	t.Helper()
	var e told
	o.Value, o.Told = secret.FromString(value), e.hear
	if err := d.board.Put(t.Context(), o); err != nil {
		t.Fatal(err)
	}
	o.Value.Wipe()
	return &e
}

func (d desk) clear(t *testing.T) {
	t.Helper()
	if err := d.board.Clear(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func (d desk) ours(t *testing.T) bool {
	t.Helper()
	is, err := d.board.Ours(t.Context())
	if err != nil {
		t.Error(err)
	}
	return is
}

// xclip runs it; what is not there is "".
func (d desk) xclip(t *testing.T, args ...string) string {
	t.Helper()
	var failed *exec.ExitError
	out, err := d.Command(t.Context(), "xclip", append([]string{"-o"}, args...)...).Output()
	if err != nil && !(errors.As(err, &failed) && strings.Contains(string(failed.Stderr), "not available")) {
		t.Error(err)
	}
	return string(out)
}

func (d desk) others(t *testing.T) clipboardtest.Other {
	return clipboardtest.Other{
		Paste: func() string { return d.xclip(t, "-selection", "clipboard") },
		Copy: func(text string) {
			if err := d.SetClipboard(t.Context(), text); err != nil {
				t.Error(err)
			}
		},
		PastePrimary: func() string { return d.xclip(t, "-selection", "primary") },
		CopyPrimary:  func(text string) { d.other.offer("PRIMARY", text) },
		Types: func() []string {
			return strings.Fields(d.xclip(t, "-selection", "clipboard", "-t", "TARGETS"))
		},
	}
}

func TestABoardOnARealDisplayKeepsThePromises(t *testing.T) {
	d := newDesk(t)
	clipboardtest.Run(t, d.board, d.others(t))
	clipboardtest.RunTaken(t, d.board, d.others(t))
}

func TestWithoutADisplayTheErrorSaysSo(t *testing.T) {
	t.Setenv("DISPLAY", "")
	for display, want := range map[string]error{"": clipboard.ErrNoDisplay, ":987": clipboard.ErrTool, "nonsense": clipboard.ErrTool} {
		b := x11.New(display)
		if err := b.Put(t.Context(), clipboard.Offer{Value: secret.FromString("v")}); !errors.Is(err, want) {
			t.Errorf("display %q: %v", display, err)
		}
		if is, err := b.Ours(t.Context()); is || err != nil {
			t.Errorf("ours %v, %v", is, err)
		}
		if err := b.Clear(t.Context()); err != nil {
			t.Error(err)
		}
		b.Close()
	}
}

func TestADisplayThatNeverAnswersEndsInTime(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	l, err := net.Listen("unix", dir+"/x:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	start := time.Now()
	err = x11.New(dir+"/x:0").Put(t.Context(), clipboard.Offer{Value: secret.FromString("v")})
	if !errors.Is(err, clipboard.ErrNoAnswer) || time.Since(start) > 5*time.Second {
		t.Errorf("%v after %v", err, time.Since(start))
	}
}

func TestAGreetingThatMakesNoSenseIsAnError(t *testing.T) {
	t.Parallel()
	for name, greeting := range map[string]string{
		"no lengths":       "\x01\x00\x0b\x00\x00\x00\x00\x00",
		"a reason too far": "\x00\xff\x0b\x00\x00\x00\x01\x00abcd",
		"nothing":          "",
		"another protocol": "HTTP/1.1 400 Bad Request\r\n\r\n",
	} {
		dir := t.TempDir()
		l, err := net.Listen("unix", dir+"/x:0")
		if err != nil {
			t.Fatal(err)
		}
		go func() {
			c, err := l.Accept()
			if err == nil {
				_, _ = c.Write([]byte(greeting))
				_ = c.(*net.UnixConn).CloseWrite()
			}
		}()
		if err := x11.New(dir+"/x:0").Put(t.Context(), clipboard.Offer{}); !errors.Is(err, clipboard.ErrTool) {
			t.Errorf("%s: %v", name, err)
		}
		_ = l.Close()
	}
}
