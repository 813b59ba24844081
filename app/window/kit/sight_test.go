package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

// Tab leads to what is out of sight, which then comes into sight; what is below the
// scrolled part leaves it where it is.
func TestTheFocusComesIntoSight(t *testing.T) {
	test.NewTempApp(t)
	tall := func() fyne.CanvasObject {
		r := canvas.NewRectangle(nil)
		r.SetMinSize(fyne.NewSize(10, 500))
		return r
	}
	first, below, footer := NewButton("First", "", LookPlain, HeightPlain, nil), NewEntry(""), NewButton("Next", "", LookPlain, HeightPlain, nil)
	scroll := container.NewVScroll(container.NewVBox(first, tall(), container.NewPadded(below), tall()))
	w := test.NewTempWindow(t, container.NewBorder(nil, footer, nil, nil, scroll))
	w.Resize(fyne.NewSize(300, 200))
	at := func(o fyne.CanvasObject) float32 {
		return fyne.CurrentApp().Driver().AbsolutePositionForObject(o).Y - fyne.CurrentApp().Driver().AbsolutePositionForObject(scroll).Y
	}
	for _, o := range []fyne.CanvasObject{below, first, below} {
		w.Canvas().Focus(o.(fyne.Focusable))
		if y := at(o); y < 0 || y+o.Size().Height > scroll.Size().Height {
			t.Errorf("%T with the focus lies at %v of %v", o, y, scroll.Size().Height)
		}
	}
	before := scroll.Offset
	w.Canvas().Focus(footer)
	if scroll.Offset != before {
		t.Errorf("the button below scrolls from %v to %v", before, scroll.Offset)
	}
}
