package window

import (
	"image/color"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"keytray/app/api"
	"keytray/app/window/kit"
	"keytray/app/window/windowtest"
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
	r.UntilSees("Deleted “launcher”")
	if got := r.win.toast.icon.Resource.Name(); !strings.HasPrefix(got, "trash") || r.win.toast.act.Text != "Undo" {
		t.Errorf("the toast shows %s and %q", got, r.win.toast.act.Text)
	}
}

// A long toast goes on in another line, where it has no room in one; all of it, and its
// button, can be read.
func TestAToastFitsAndIsReadable(t *testing.T) {
	words := "The file came too late for the page it was dropped on. Drop it again."
	for variant, v := range windowtest.Variants {
		for text, look := range map[string]fyne.Theme{"usual": kit.Theme{Only: &v}, "larger": windowtest.Larger{}} {
			for _, width := range []float32{400, 720, 980} {
				r := newRig(t, someState())
				test.ApplyTheme(t, look)
				r.Frame.Resize(fyne.NewSize(width, 640))
				for _, m := range []message{{text: words, bad: true}, {text: words, good: true, button: "Undo"}, {text: "Short"}} {
					r.win.toasting(m)
					where := variant + ", " + text
					r.Sees(m.text)
					r.textFits(where)
					if text == "usual" {
						r.Readable(where)
					}
					pill := r.win.toast.pill
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

func TestAToastInAWizardLeavesItsButtonsFree(t *testing.T) {
	for _, locked := range []bool{false, true} {
		r := newRig(t, someState())
		s := r.setup()
		over := fyne.CanvasObject(s.footer)
		if locked {
			r.change(func(st *api.State) { st.Keychain.Status = api.KeychainLocked })
			over = r.win.banner.box
		}
		r.win.toasting(message{text: "Wait"})
		icon := r.win.toast.icon
		if low, top := r.standsAt(icon).Y+icon.Size().Height, r.standsAt(over).Y; low > top-toastFloat || low < top-2*toastFloat {
			t.Errorf("locked %v: it ends at %v, above %v", locked, low, top)
		}
	}
}

// A toast floats over the page: that is seen by its shadow, which is darker the nearer.
func TestAToastHasASoftShadow(t *testing.T) {
	for variant, v := range windowtest.Variants {
		r := newRig(t, someState())
		test.ApplyTheme(t, kit.Theme{Only: &v})
		r.Frame.Resize(fyne.NewSize(980, 640))
		r.openBin() // a page of one colour
		bare := r.Frame.Canvas().Capture()
		r.win.toasting(message{text: "Deleted “launcher”", button: "Undo"})
		drawn, pill := r.Frame.Canvas().Capture(), r.win.toast.pill
		low := r.standsAt(pill).AddXY(pill.Size().Width/2, pill.Size().Height)
		grey := func(below float32) int {
			g := color.GrayModel.Convert(drawn.At(int(low.X), int(low.Y+below))).(color.Gray)
			was := color.GrayModel.Convert(bare.At(int(low.X), int(low.Y+below))).(color.Gray)
			return int(was.Y) - int(g.Y)
		}
		near, middle, far, off := grey(1), grey(7), grey(12), grey(20)
		if near <= middle || middle <= far || far <= 0 || off != 0 {
			t.Errorf("%s: the page is darker by %d, %d, %d, %d of 255", variant, near, middle, far, off)
		}
	}
}
