package window

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
)

// All of a usual key is in sight while it is held there, and the button below the pointer
// stays where it is.
func TestALongValueIsHeldInSightWhole(t *testing.T) {
	for _, width := range []float32{980, 760, 400} {
		r := newRig(t, someState())
		r.Frame.Resize(fyne.NewSize(width, 640))
		r.win.keys.list.open("chat")
		r.win.openDetail(true)
		r.Service.Value = strings.Repeat("x", 164)
		c := r.win.keys.detail.card
		place := func() fyne.Position { return fyne.CurrentApp().Driver().AbsolutePositionForObject(c.hold) }
		high, at := c.box.Size().Height, place()
		c.hold.MouseDown(nil)
		r.Until("it is in sight", func() bool { return c.scroll.Visible() })
		if need := c.value.HeightIn(c.value.Size().Width); c.scroll.Size().Height < need {
			t.Errorf("%v wide: of %v the value has %v", width, need, c.scroll.Size().Height)
		}
		if place() != at {
			t.Errorf("%v wide: the button went from %v to %v", width, at, place())
		}
		c.hold.MouseUp(nil)
		if c.box.Size().Height != high || place() != at {
			t.Errorf("%v wide: the card stays %v high, not %v", width, c.box.Size().Height, high)
		}
	}
}

// Making the window again in another language leaves no value in what was before.
func TestAnotherLanguageEndsAReveal(t *testing.T) {
	r := newRig(t, someState())
	r.win.p.Speak = func(string) {}
	r.Service.Value = madeUp("openai", "project")
	r.win.keys.list.open("chat")
	r.win.revealKey("chat", true)
	r.Until("it is in sight", func() bool { return r.win.keys.detail.card.scroll.Visible() })
	before := r.win.keys
	r.win.changeLanguage()
	if r.win.keys == before {
		t.Fatal("nothing is made again")
	}
	if before.detail.card.scroll.Visible() {
		t.Error("the card of before still holds the value")
	}
}
