package window

import (
	"testing"

	"fyne.io/fyne/v2"

	"keytray/app/api"
	"keytray/app/window/windowtest"
)

// detailEdge is beside the detail in a narrow window.
const detailEdge = 24

// German buttons are longer: the card would grow with them, and the whole detail reach out
// of the window.
func TestTheDetailKeepsItsEdgeInANarrowWindow(t *testing.T) {
	for name, open := range map[string]func(*rig){
		"a copy": liveCopy,
		"idle":   func(r *rig) { r.wellKnown() },
		"gone": func(r *rig) {
			r.wellKnown()
			r.Service.Fail(&api.Error{Kind: api.NotFound, Text: "gone"})
			r.win.copyKey("obsidian")
			r.Until("it is gone", func() bool { return r.win.keys.detail.card.lost.box.Visible() })
		},
	} {
		for _, language := range []string{"en", "de"} {
			t.Run(name+" "+language, func(t *testing.T) {
				if language == "de" {
					windowtest.InGerman(t)
				}
				r := newRig(t, someState())
				r.Frame.Resize(fyne.NewSize(400, 900))
				open(r)
				r.win.openDetail(true)
				d := r.win.keys.detail
				for what, o := range map[string]fyne.CanvasObject{"the card": d.card.box, "Copy": d.card.copy, "Paste": d.card.lost.paste, "Rotate": d.rotate} {
					if right := r.standsAt(o).X + o.Size().Width; o.Visible() && right > 400-detailEdge {
						t.Errorf("%s ends at %v", what, right)
					}
				}
				if c := d.card; c.top.Visible() && r.standsAt(c.hold).Y != r.standsAt(c.copy).Y {
					t.Error("the buttons stand one below the other")
				}
			})
		}
	}
}

// Copy and Copied are one button in one place.
func TestCopyStaysAsWideWhileItSaysCopied(t *testing.T) {
	for _, width := range []float32{400, 980} {
		r := newRig(t, someState())
		r.Frame.Resize(fyne.NewSize(width, 900))
		r.wellKnown()
		copies := r.win.keys.detail.card.copy
		at, size := r.standsAt(copies), copies.Size()
		liveCopy(r)
		r.win.openDetail(true)
		if copies.Text != "Copied" || r.standsAt(copies) != at || copies.Size() != size {
			t.Errorf("%v wide: %q went from %v, %v to %v, %v", width, copies.Text, at, size, r.standsAt(copies), copies.Size())
		}
	}
}
