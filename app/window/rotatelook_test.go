package window

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"keytray/app/window/kit"
	"keytray/app/window/windowtest"
)

func TestTheRotationIsReadable(t *testing.T) {
	for name, open := range rotatePages {
		for variant, v := range windowtest.Variants {
			r := newRig(t, someState())
			test.ApplyTheme(t, kit.Theme{Only: &v})
			r.Frame.Resize(setupSize)
			open(r)
			r.Readable(name + ", " + variant)
		}
	}
}

func TestTheRotationFits(t *testing.T) {
	for name, open := range rotatePages {
		for text, look := range map[string]fyne.Theme{"usual": kit.Theme{}, "larger": windowtest.Larger{}} {
			r := newRig(t, someState())
			test.ApplyTheme(t, look)
			r.Frame.Resize(fyne.NewSize(400, 1400)) // nothing scrolls
			open(r)
			for _, width := range []float32{400, 720} {
				r.Frame.Resize(fyne.NewSize(width, 1400))
				where := name + ", " + number(int(width)) + " wide, " + text + " text"
				r.ButtonsFit(where)
				r.textFits(where)
				if seen := r.Seen(); strings.Contains(seen, "**") || strings.Contains(seen, "!") {
					t.Errorf("%s: stars, or an exclamation mark: %s", where, seen)
				}
			}
		}
	}
}

func TestALongNameFits(t *testing.T) {
	for name, open := range rotatePages {
		st := someState()
		for _, i := range []int{1, 3} { // those that are rotated
			st.Keys[i].Name = "a name of sixty characters is quite long but it is not refused"
		}
		if strings.HasSuffix(name, "-confirm") {
			continue // it presses a button by its name
		}
		r := newRig(t, st)
		r.Frame.Resize(fyne.NewSize(400, 1400))
		open(r)
		r.ButtonsFit(name)
		r.textFits(name)
	}
}

// TestTheRotationLooksAsItDid compares pictures pixel by pixel.
func TestTheRotationLooksAsItDid(t *testing.T) {
	for _, name := range []string{"rotate-1", "rotate-1-leaked", "rotate-2", "rotate-3", "rotate-4", "rotate-5"} {
		for variant, v := range windowtest.Variants {
			r := newRig(t, someState())
			test.ApplyTheme(t, kit.Theme{Only: &v})
			r.Frame.Resize(setupSize)
			rotatePages[name](r)
			r.LooksLike(name + "-" + variant)
		}
	}
}
