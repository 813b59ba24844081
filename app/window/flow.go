package window

import "fyne.io/fyne/v2"

// flow sets its objects side by side, and goes on in another line where there
// is no room.
type flow struct {
	gap   float32
	fill  bool // the last one takes the rest of its line
	width float32
}

func (l *flow) place(objects []fyne.CanvasObject, width float32, put func(o fyne.CanvasObject, x, y, w, h float32)) {
	var row []fyne.CanvasObject
	var x, y, height float32
	set := func() {
		left := float32(0)
		for _, o := range row {
			need := o.MinSize()
			w := need.Width
			if l.fill && o == objects[len(objects)-1] {
				w = max(w, width-left)
			}
			put(o, left, y+(height-need.Height)/2, min(w, width), need.Height)
			left += w + l.gap
		}
	}
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		need := o.MinSize()
		if len(row) > 0 && x+need.Width > width {
			set()
			row, x, y, height = nil, 0, y+height+l.gap, 0
		}
		row = append(row, o)
		x += need.Width + l.gap
		height = max(height, need.Height)
	}
	set()
}

func (l *flow) MinSize(o []fyne.CanvasObject) (size fyne.Size) {
	l.place(o, l.width, func(_ fyne.CanvasObject, x, y, w, h float32) {
		size = fyne.NewSize(0, max(size.Height, y+h))
	})
	return size
}

func (l *flow) Layout(o []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	l.place(o, size.Width, func(o fyne.CanvasObject, x, y, w, h float32) { at(o, x, y, w, h) })
}
