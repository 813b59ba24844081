package window

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"keytray/app/window/kit"
	"keytray/app/window/windowtest"
)

// wordsOf are the left and the right end of what a button says.
func (r *rig) wordsOf(b *kit.Button) (left, right float32) {
	r.Helper()
	left = -1
	windowtest.Walk(b, func(o fyne.CanvasObject, visible bool) {
		text, is := o.(*canvas.Text)
		icon, drawn := o.(*canvas.Image)
		if !visible || !is && (!drawn || !icon.Visible() || b.Icon == "") {
			return
		}
		at := r.standsAt(o).X
		if left < 0 || at < left {
			left = at
		}
		if is {
			right = max(right, at+text.MinSize().Width)
		} else {
			right = max(right, at+o.Size().Width)
		}
	})
	return left, right
}

// A link has no plate: its words stand where all other words begin or end.
func TestLinksStandFlushWithTheRest(t *testing.T) {
	r := newRig(t, someState())
	r.Frame.Resize(tallWindow)
	r.wellKnown()
	d := r.win.keys.detail
	left, right := r.standsAt(d.card.box).X, r.standsAt(d.card.box).X+d.card.box.Size().Width
	first := d.links.box.Objects[0].(*kit.Button)
	for name, b := range map[string]*kit.Button{"the first link": first} {
		if at, _ := r.wordsOf(b); at < left-1 || at > left+1 {
			t.Errorf("%s begins at %v, the rest at %v", name, at, left)
		}
	}
	for name, b := range map[string]*kit.Button{"Check again": d.verified.again, "Mute": d.reminds.mute} {
		if _, at := r.wordsOf(b); at < right-1 || at > right+1 {
			t.Errorf("%s ends at %v, the rest at %v", name, at, right)
		}
	}
	if at, _ := r.wordsOf(d.history.more); at != r.standsAt(d.history.rows).X {
		t.Errorf("Show all begins at %v, the rest at %v", at, r.standsAt(d.history.rows).X)
	}
}

// Fields of one form are of one height, whatever letters are in them.
func TestTheFieldsOfAFormAreAsHigh(t *testing.T) {
	r := newRig(t, someState())
	r.Frame.Resize(setupSize)
	_, p := r.naming()
	want := p.name.Size().Height
	if want < 34 {
		t.Errorf("the name is %v high", want)
	}
	for name, o := range map[string]fyne.CanvasObject{"variable": p.env, "created": p.created, "ends": p.expires, "months": p.due.ChoiceField} {
		if high := o.Size().Height; high < want-2 || high > want+2 {
			t.Errorf("%s is %v high, the name %v", name, high, want)
		}
	}
}

// What is said of a person is never cut: the button goes below it.
func TestTheStateOfAPlaceIsWhole(t *testing.T) {
	windowtest.InGerman(t)
	for _, size := range []fyne.Size{setupSize, narrowWindow} {
		r := newRig(t, someState())
		r.Frame.Resize(size)
		rotatePages["rotate-3"](r)
		r.Sees("Weiß noch nichts vom neuen Schlüssel")
		r.textFits("rotate-3")
		r.ButtonsFit("rotate-3")
	}
}

// What the mark means is read in few lines, and leaves the page its room.
func TestTheFootOfTheLeakPageIsLow(t *testing.T) {
	for _, german := range []bool{false, true} {
		if german {
			windowtest.InGerman(t)
		}
		r := newRig(t, someState())
		r.Frame.Resize(narrowWindow)
		overviewScreens()["leaked-400"].do(r)
		p := r.win.page.(*leakedPage)
		if lines := p.marked.Size().Height / kit.Measure("M", kit.SizeCaption, fyne.TextStyle{}).Height; lines > 2.5 {
			t.Errorf("German %v: %v lines", german, lines)
		}
		r.ButtonsFit("leaked")
		r.textFits("leaked")
	}
}
