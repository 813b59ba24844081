//go:build linux

package x11_test

import (
	"sync/atomic"
	"testing"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"

	"keytray/app/clipboard"
)

// lookAtOnce asks for the text as soon as somebody copies, like a clipboard
// manager, and tells what it got.
func (p *program) lookAtOnce() <-chan property {
	got := make(chan property, 1)
	var asked atomic.Bool
	clip, target, into := p.atom("CLIPBOARD"), p.atom("UTF8_STRING"), p.atom("LOOK")
	p.watch(func(owner uint32) {
		if owner != 0 && !asked.Swap(true) {
			xproto.ConvertSelection(p.x, p.window, clip, target, into, xproto.TimeCurrentTime)
		}
	})
	go func() {
		next(p, func(n xproto.SelectionNotifyEvent) bool { return true })
		got <- p.take(p.window, "LOOK")
	}()
	return got
}

func TestAManagersLookIsRefusedAndNoPaste(t *testing.T) {
	for name, once := range map[string]bool{"once": true, "until cleared": false} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			d.other.blur()
			manager := join(t, d.Display)
			got := manager.lookAtOnce()
			e := d.put(t, clipboard.Offer{Once: once}, "v")
			if look := <-got; len(look.data) > 0 {
				t.Errorf("the manager got %+q", look.data)
			}
			// Another connection of an old process is as good as an old one.
			if manager.text()+join(t, d.Display).text() != "" || e.String() != "" {
				t.Errorf("its second look brings the text, or counts; told %q", e)
			}
			if mark := manager.paste("x-kde-passwordManagerHint"); string(mark.data) != "secret" {
				t.Error("it cannot see that this is a secret")
			}
			person := func() string { return d.xclip(t, "-selection", "clipboard") }
			if person() != "v" {
				t.Error("the paste did not get it")
			}
			if !once {
				if d.other.focus(); person() != "v" || d.other.text() != "v" {
					t.Error("the next did not get it")
				}
				return
			}
			e.wait(t, "pasted")
			if person() != "" || d.ours(t) {
				t.Error("it is there after the paste")
			}
		})
	}
}

// Without a window manager the focus is with the window under the pointer.
func TestTheProgramUnderThePointerPastesAtOnceWhereNoWindowHasTheFocus(t *testing.T) {
	d := newDesk(t)
	d.other.blur()
	xproto.SetInputFocus(d.other.x, xproto.InputFocusPointerRoot, xproto.InputFocusPointerRoot, xproto.TimeCurrentTime)
	xproto.WarpPointer(d.other.x, 0, d.other.window, 0, 0, 0, 0, 1, 1)
	d.other.x.Sync()
	d.put(t, clipboard.Offer{}, "v")
	if d.other.text() != "v" {
		t.Error("it is refused")
	}
}

func TestTheProgramWithTheFocusPastesAtOnce(t *testing.T) {
	d := newDesk(t)
	e := d.put(t, clipboard.Offer{Once: true}, "v")
	d.targets()
	d.other.paste("TIMESTAMP")
	d.other.paste("x-kde-passwordManagerHint")
	d.other.paste("image/png")
	if e.String() != "" {
		t.Errorf("told %q before the text was asked for", e)
	}
	if d.other.text() != "v" {
		t.Error("the paste did not get it")
	}
	e.wait(t, "pasted")
	if d.other.text() != "" {
		t.Error("it is there after the paste")
	}
}

func TestSeveralTypesWithATextAreAPaste(t *testing.T) {
	d := newDesk(t)
	e := d.put(t, clipboard.Offer{Once: true}, "v")
	d.other.pairs("ATOM_PAIR", "TARGETS", "A", "TIMESTAMP", "B")
	d.other.ask(d.other.window, "MULTIPLE", "PAIRS", xproto.TimeCurrentTime)
	d.other.pairs("ATOM_PAIR", "UTF8_STRING", "A", "STRING", "B")
	if e.String() != "" || !d.other.ask(d.other.window, "MULTIPLE", "PAIRS", xproto.TimeCurrentTime) {
		t.Errorf("it is refused; told %q", e)
	}
	e.wait(t, "pasted")
	if string(d.other.take(d.other.window, "A").data) != "v" || string(d.other.take(d.other.window, "B").data) != "v" {
		t.Error("one of the texts is missing")
	}
}

func TestOfTwoPastesAtOnceOneGetsIt(t *testing.T) {
	d := newDesk(t)
	e := d.put(t, clipboard.Offer{Once: true, Primary: true}, "v")
	got := make(chan string)
	for range 2 {
		go func() { got <- d.xclip(t, "-selection", "clipboard") }()
	}
	if one, two := <-got, <-got; one+two != "v" {
		t.Errorf("they got %q and %q", one, two)
	}
	e.wait(t, "pasted")
	if d.other.owner("PRIMARY") != 0 {
		t.Error("the middle button still has it")
	}
}

func TestALongPasteEndsAfterTheValueIsGone(t *testing.T) {
	d := newDesk(t)
	value := long(1 << 20)
	e := d.put(t, clipboard.Offer{Once: true}, value)
	if !d.other.ask(d.other.window, "UTF8_STRING", "P", xproto.TimeCurrentTime) {
		t.Fatal("it is refused")
	}
	e.wait(t, "pasted")
	if d.xclip(t, "-selection", "clipboard") != "" {
		t.Error("another program gets it too")
	}
	if got := d.other.finish(d.other.window, "P"); string(got.data) != value {
		t.Errorf("the paste got %d bytes", len(got.data))
	}
}

// The window manager asks for all Wayland programs: for their managers, and
// later for the person.
func TestTheWindowManagerWatchesForASecondOnly(t *testing.T) {
	for name, become := range map[string]func(*program){
		"by its selection": func(p *program) { p.offer("WM_S0", "") },
		"by its window": func(p *program) {
			id := make([]byte, 4)
			xgb.Put32(id, uint32(p.window))
			xproto.ChangeProperty(p.x, xproto.PropModeReplace, p.root, p.atom("_NET_SUPPORTING_WM_CHECK"), xproto.AtomWindow, 32, 1, id)
			p.x.Sync()
		},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			become(d.other)
			start := time.Now()
			e := d.put(t, clipboard.Offer{Once: true}, "v")
			eventually(t, "its request counts", func() bool {
				d.other.text()
				return e.String() == "pasted"
			})
			if took := time.Since(start); took < time.Second {
				t.Errorf("it counted after %v", took)
			}
		})
	}
}
