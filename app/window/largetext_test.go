package window

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"keytray/app/window/kit"
	"keytray/app/window/windowtest"
)

// smallScreens are as wide as a window of 400 pixels is, in units of larger text: a desktop
// that tiles windows asks nobody how small they may become.
var smallScreens = map[string]float32{"150 %": 400 / 1.5, "200 %": 200}

func TestLargeTextHoldsInASmallWindow(t *testing.T) {
	for name, open := range map[string]func(*rig){
		"list":     func(*rig) {},
		"overview": func(r *rig) { r.win.Render(manyLives()); r.win.openRotation() },
		"detail":   func(r *rig) { r.win.openKeys(filterAll, "chat") },
	} {
		for percent, width := range smallScreens {
			for variant, v := range windowtest.Variants {
				r := newRig(t, someState())
				test.ApplyTheme(t, kit.Theme{Only: &v})
				size := fyne.NewSize(width, 1.6*width)
				r.Frame.Resize(size)
				open(r)
				r.Frame.Resize(size)
				where := fmt.Sprintf("%s, %s text, %s", name, percent, variant)
				r.ButtonsFit(where)
				r.textFits(where)
				r.apart(where)
			}
		}
	}
}

// apart fails the test where one of two texts in sight stands on the other.
func (r *rig) apart(where string) {
	r.Helper()
	type drawn struct {
		text     string
		from, to fyne.Position
	}
	var all []drawn
	for _, root := range r.Roots() {
		windowtest.Walk(root, func(o fyne.CanvasObject, visible bool) {
			if t, is := o.(*canvas.Text); is && visible && t.Text != "" {
				at := windowtest.CornerOf(t)
				need := t.MinSize()
				all = append(all, drawn{t.Text, at, at.AddXY(need.Width, need.Height)})
			}
		})
	}
	const touch = 2 // the boxes of letters have some room in them
	for i, a := range all {
		for _, b := range all[i+1:] {
			across := min(a.to.X, b.to.X) - max(a.from.X, b.from.X)
			down := min(a.to.Y, b.to.Y) - max(a.from.Y, b.from.Y)
			if sameLine := down > 0.6*(a.to.Y-a.from.Y); sameLine && across > touch && r.bothInSight(a.from.Y, b.from.Y) {
				r.Errorf("%s: %q stands on %q", where, a.text, b.text)
			}
		}
	}
}

// bothInSight leaves out what is scrolled out of sight, above or below the foot.
func (r *rig) bothInSight(a, b float32) bool {
	low := r.Frame.Canvas().Size().Height - 40
	return a > 0 && b > 0 && a < low && b < low
}

func TestTheStatusLineLeavesTheNextReminderOutBeforeItOverprints(t *testing.T) {
	r := newRig(t, someState())
	r.Frame.Resize(fyne.NewSize(400, 640))
	r.Sees("Next reminder 27 Nov")
	r.Frame.Resize(fyne.NewSize(200, 320))
	r.Misses("Next reminder")
	r.Frame.Resize(fyne.NewSize(400, 640))
	r.Sees("Next reminder 27 Nov")
}
