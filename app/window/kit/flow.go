package kit

import (
	"cmp"

	"fyne.io/fyne/v2"
)

// Flow sets its objects side by side, and goes on in another line where there
// is no room.
type Flow struct {
	Gap   float32
	Down  float32 // between two lines; Gap if 0
	Fill  bool    // the last one takes the rest of its line
	width float32
}

func (l *Flow) place(objects []fyne.CanvasObject, width float32, put func(o fyne.CanvasObject, x, y, w, h float32)) {
	var row []fyne.CanvasObject
	var x, y, height float32
	set := func() {
		left := float32(0)
		for _, o := range row {
			need := o.MinSize()
			w := need.Width
			if l.Fill && o == objects[len(objects)-1] {
				w = max(w, width-left)
			}
			put(o, left, y+(height-need.Height)/2, min(w, width), need.Height)
			left += w + l.Gap
		}
	}
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		need := o.MinSize()
		if len(row) > 0 && x+need.Width > width {
			set()
			row, x, y, height = nil, 0, y+height+cmp.Or(l.Down, l.Gap), 0
		}
		row = append(row, o)
		x += need.Width + l.Gap
		height = max(height, need.Height)
	}
	set()
}

func (l *Flow) MinSize(o []fyne.CanvasObject) (size fyne.Size) {
	l.place(o, l.width, func(_ fyne.CanvasObject, x, y, w, h float32) {
		size = fyne.NewSize(0, max(size.Height, y+h))
	})
	return size
}

func (l *Flow) Layout(o []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	l.place(o, size.Width, func(o fyne.CanvasObject, x, y, w, h float32) { At(o, x, y, w, h) })
}
