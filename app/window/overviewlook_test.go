package window

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"keytray/app/text"
	"keytray/app/window/kit"
	"keytray/app/window/windowtest"
)

func TestTheRingOfTheChosenRowIsWhole(t *testing.T) {
	for name, row := range map[string]func(*rig) fyne.CanvasObject{
		"overview": func(r *rig) fyne.CanvasObject {
			r.win.Render(manyLives())
			r.win.openRotation()
			r.overview().lives.choose(3)
			return r.lives()[3]
		},
		"list": func(r *rig) fyne.CanvasObject {
			r.Frame.Canvas().Focus(r.win.keys.list.list)
			r.Key(fyne.KeyDown)
			return r.shownRows()[r.win.keys.list.selected]
		},
	} {
		for variant, v := range windowtest.Variants {
			for _, size := range []fyne.Size{usual, narrowWindow} {
				r := newRig(t, someState())
				look := windowtest.Show(t, v)
				r.Frame.Resize(size)
				o := row(r)
				at, end, ring := windowtest.CornerOf(o), o.Size(), look.Color(theme.ColorNamePrimary, v)
				picture := r.Frame.Canvas().Capture()
				for side, p := range map[string]fyne.Position{
					"left": at.AddXY(0, end.Height/2), "right": at.AddXY(end.Width-1, end.Height/2),
					"top": at.AddXY(end.Width/3, 0), "bottom": at.AddXY(end.Width/3, end.Height-1),
				} {
					if !windowtest.Inked(picture, p.X, p.Y, ring) && !windowtest.Inked(picture, p.X, p.Y+1, ring) { // rows lie between two pixels
						t.Errorf("%s, %s, %v: no ring on the %s, at %v", name, variant, size, side, p)
					}
				}
			}
		}
	}
}

func TestTheButtonsOfTheOverviewKeepFromTheScrollBar(t *testing.T) {
	for _, size := range []fyne.Size{usual, narrowWindow} {
		r, _ := overviewOf(t, manyLives())
		r.Frame.Resize(size)
		bar := size.Width - theme.Size(theme.SizeNameScrollBarSmall)
		for _, v := range r.lives() {
			if end := windowtest.CornerOf(v.act).X + v.act.Size().Width; v.act.Visible() && end > bar-8 {
				t.Errorf("%v: the button of %s ends at %v, the bar begins at %v", size, v.key.Name, end, bar)
			}
		}
	}
}

func TestShortNamesAreNotCutInTheNarrowOverview(t *testing.T) {
	r, _ := overviewOf(t, manyLives())
	for width, name := range map[float32]string{400: "whisper-cli", 480: "Obsidian notes", 720: "Le Chat plug-in"} {
		r.Frame.Resize(fyne.NewSize(width, 640))
		for _, v := range r.lives() {
			need := kit.Measure(v.key.Name, v.name.Scaled(), v.name.Style).Width
			if len(v.key.Name) <= len(name) && need > v.name.Size().Width {
				t.Errorf("%v wide: %s needs %v, and has %v", width, v.key.Name, need, v.name.Size().Width)
			}
			if got := v.AccessibilityLabel(); v.key.ID == "whisper" && !strings.Contains(got, text.Phase("exposed")) {
				t.Errorf("a screen reader says %q", got)
			}
		}
	}
	r.Frame.Resize(narrowWindow)
	r.Sees("2 of 5", "18 d")
	r.Frame.Resize(usual)
	r.Sees("exposed", "expired", "18 d left", "step 2 of 5")
}

func TestTheChipsOfTheOverviewTurnWithTheKeys(t *testing.T) {
	r, p := overviewOf(t, manyLives())
	r.Frame.Canvas().Focus(p.head.chips)
	r.Key(fyne.KeyRight)
	if !p.soon || r.Focused() != fyne.Focusable(p.head.chips) {
		t.Errorf("the next days alone: %v; %T has the focus", p.soon, r.Focused())
	}
	r.Key(fyne.KeyLeft)
	if p.soon {
		t.Error("not all keys are there again")
	}
	r.Key(fyne.KeyEscape)
	if _, still := r.win.page.(*rotationPage); still {
		t.Error("Esc does not lead back")
	}
}

func TestTheChipsOfTheOverviewKeepToOneLine(t *testing.T) {
	for _, german := range []bool{false, true} {
		if german {
			windowtest.InGerman(t)
		}
		r, p := overviewOf(t, manyLives())
		for _, width := range []float32{400, 760, 980} {
			r.Frame.Resize(fyne.NewSize(width, 640))
			all := p.head.chips.All()
			if first, last := windowtest.CornerOf(all[0]), windowtest.CornerOf(all[1]); first.Y != last.Y || last.X+all[1].Size().Width > width {
				t.Errorf("%v wide, German %v: chips at %v and %v", width, german, first, last)
			}
		}
	}
}
