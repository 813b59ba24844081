//go:build linux

package listen

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jezek/xgb/xproto"

	"keytray/app/e2e/session"
	"keytray/app/shortcut"
	"keytray/app/xserver"
)

// front is the program that the person is in: a window with the focus.
type front struct {
	t    *testing.T
	id   xproto.Window
	x    *xserver.Conn
	keys keymap

	mu    sync.Mutex
	typed []shortcut.Stroke
}

func inFront(t *testing.T, s *session.Session) *front {
	t.Helper()
	x, err := xserver.Dial(t.Context(), s.Display)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(x.Abort)
	id, err := xproto.NewWindowId(x.Conn)
	if err != nil {
		t.Fatal(err)
	}
	xproto.CreateWindow(x.Conn, 0, id, x.Root, 0, 0, 9, 9, 0, xproto.WindowClassInputOnly, 0, xproto.CwEventMask, []uint32{xproto.EventMaskKeyPress})
	xproto.MapWindow(x.Conn, id)
	if err := xproto.SetInputFocusChecked(x.Conn, xproto.InputFocusPointerRoot, id, xproto.TimeCurrentTime).Check(); err != nil {
		t.Fatal(err)
	}
	f := &front{t: t, x: x, id: id}
	if f.keys, err = readKeymap(x); err != nil {
		t.Fatal(err)
	}
	go f.listen()
	return f
}

func (f *front) listen() {
	for {
		ev, err := f.x.WaitForEvent()
		if ev == nil && err == nil {
			return
		}
		if e, ok := ev.(xproto.KeyPressEvent); ok {
			f.mu.Lock()
			if stroke, ok := f.keys.stroke(e.Detail, e.State); ok {
				f.typed = append(f.typed, stroke)
			}
			f.mu.Unlock()
		}
	}
}

// saw is all that was typed into it; the server has told it of every key before.
func (f *front) saw() string {
	f.t.Helper()
	if _, err := xproto.GetInputFocus(f.x.Conn).Reply(); err != nil {
		f.t.Fatal(err)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	return written(f.typed)
}

// killsOthers has the server end the connection of whoever has another window.
func (f *front) killsOthers() {
	f.t.Helper()
	tree, err := xproto.QueryTree(f.x.Conn, f.x.Root).Reply()
	if err != nil || len(tree.Children) < 2 {
		f.t.Fatal("there is no other window: ", err)
	}
	for _, id := range tree.Children {
		if id != f.id {
			xproto.KillClient(f.x.Conn, uint32(id))
		}
	}
}

// written is strokes as a person would note them.
func written(all []shortcut.Stroke) string {
	var b strings.Builder
	for _, s := range all {
		if s.Key != "" {
			b.WriteString("<" + string(s.Key) + ">")
		} else {
			b.WriteRune(s.Rune)
		}
	}
	return b.String()
}

// desk is an agent that wants what is typed after a press.
type desk struct {
	*ear
	mu    sync.Mutex
	typed *shortcut.Typed
	none  bool
}

func opens(t *testing.T, s *session.Session, keys string) *desk {
	t.Helper()
	d := &desk{}
	d.ear = open(t, keys, func(ctx context.Context, w shortcut.Wanted) {
		w.Typed = d.wants
		byGrab(ctx, s.Display, w)
	})
	d.waitState(shortcut.Works)
	return d
}

func (d *desk) wants() *shortcut.Typed {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.none || d.typed != nil {
		return nil
	}
	d.typed = shortcut.NewTyped()
	return d.typed
}

func (d *desk) takes() string {
	d.t.Helper()
	d.mu.Lock()
	typed := d.typed
	d.mu.Unlock()
	ctx, cancel := context.WithTimeout(d.t.Context(), limit)
	defer cancel()
	return written(typed.Take(ctx))
}

// presses holds the combination as long as a finger does, and then types.
func presses(t *testing.T, s *session.Session, then ...string) {
	t.Helper()
	run(t, s, "xdotool", append([]string{
		"keydown", "ctrl", "keydown", "alt", "keydown", "k", "sleep", "0.05", "keyup", "k", "keyup", "alt", "keyup", "ctrl",
	}, then...)...)
}

func TestWhatIsTypedAfterTheKeysIsKeptFromTheProgramInFront(t *testing.T) {
	s := display(t)
	f, d := inFront(t, s), opens(t, s, "Ctrl+Alt+K")
	presses(t, s, "key", "o", "a", "BackSpace", "I", "minus", "5", "Down", "Up", "Return")
	d.waitPresses(1)
	if got, want := d.takes(), "oa<Backspace>I-5<Down><Up><Enter>"; got != want {
		t.Errorf("kept %q, want %q", got, want)
	}
	if got := f.saw(); got != "" {
		t.Errorf("the program in front saw %q", got)
	}
	run(t, s, "xdotool", "key", "x", "y", "Return")
	eventually(t, "the program in front gets keys again", func() bool { return f.saw() == "xy<Enter>" })
}

// Whatever becomes of the window, the keyboard is free in the end.
func TestTheKeyboardIsFreeAfterAWhile(t *testing.T) {
	s := display(t)
	f, d := inFront(t, s), opens(t, s, "Ctrl+Alt+K")
	begun := time.Now()
	presses(t, s, "key", "o")
	eventually(t, "keys arrive again", func() bool {
		run(t, s, "xdotool", "key", "x")
		return strings.Contains(f.saw(), "x")
	})
	if took := time.Since(begun); took < typingLimit {
		t.Errorf("it was free after %v, want %v", took, typingLimit)
	}
	if got := d.takes(); !strings.HasPrefix(got, "o") {
		t.Errorf("kept %q, want what came before", got)
	}
	if got := f.saw(); strings.Contains(got, "o") {
		t.Errorf("the program in front saw %q", got)
	}
}

func TestTheKeyboardIsFreeAtOnce(t *testing.T) {
	for name, end := range map[string]func(*front, *desk){
		"when nothing comes":          func(_ *front, d *desk) { d.typed.Drop() },
		"when the listener ends":      func(_ *front, d *desk) { d.close() },
		"when its connection is lost": func(f *front, _ *desk) { f.killsOthers() },
	} {
		t.Run(name, func(t *testing.T) {
			s := display(t)
			f, d := inFront(t, s), opens(t, s, "Ctrl+Alt+K")
			presses(t, s, "key", "o")
			d.waitPresses(1)
			end(f, d)
			eventually(t, "keys arrive again", func() bool {
				run(t, s, "xdotool", "key", "x")
				return strings.Contains(f.saw(), "x")
			})
			if got := f.saw(); strings.Contains(got, "o") {
				t.Errorf("the program in front saw %q", got)
			}
		})
	}
}

func TestNothingIsKeptThatNobodyWants(t *testing.T) {
	s := display(t)
	f, d := inFront(t, s), opens(t, s, "Ctrl+Alt+K")
	d.mu.Lock()
	d.none = true
	d.mu.Unlock()
	presses(t, s, "key", "x", "y")
	d.waitPresses(1)
	eventually(t, "the program in front gets them", func() bool { return f.saw() == "xy" })
}

func TestAKeyboardThatAnotherProgramHasIsLeftAlone(t *testing.T) {
	typed := shortcut.NewTyped()
	s := display(t)
	f := inFront(t, s)
	if r, err := xproto.GrabKeyboard(f.x.Conn, true, f.x.Root, xproto.TimeCurrentTime, xproto.GrabModeAsync, xproto.GrabModeAsync).Reply(); err != nil || r.Status != xproto.GrabStatusSuccess {
		t.Fatal(r, err)
	}
	x, err := xserver.Dial(t.Context(), s.Display)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(x.Abort)
	g := grab{x: x, w: shortcut.Wanted{Typed: func() *shortcut.Typed { return typed }}}
	g.keep(xproto.KeyPressEvent{})
	if g.typing != nil {
		t.Error("it keeps what it does not get")
	}
	if got := typed.Take(t.Context()); len(got) > 0 { // and does not wait
		t.Errorf("kept %v", got)
	}
}

// What was not understood would make the rest mean something else: Enter another key.
func TestNothingIsKeptAfterAKeyThatIsNotUnderstood(t *testing.T) {
	s := display(t)
	run(t, s, "setxkbmap", "-layout", "us,ru,de")
	x, err := xserver.Dial(t.Context(), s.Display)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(x.Abort)
	keys, err := readKeymap(x)
	if err != nil {
		t.Fatal(err)
	}
	const a, o, f1, enter, ctrl, shift, capsLock = 38, 32, 67, 36, 37, 50, 66
	const k, chordState = 45, xproto.ModMaskControl | xproto.ModMask1
	press := func(code xproto.Keycode, state uint16) xproto.KeyPressEvent {
		return xproto.KeyPressEvent{Detail: code, State: state, Time: 5000}
	}
	for name, c := range map[string]struct {
		press []xproto.KeyPressEvent
		want  string
	}{
		"letters":                 {[]xproto.KeyPressEvent{press(a, 0), press(o, 0)}, "ao"},
		"with Shift":              {[]xproto.KeyPressEvent{press(shift, 0), press(a, xproto.ModMaskShift), press(o, 0)}, "Ao"},
		"with Caps Lock":          {[]xproto.KeyPressEvent{press(capsLock, 0), press(a, xproto.ModMaskLock), press(o, xproto.ModMaskLock|xproto.ModMaskShift)}, "Ao"},
		"a function key":          {[]xproto.KeyPressEvent{press(a, 0), press(f1, 0), press(enter, 0)}, "a"},
		"a key with Ctrl":         {[]xproto.KeyPressEvent{press(ctrl, 0), press(a, xproto.ModMaskControl), press(enter, 0)}, ""},
		"a key with Alt":          {[]xproto.KeyPressEvent{press(a, xproto.ModMask1), press(enter, 0)}, ""},
		"a third level":           {[]xproto.KeyPressEvent{press(a, xproto.ModMask5), press(enter, 0)}, ""},
		"Cyrillic":                {[]xproto.KeyPressEvent{press(a, 1<<groupShift), press(enter, 0)}, ""},
		"a third layout":          {[]xproto.KeyPressEvent{press(a, 2<<groupShift), press(enter, 0)}, ""},
		"after Enter":             {[]xproto.KeyPressEvent{press(enter, 0), press(a, 0)}, "<Enter>"},
		"the combination, held":   {[]xproto.KeyPressEvent{press(k, chordState), press(k, 0), press(a, 0)}, "a"},
		"more than anybody types": {slices.Repeat([]xproto.KeyPressEvent{press(a, 0)}, 1000), strings.Repeat("a", 64)},
	} {
		typed := shortcut.NewTyped()
		ty := &typing{typed: typed, keys: keys, chord: chord{k, chordState}}
		for _, e := range c.press {
			ty.press(e)
		}
		if got := written(typed.Take(t.Context())); got != c.want {
			t.Errorf("%s: kept %q, want %q", name, got, c.want)
		}
	}
}

func TestTheKeysOfTheKeypadAndOfASecondLayout(t *testing.T) {
	s := display(t)
	run(t, s, "setxkbmap", "-layout", "us,de")
	x, err := xserver.Dial(t.Context(), s.Display)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(x.Abort)
	keys, err := readKeymap(x)
	if err != nil {
		t.Fatal(err)
	}
	const y, minus, acute, keypad8, keypadEnter = 29, 20, 21, 80, 104
	const german, shift = uint16(1 << groupShift), uint16(xproto.ModMaskShift)
	numLock := keys.bit(symNumLock)
	for _, c := range []struct {
		code  xproto.Keycode
		state uint16
		want  string
	}{
		{y, 0, "y"},
		{y, german, "z"},
		{y, german | shift, "Z"},
		{minus, german, "ß"},
		{minus, shift, "_"},
		{acute, german, ""},
		{keypad8, 0, "<Up>"},
		{keypad8, numLock, "8"},
		{keypadEnter, 0, "<Enter>"},
		{keypadEnter, numLock, "<Enter>"},
	} {
		got := ""
		if stroke, ok := keys.stroke(c.code, c.state); ok {
			got = written([]shortcut.Stroke{stroke})
		}
		if got != c.want {
			t.Errorf("key %d in the state %#x types %q, want %q", c.code, c.state, got, c.want)
		}
	}
}
