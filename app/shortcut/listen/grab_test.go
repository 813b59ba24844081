//go:build linux

package listen

import (
	"context"
	"syscall"
	"testing"
	"time"

	"github.com/jezek/xgb/xproto"

	"keytray/app/e2e/session"
	"keytray/app/shortcut"
)

func display(t *testing.T) *session.Session {
	t.Helper()
	t.Parallel()
	return session.New(t, session.Options{Keyring: session.NoService, NoBus: true, Display: true})
}

func onDisplay(name string) shortcut.Listener {
	return func(ctx context.Context, w shortcut.Wanted) { byGrab(ctx, name, w) }
}

func run(t *testing.T, s *session.Session, program string, args ...string) {
	t.Helper()
	if out, err := s.Command(t.Context(), program, args...).CombinedOutput(); err != nil {
		t.Fatalf("%s %v: %v: %s", program, args, err, out)
	}
}

func TestAPressIsHeardOnce(t *testing.T) {
	s := display(t)
	e := open(t, "Ctrl+Alt+K", onDisplay(s.Display))
	e.waitState(shortcut.Works)
	run(t, s, "xdotool", "key", "ctrl+alt+k")
	e.waitPresses(1)
	run(t, s, "xdotool", "key", "k", "ctrl+k", "alt+k", "ctrl+alt+j", "ctrl+alt+shift+k", "ctrl+alt+k")
	e.waitPresses(2)
}

func TestLocksDoNotMatter(t *testing.T) {
	s := display(t)
	e := open(t, "Super+Space", onDisplay(s.Display))
	e.waitState(shortcut.Works)
	for n, lock := range []string{"Caps_Lock", "Num_Lock", "Caps_Lock"} {
		run(t, s, "xdotool", "key", lock)
		run(t, s, "xdotool", "key", "super+space")
		e.waitPresses(n + 1)
	}
}

func TestWhatAnotherProgramHasIsTaken(t *testing.T) {
	s := display(t)
	other := open(t, "Ctrl+Alt+K", onDisplay(s.Display))
	other.waitState(shortcut.Works)
	e := open(t, "Ctrl+Alt+K", onDisplay(s.Display))
	e.waitState(shortcut.Taken)
	run(t, s, "xdotool", "key", "ctrl+alt+k")
	other.waitPresses(1)
	// Another combination is free, and so is this one when the other program ends.
	open(t, "Ctrl+Alt+J", onDisplay(s.Display)).waitState(shortcut.Works)
	other.close()
	again := open(t, "Ctrl+Alt+K", onDisplay(s.Display))
	again.waitState(shortcut.Works)
	run(t, s, "xdotool", "key", "ctrl+alt+k")
	again.waitPresses(1)
	if n := e.heard(); n != 0 {
		t.Errorf("what is taken was heard %d times", n)
	}
}

func TestWhoEndsHearsNoMore(t *testing.T) {
	s := display(t)
	e := open(t, "Ctrl+Alt+K", onDisplay(s.Display))
	e.waitState(shortcut.Works)
	e.close()
	// The same keys work for the next one at once: nothing of the first is left.
	next := open(t, "Ctrl+Alt+K", onDisplay(s.Display))
	next.waitState(shortcut.Works)
	run(t, s, "xdotool", "key", "ctrl+alt+k")
	next.waitPresses(1)
	if n := e.heard(); n != 0 {
		t.Errorf("heard %d times after the end", n)
	}
}

func TestANewKeyboardLayoutIsFollowed(t *testing.T) {
	s := display(t)
	e := open(t, "Ctrl+Alt+Z", onDisplay(s.Display))
	e.waitState(shortcut.Works)
	const usZ, deZ = "52", "29" // where the letter is on an American and on a German keyboard
	press := func(code string) { run(t, s, "xdotool", "key", "--delay", "0", "ctrl+alt+"+code) }
	run(t, s, "xdotool", "key", "ctrl+alt+z")
	e.waitPresses(1)
	run(t, s, "setxkbmap", "de")
	tries := 0
	eventually(t, "Z is heard where Germans have it", func() bool {
		press(deZ)
		tries++
		return e.heard() >= 2
	})
	// Of the tries the first may be lost, and the last be heard only now: Y is pressed more often than that.
	for range tries + 1 {
		press(usZ)
	}
	before := e.heard()
	press(deZ)
	eventually(t, "the next Z is heard", func() bool { return e.heard() > before })
	if n, most := e.heard(), 1+tries+1; n > most {
		t.Errorf("heard %d times, want %d at most: Y counts too", n, most)
	}
	// Where the first layout has no Latin letters, the second one's count.
	run(t, s, "setxkbmap", "ru,us")
	eventually(t, "Z is heard beside Cyrillic letters", func() bool {
		before := e.heard()
		press(usZ)
		return e.heard() > before
	})
}

func TestADisplayThatComesBackIsListenedToAgain(t *testing.T) {
	s := display(t)
	e := open(t, "Ctrl+Alt+K", onDisplay(s.Display))
	e.waitState(shortcut.Works)
	if err := s.StopDisplay(); err != nil {
		t.Fatal(err)
	}
	e.waitState(shortcut.Gone)
	ctx, cancel := context.WithCancel(t.Context())
	server := s.Command(ctx, "Xvfb", s.Display, "-nolisten", "tcp", "-noreset")
	server.Cancel = func() error { return server.Process.Signal(syscall.SIGTERM) } // so that it removes its lock file
	server.WaitDelay = 10 * time.Second
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cancel(); _ = server.Wait() })
	e.waitState(shortcut.Works)
	run(t, s, "xdotool", "key", "ctrl+alt+k")
	e.waitPresses(1)
}

func TestHoldingTheKeysCountsOnce(t *testing.T) {
	e := &ear{t: t}
	const k = 45
	g := grab{w: shortcut.Wanted{Pressed: e.press}, held: []chord{{code: k}}}
	g.press(xproto.KeyPressEvent{Detail: k, Time: 1000})
	g.press(xproto.KeyPressEvent{Detail: k + 1, Time: 1100}) // another key meanwhile
	for at := xproto.Timestamp(1660); at < 3000; at += 40 {  // repeats
		g.released = at
		g.press(xproto.KeyPressEvent{Detail: k, Time: at})
	}
	g.released = 3000
	if n := e.heard(); n != 1 {
		t.Errorf("held once, heard %d times", n)
	}
	g.press(xproto.KeyPressEvent{Detail: k, Time: 3100})
	if n := e.heard(); n != 2 {
		t.Errorf("pressed twice, heard %d times", n)
	}
}

func TestWhereTheKeyDoesNotExistThatIsSaid(t *testing.T) {
	s := display(t)
	run(t, s, "setxkbmap", "ru")
	e := open(t, "Ctrl+Alt+K", onDisplay(s.Display))
	e.waitState(shortcut.NoKey)
	run(t, s, "setxkbmap", "us")
	e.waitState(shortcut.Works)
}
