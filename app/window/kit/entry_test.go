package kit

import (
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
		if s, is := o.(*container.Scroll); is && s.Position().Y != 5+1 { // 1 is the outline
			t.Errorf("the line stands at %v", s.Position())
		}
	}
}
