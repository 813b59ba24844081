package window

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"keytray/app/window/kit"
	"keytray/app/window/windowtest"
)

// textFits is Rig's TextFits. The list gives its rows their place itself.
func (r *rig) textFits(where string) {
	r.Helper()
	r.TextFits(where, func(o fyne.CanvasObject) bool {
		_, row := o.(*rowView)
		_, moves := o.(fyne.Scrollable)
		_, scrolls := o.(*container.Scroll)
		return row || moves && !scrolls // a line of tabs
	})
}

func TestTheNewPagesFit(t *testing.T) {
	for name, p := range newPages {
		for text, look := range map[string]fyne.Theme{"usual": kit.Theme{}, "larger": windowtest.Larger{}} {
			r := newRig(t, someState())
			test.ApplyTheme(t, look)
			r.Frame.Resize(fyne.NewSize(400, 1000)) // nothing scrolls
			p.open(r)
			for _, width := range []float32{400, 980} {
				r.Frame.Resize(fyne.NewSize(width, 1000))
				where := fmt.Sprintf("%s, %v wide, %s text", name, width, text)
				r.Sees(p.says)
				r.ButtonsFit(where)
				r.textFits(where)
			}
		}
	}
}

func TestEscapeLeavesTheNewPages(t *testing.T) {
	for name, p := range newPages {
		r := newRig(t, someState())
		p.open(r)
		for range 4 { // a dialog, a call that waits, the page, the one below
			if r.win.page != page(r.win.keys) || len(r.Frame.Canvas().Overlays().List()) > 0 {
				r.Key(fyne.KeyEscape)
				r.Until("what waited has ended", func() bool { return r.idle() })
			}
		}
		if r.win.page != page(r.win.keys) {
			t.Errorf("%s: Escape does not lead back", name)
		}
	}
}

// idle tells whether the page in sight waits for no answer.
func (r *rig) idle() bool {
	switch p := r.win.page.(type) {
	case *rotateWizard:
		return !p.storing()
	case *movePage:
		return p.stop == nil
	}
	return true
}
