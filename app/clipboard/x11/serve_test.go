//go:build linux

package x11_test

import (
	"crypto/rand"
	"encoding/hex"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"

	"keytray/app/clipboard"
)

func TestEachTypeHasItsForm(t *testing.T) {
	d := newDesk(t)
	d.put(t, clipboard.Offer{}, "schlüssel")
	for target, want := range map[string]property{
		"UTF8_STRING":               {"UTF8_STRING", 8, []byte("schlüssel")},
		"TEXT":                      {"UTF8_STRING", 8, []byte("schlüssel")},
		"STRING":                    {"STRING", 8, []byte("schl\xfcssel")},
		"text/plain":                {"text/plain", 8, []byte("schlüssel")},
		"text/plain;charset=utf-8":  {"text/plain;charset=utf-8", 8, []byte("schlüssel")},
		"text/plain;charset=UTF-8":  {"text/plain;charset=UTF-8", 8, []byte("schlüssel")},
		"x-kde-passwordManagerHint": {"x-kde-passwordManagerHint", 8, []byte("secret")},
		"SAVE_TARGETS":              {}, "DELETE": {}, "image/png": {}, "COMPOUND_TEXT": {},
	} {
		if got := d.other.paste(target); got.typ != want.typ || got.format != want.format || string(got.data) != string(want.data) {
			t.Errorf("%s: %+q", target, got)
		}
		offered := slices.Contains(d.targets(), target)
		if want := want.typ != ""; offered != want {
			t.Errorf("%s: offered is %v", target, offered)
		}
	}
}

func (d desk) targets() (all []string) {
	for _, a := range d.other.paste("TARGETS").numbers() {
		n, err := xproto.GetAtomName(d.other.x, xproto.Atom(a)).Reply()
		if err != nil {
			d.other.t.Fatal(err)
		}
		all = append(all, n.Name)
	}
	return all
}

func TestWhatLatin1CannotWriteIsNoSTRING(t *testing.T) {
	d := newDesk(t)
	for _, value := range []string{"🔑", "a\x00b", "not UTF-8: \xff", "a\r\n"} {
		d.put(t, clipboard.Offer{}, value)
		if slices.Contains(d.targets(), "STRING") || d.other.paste("STRING").typ != "" {
			t.Errorf("%q is offered as STRING", value)
		}
		if d.other.text() != value {
			t.Errorf("%q cannot be pasted", value)
		}
	}
}

func TestARequestFromBeforeIsRefused(t *testing.T) {
	d := newDesk(t)
	d.put(t, clipboard.Offer{}, "v")
	v := d.other.paste("TIMESTAMP")
	if v.typ != "INTEGER" || v.format != 32 || len(v.data) != 4 {
		t.Fatalf("the timestamp is %+v", v)
	}
	since := xproto.Timestamp(v.numbers()[0])
	for at, want := range map[xproto.Timestamp]bool{since - 1: false, since: true, since + 1000: true, xproto.TimeCurrentTime: true} {
		if got := d.other.ask(d.other.window, "UTF8_STRING", "P", at); got != want {
			t.Errorf("%d after: %v", int32(at-since), got)
		}
	}
}

func TestAnOldProgramNamesNoProperty(t *testing.T) {
	d := newDesk(t)
	d.put(t, clipboard.Offer{}, "v")
	if !d.other.ask(d.other.window, "UTF8_STRING", "", xproto.TimeCurrentTime) {
		t.Fatal("it is refused")
	}
	if got := d.other.take(d.other.window, "UTF8_STRING"); string(got.data) != "v" {
		t.Errorf("got %+q", got)
	}
	if d.other.ask(d.other.window, "MULTIPLE", "", xproto.TimeCurrentTime) {
		t.Error("MULTIPLE without a property is answered")
	}
}

// pairs sets the property that a MULTIPLE request reads.
func (p *program) pairs(typ string, names ...string) {
	data := make([]byte, 4*len(names))
	for i, name := range names {
		if name != "" {
			xgb.Put32(data[4*i:], uint32(p.atom(name)))
		}
	}
	xproto.ChangeProperty(p.x, xproto.PropModeReplace, p.window, p.atom("PAIRS"), p.atom(typ), 32, uint32(len(names)), data)
}

func TestSeveralTypesAtOnce(t *testing.T) {
	d := newDesk(t)
	value := strings.Repeat("é", 100<<10)
	d.put(t, clipboard.Offer{}, value)
	p := d.other
	p.pairs("ATOM_PAIR", "TARGETS", "A", "UTF8_STRING", "B", "SAVE_TARGETS", "C", "STRING", "D", "MULTIPLE", "E", "TEXT", "")
	if !p.ask(p.window, "MULTIPLE", "PAIRS", xproto.TimeCurrentTime) {
		t.Fatal("it is refused")
	}
	got := p.take(p.window, "PAIRS").numbers()
	for i, answered := range []bool{true, true, false, true, false, false} {
		if (got[2*i] != 0) != answered || (got[2*i+1] != 0) != answered {
			t.Errorf("pair %d is %v", i, got[2*i:2*i+2])
		}
	}
	if p.take(p.window, "A").typ != "ATOM" {
		t.Error("no TARGETS")
	}
	if string(p.finish(p.window, "B").data) != value {
		t.Error("another text")
	}
	if string(p.finish(p.window, "D").data) != strings.Repeat("\xe9", 100<<10) {
		t.Error("another STRING")
	}
	p.pairs("ATOM", "UTF8_STRING", "A")
	if p.ask(p.window, "MULTIPLE", "PAIRS", xproto.TimeCurrentTime) {
		t.Error("a list of another type is answered")
	}
	p.pairs("ATOM_PAIR", "UTF8_STRING", "A", "TEXT")
	if p.ask(p.window, "MULTIPLE", "PAIRS", xproto.TimeCurrentTime) {
		t.Error("half a pair is answered")
	}
}

func long(n int) string {
	raw := make([]byte, n/2)
	_, _ = rand.Read(raw) // never fails
	return hex.EncodeToString(raw)
}

func TestLongValuesComeInPieces(t *testing.T) {
	d := newDesk(t)
	for _, n := range []int{0, 65532, 65534, 131064, 131066, 1 << 20} {
		value := long(n)
		d.put(t, clipboard.Offer{}, value)
		if d.other.text() != value {
			t.Errorf("%d bytes: another text", n)
		}
	}
}

func TestTwoProgramsAndTwoPropertiesTakePiecesAtOnce(t *testing.T) {
	d := newDesk(t)
	value := long(1 << 20)
	d.put(t, clipboard.Offer{}, value)
	second := join(t, d.Display)
	var all sync.WaitGroup
	for _, p := range []*program{d.other, second} {
		all.Go(func() {
			one, two := p.newWindow(), p.newWindow()
			at := xproto.Timestamp(xproto.TimeCurrentTime)
			if !p.ask(one, "UTF8_STRING", "A", at) || !p.ask(one, "UTF8_STRING", "B", at) || !p.ask(two, "TEXT", "A", at) {
				p.t.Error("it is refused")
				return
			}
			for name, got := range map[string]property{"a": p.finish(one, "A"), "b": p.finish(one, "B"), "c": p.finish(two, "A")} {
				if string(got.data) != value {
					p.t.Errorf("%s: another text of %d bytes", name, len(got.data))
				}
			}
		})
	}
	all.Wait()
}

func TestAProgramThatStopsTakingHoldsUpNobody(t *testing.T) {
	d := newDesk(t)
	value := long(1 << 20)
	e := d.put(t, clipboard.Offer{}, value)
	stuck := join(t, d.Display)
	if !stuck.ask(stuck.window, "UTF8_STRING", "P", xproto.TimeCurrentTime) {
		t.Fatal("it is refused")
	}
	if d.other.text() != value {
		t.Error("another program does not get the text")
	}
	// After five seconds of silence it is not listened to any more.
	eventually(t, "it is dropped", func() bool {
		r, err := xproto.GetWindowAttributes(d.other.x, stuck.window).Reply()
		if err != nil {
			t.Fatal(err)
		}
		return r.AllEventMasks&xproto.EventMaskStructureNotify == 0
	})
	if d.other.text() != value || !d.ours(t) || e.String() != "" {
		t.Errorf("the value suffered; told %q", e)
	}
}

func TestAWindowThatGoesAwayDoesNoHarm(t *testing.T) {
	d := newDesk(t)
	value := long(1 << 20)
	e := d.put(t, clipboard.Offer{}, value)
	for range 3 {
		gone := d.other.newWindow()
		if !d.other.ask(gone, "UTF8_STRING", "P", xproto.TimeCurrentTime) {
			t.Fatal("it is refused")
		}
		d.other.take(gone, "P") // wants more
		xproto.DestroyWindow(d.other.x, gone)
		// And one that is gone before it is answered.
		gone = d.other.newWindow()
		xproto.ConvertSelection(d.other.x, gone, d.other.atom("CLIPBOARD"), d.other.atom("TEXT"), d.other.atom("P"), 0)
		xproto.DestroyWindow(d.other.x, gone)
	}
	if d.other.text() != value || !d.ours(t) || e.String() != "" {
		t.Errorf("the value suffered; told %q", e)
	}
}
