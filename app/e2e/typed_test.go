//go:build linux

package e2e_test

import (
	"testing"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// chat is a program of the person's that does something with every key.
type chat struct {
	p    *person
	conn *xgb.Conn
	id   xproto.Window
}

func (p *person) opensChat() chat {
	p.t.Helper()
	conn, err := xgb.NewConnDisplay(p.session.Display)
	if err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(conn.Close)
	id, err := xproto.NewWindowId(conn)
	if err != nil {
		p.t.Fatal(err)
	}
	root := xproto.Setup(conn).DefaultScreen(conn).Root
	xproto.CreateWindow(conn, 0, id, root, 0, 0, 200, 200, 0, xproto.WindowClassInputOutput, 0, xproto.CwEventMask, []uint32{xproto.EventMaskKeyPress})
	xproto.MapWindow(conn, id)
	poll(p.t, "the program in front does not show", func() bool {
		a, err := xproto.GetWindowAttributes(conn, id).Reply()
		return err == nil && a.MapState == xproto.MapStateViewable
	})
	return chat{p, conn, id}
}

func (c chat) focus() {
	c.p.t.Helper()
	if err := xproto.SetInputFocusChecked(c.conn, xproto.InputFocusPointerRoot, c.id, xproto.TimeCurrentTime).Check(); err != nil {
		c.p.t.Fatal(err)
	}
}

// typed is which keys it was told of since the last time, by their number.
func (c chat) typed() (keys []xproto.Keycode) {
	c.p.t.Helper()
	if _, err := xproto.GetInputFocus(c.conn).Reply(); err != nil { // what was told before is here then
		c.p.t.Fatal(err)
	}
	for {
		ev, err := c.conn.PollForEvent()
		if ev == nil && err == nil {
			return keys
		}
		if e, ok := ev.(xproto.KeyPressEvent); ok {
			keys = append(keys, e.Detail)
		}
	}
}

// Who types on without looking picks the key, and sends nothing to the program that they
// were in.
func TestWhatIsTypedBeforeThePickerIsThereIsForThePicker(t *testing.T) {
	p := atDesk(t)
	p.typesAhead(p.startAgent())
}

// A window manager decides who has the focus, and takes its time.
func TestWhatIsTypedBeforeThePickerIsThereUnderAWindowManager(t *testing.T) {
	d := atRealDesk(t)
	d.typesAhead(d.launch())
}

func (p *person) typesAhead(a *agent) {
	p.t.Helper()
	_, notes := p.add("Obsidian notes")
	_, app := p.add("chat-app")
	binary(p.t, "keytray-window")
	p.do("", "config", "clipboard.clear_after", "10s")
	p.picks(a, p.presses) // the agent listens
	p.xdotool("key", "--clearmodifiers", "Escape")
	p.pickerGoes(a)
	chat := p.opensChat()
	for _, c := range []struct{ letter, value string }{{"c", app}, {"o", notes}} {
		chat.focus()
		chat.typed()
		// Presses within 400 ms count as one. The modifiers are held before the combination.
		p.xdotool("sleep", "0.5", "keydown", "ctrl", "keydown", "alt", "keydown", "k", "sleep", "0.05", "keyup", "k", "keyup", "alt", "keyup", "ctrl",
			"key", c.letter, "b", "BackSpace", "Return")
		p.waitClipboard("after Enter", c.value)
		for _, code := range chat.typed() {
			if code != codeCtrl && code != codeAlt {
				p.t.Errorf("the program in front was told of the key %d", code)
			}
		}
		p.pickerGoes(a)
		chat.focus()
		p.xdotool("key", "F9")
		poll(p.t, "the program in front gets keys again", func() bool { return len(chat.typed()) > 0 })
	}
}

// pickerGoes waits for the end of the picker's process, which is not measured here.
func (p *person) pickerGoes(a *agent) {
	p.t.Helper()
	poll(p.t, "the picker stays", func() bool { return len(a.children()) == 0 })
}

// Keys of Xvfb's keyboard.
const (
	codeCtrl = 37
	codeAlt  = 64
)
