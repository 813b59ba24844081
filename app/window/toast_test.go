package window

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"keytray/app/api"
	"keytray/app/window/kit"
)

func TestAToastShowsWhatItIs(t *testing.T) {
	r := newRig(t, someState())
	for icon, m := range map[string]message{
		"check": {text: "Copied", good: true}, "warn": {text: "That failed", bad: true}, "trash": {text: "Deleted", good: true, icon: "trash"}, "info": {text: "Wait"},
	} {
		r.win.toasting(m)
		if got := r.win.toast.icon.Resource.Name(); !strings.HasPrefix(got, icon) {
			t.Errorf("%q has the picture %s", m.text, got)
		}
	}
}

func TestDeletingAKeyShowsABinAndAWayBack(t *testing.T) {
	r := newRig(t, someState())
	r.win.confirmDelete("launcher")
	r.dialogButton("Delete").Press()
	r.untilSees("Deleted “launcher”")
	if got := r.win.toast.icon.Resource.Name(); !strings.HasPrefix(got, "trash") || r.win.toast.act.Text != "Undo" {
		t.Errorf("the toast shows %s and %q", got, r.win.toast.act.Text)
	}
}

// A long toast goes on in another line, where it has no room in one; all of it, and its
// button, can be read.
func TestAToastFitsAndIsReadable(t *testing.T) {
	words := "The file came too late for the page it was dropped on. Drop it again."
	for variant, v := range variants {
		for text, look := range map[string]fyne.Theme{"usual": kit.Theme{Only: &v}, "larger": larger{}} {
			for _, width := range []float32{400, 720, 980} {
				r := newRig(t, someState())
				test.ApplyTheme(t, look)
				r.frame.Resize(fyne.NewSize(width, 640))
				for _, m := range []message{{text: words, bad: true}, {text: words, good: true, button: "Undo"}, {text: "Short"}} {
					r.win.toasting(m)
					where := variant + ", " + text
					r.sees(m.text)
					r.textFits(where)
					if text == "usual" {
						r.readable(where)
					}
					pill := r.win.toast.box.Objects[2]
					if low := r.standsAt(pill).Y + pill.Size().Height; low > r.standsAt(r.win.status.box).Y {
						t.Errorf("%s, %v wide: it ends at %v", where, width, low)
					}
					high := r.win.toast.words.Size().Height
					if lines := high / r.win.toast.words.MinSize().Height; width == 980 && text == "usual" && high > 24 || lines < 0.9 {
						t.Errorf("%s, %v wide: %q is %v high", where, width, m.text, high)
					}
				}
			}
		}
	}
}

func TestAToastInAWizardStandsWhereTheStatusLineWouldBe(t *testing.T) {
	r := newRig(t, someState())
	r.setup()
	r.win.Render(someState())
	r.win.toasting(message{text: "Wait"})
	icon := r.win.toast.icon
	if low := r.standsAt(icon).Y + icon.Size().Height; low > r.frame.Canvas().Size().Height-28-24 {
		t.Errorf("it ends at %v", low)
	}
	r.change(func(st *api.State) { st.Revision++ })
}
