package kit

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

func TestTheFocusIsSeenOnAField(t *testing.T) {
	test.NewTempApp(t)
	test.ApplyTheme(t, Theme{})
	e := NewEntry("Name")
	w := test.NewWindow(e)
	w.Resize(fyne.NewSize(200, 60))
	outline := test.WidgetRenderer(e).Objects()[1].(*canvas.Rectangle)
	for i, want := range []float32{1, 2, 1} {
		switch i {
		case 1:
			w.Canvas().Focus(e)
		case 2:
			w.Canvas().Unfocus()
		}
		if got := outline.StrokeWidth; got != want {
			t.Errorf("step %d: the outline is %v wide, want %v", i, got, want)
		}
		if right := outline.Position().X + outline.Size().Width + want/2; right > e.Size().Width {
			t.Errorf("step %d: the outline reaches %v of %v", i, right, e.Size().Width)
		}
	}
}

func TestTheLineOfAHighFieldIsInItsMiddle(t *testing.T) {
	test.NewTempApp(t)
	test.ApplyTheme(t, Theme{})
	e := NewEntry("Name")
	low := e.MinSize().Height
	for range 2 { // the same again changes nothing
		e.Resize(fyne.NewSize(200, low))
		e.Resize(fyne.NewSize(200, low+10))
	}
	for _, o := range test.WidgetRenderer(e).Objects() {
		if s, is := o.(*container.Scroll); is {
			line := test.WidgetRenderer(&e.Entry).MinSize().Height
			if want := (e.Size().Height-line)/2 + 1; s.Position().Y != want { // 1 is the outline
				t.Errorf("the line stands at %v, not %v", s.Position(), want)
			}
		}
	}
}

// Who looks at an empty field sees the caret, and all of the first letter after it.
func TestTheCaretStandsBeforeThePlaceholder(t *testing.T) {
	for _, words := range []string{"Type to find a key", "Hier einfügen", "in which places"} {
		test.NewTempApp(t)
		test.ApplyTheme(t, Theme{})
		e := NewEntry(words)
		w := test.NewWindow(e)
		w.Resize(fyne.NewSize(300, 60))
		w.Canvas().Focus(e)
		e.Resize(fyne.NewSize(280, HeightEntry))
		drawn := w.Canvas().Capture()
		pos := fyne.CurrentApp().Driver().AbsolutePositionForObject(e)
		inked := func(x int) (n int) { // pixels of a column that are not of the ground
			ground := drawn.At(int(pos.X)+200, int(pos.Y+e.Size().Height/2))
			for y := int(pos.Y) + 6; y < int(pos.Y+e.Size().Height)-6; y++ {
				if drawn.At(x, y) != ground {
					n++
				}
			}
			return n
		}
		x := int(pos.X) + 3
		for ; inked(x) == 0; x++ {
		}
		caret := inked(x)
		if inked(x+1) == caret { // it stands between two pixels
			x++
		}
		if caret < 14 || inked(x+1) != 0 {
			t.Errorf("%q: the caret is %d high, and %d pixels of a letter touch it", words, caret, inked(x+1))
		}
	}
}

func TestAPlaceholderWithoutRoomEndsInAnEllipsis(t *testing.T) {
	test.NewTempApp(t)
	test.ApplyTheme(t, Theme{})
	const words = "Private, or the name of the organisation"
	for name, e := range map[string]*Entry{"plain": NewEntry(words), "with a tail": NewTailed(words, NewButton("", "x", LookQuiet, HeightSmall, nil))} {
		e.Resize(fyne.NewSize(600, HeightEntry))
		whole := e.PlaceHolder
		e.Resize(fyne.NewSize(160, HeightEntry))
		if !strings.HasSuffix(e.PlaceHolder, "…") || Measure(e.PlaceHolder, SizeBody, fyne.TextStyle{}).Width > 146 {
			t.Errorf("%s: in a narrow field stands %q", name, e.PlaceHolder)
		}
		if got := e.AccessibilityLabel(); !strings.Contains(got, words) {
			t.Errorf("%s: a screen reader says %q", name, got)
		}
		for _, o := range test.WidgetRenderer(e).Objects() {
			if s, is := o.(*container.Scroll); is && s.Content.MinSize().Width > s.Size().Width {
				t.Errorf("%s: a scroll bar stands in the field: %v in %v", name, s.Content.MinSize().Width, s.Size().Width)
			}
		}
		e.Resize(fyne.NewSize(600, HeightEntry))
		if e.PlaceHolder != whole || !strings.HasSuffix(whole, words) {
			t.Errorf("%s: with room again there stands %q", name, e.PlaceHolder)
		}
	}
}
