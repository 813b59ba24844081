package window

import (
	"image"
	"image/color"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"keytray/app/text"
	"keytray/app/window/kit"
)

// inked tells whether a picture has a colour at a place, as far as a person sees.
func inked(picture image.Image, x, y float32, c color.Color) bool {
	got, want := color.NRGBAModel.Convert(picture.At(int(x), int(y))).(color.NRGBA), color.NRGBAModel.Convert(c).(color.NRGBA)
	const same = 24
	return apart(got.R, want.R) <= same && apart(got.G, want.G) <= same && apart(got.B, want.B) <= same
}

func cornerOf(o fyne.CanvasObject) fyne.Position {
	return fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
}

// shownTheme draws everything in one variant.
func shownTheme(t *testing.T, v fyne.ThemeVariant) kit.Theme {
	t.Helper()
	look := kit.Theme{Only: &v}
	test.ApplyTheme(t, look)
	return look
}

func TestTheRingOfTheChosenRowIsWhole(t *testing.T) {
	for name, row := range map[string]func(*rig) fyne.CanvasObject{
		"overview": func(r *rig) fyne.CanvasObject {
			r.win.Render(manyLives())
			r.win.openRotation()
			r.overview().lives.choose(3)
			return r.lives()[3]
		},
		"list": func(r *rig) fyne.CanvasObject {
			r.frame.Canvas().Focus(r.win.keys.list.list)
			r.key(fyne.KeyDown)
			return r.shownRows()[r.win.keys.list.selected]
		},
	} {
		for variant, v := range variants {
			for _, size := range []fyne.Size{usual, narrowWindow} {
				r := newRig(t, someState())
				look := shownTheme(t, v)
				r.frame.Resize(size)
				o := row(r)
				at, end, ring := cornerOf(o), o.Size(), look.Color(theme.ColorNamePrimary, v)
				picture := r.frame.Canvas().Capture()
				for side, p := range map[string]fyne.Position{
					"left": at.AddXY(0, end.Height/2), "right": at.AddXY(end.Width-1, end.Height/2),
					"top": at.AddXY(end.Width/3, 0), "bottom": at.AddXY(end.Width/3, end.Height-1),
				} {
					if !inked(picture, p.X, p.Y, ring) && !inked(picture, p.X, p.Y+1, ring) { // rows lie between two pixels
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
		r.frame.Resize(size)
		bar := size.Width - theme.Size(theme.SizeNameScrollBarSmall)
		for _, v := range r.lives() {
			if end := cornerOf(v.act).X + v.act.Size().Width; v.act.Visible() && end > bar-8 {
				t.Errorf("%v: the button of %s ends at %v, the bar begins at %v", size, v.key.Name, end, bar)
			}
		}
	}
}

func TestShortNamesAreNotCutInTheNarrowOverview(t *testing.T) {
	r, _ := overviewOf(t, manyLives())
	for width, name := range map[float32]string{400: "whisper-cli", 480: "Obsidian notes", 720: "Le Chat plug-in"} {
		r.frame.Resize(fyne.NewSize(width, 640))
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
	r.frame.Resize(narrowWindow)
	r.sees("2 of 5", "18 d")
	r.frame.Resize(usual)
	r.sees("exposed", "expired", "18 d left", "step 2 of 5")
}

func TestTheChipsOfTheOverviewTurnWithTheKeys(t *testing.T) {
	r, p := overviewOf(t, manyLives())
	r.frame.Canvas().Focus(p.head.chips)
	r.key(fyne.KeyRight)
	if !p.soon || r.focused() != fyne.Focusable(p.head.chips) {
		t.Errorf("the next days alone: %v; %T has the focus", p.soon, r.focused())
	}
	r.key(fyne.KeyLeft)
	if p.soon {
		t.Error("not all keys are there again")
	}
	r.key(fyne.KeyEscape)
	if _, still := r.win.page.(*rotationPage); still {
		t.Error("Esc does not lead back")
	}
}

func TestTheChipsOfTheOverviewKeepToOneLine(t *testing.T) {
	for _, german := range []bool{false, true} {
		if german {
			inGerman(t)
		}
		r, p := overviewOf(t, manyLives())
		for _, width := range []float32{400, 760, 980} {
			r.frame.Resize(fyne.NewSize(width, 640))
			all := p.head.chips.All()
			if first, last := cornerOf(all[0]), cornerOf(all[1]); first.Y != last.Y || last.X+all[1].Size().Width > width {
				t.Errorf("%v wide, German %v: chips at %v and %v", width, german, first, last)
			}
		}
	}
}

func TestTheSearchOfThePickerHasNoFrame(t *testing.T) {
	for variant, v := range variants {
		r := newPickRig(t, pickable())
		look := shownTheme(t, v)
		r.frame.Resize(pickerSize)
		r.types("op")
		if r.frame.Canvas().Focused() != fyne.Focusable(r.pick.view.search) {
			t.Fatal("the search has no focus")
		}
		at, size := cornerOf(r.pick.view.search), r.pick.view.search.Size()
		picture, ground := r.frame.Canvas().Capture(), look.Color(kit.ColorSurface, v)
		for x := at.X - 3; x <= at.X+size.Width+3; x++ {
			for _, y := range []float32{at.Y - 1, at.Y, at.Y + 1, at.Y + size.Height - 2, at.Y + size.Height - 1} {
				if !inked(picture, x, y, ground) {
					t.Fatalf("%s: something is drawn at %v, %v", variant, x, y)
				}
			}
		}
	}
}
