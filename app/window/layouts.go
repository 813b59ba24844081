package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
)

// Fyne's own boxes ask for a height before they give a width, and so leave no
// room for text that wraps. These give the width first.

// column sets its objects one below the other.
type column struct{ gap float32 }

func (c column) MinSize(objects []fyne.CanvasObject) (size fyne.Size) {
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		if size.Height > 0 {
			size.Height += c.gap
		}
		min := o.MinSize()
		size = fyne.NewSize(max(size.Width, min.Width), size.Height+min.Height)
	}
	return size
}

func (c column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	for _, o := range objects {
		if o.Visible() {
			h := heightIn(o, size.Width)
			at(o, 0, y, size.Width, h)
			y += h + c.gap
		}
	}
}

// heightIn is the height that o needs in a width.
func heightIn(o fyne.CanvasObject, width float32) float32 {
	o.Resize(fyne.NewSize(width, o.MinSize().Height))
	return o.MinSize().Height
}

// framed sets its first object at the top, its third at the bottom and the
// second between them.
type framed struct{}

func (framed) MinSize(o []fyne.CanvasObject) fyne.Size { return column{}.MinSize(o) }

func (framed) Layout(o []fyne.CanvasObject, size fyne.Size) {
	var top, bottom float32
	if o[0].Visible() {
		top = heightIn(o[0], size.Width)
		at(o[0], 0, 0, size.Width, top)
	}
	if len(o) > 2 && o[2].Visible() {
		bottom = heightIn(o[2], size.Width)
		at(o[2], 0, size.Height-bottom, size.Width, bottom)
	}
	at(o[1], 0, top, size.Width, size.Height-top-bottom)
}

// wide makes its one object as wide as asked, and as high as it then needs.
type wide struct{ width float32 }

func (l wide) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(l.width, heightIn(o[0], l.width))
}

func (l wide) Layout(o []fyne.CanvasObject, size fyne.Size) { o[0].Resize(size) }

// middle sets its one object in the middle of the height, as wide as there is
// room.
type middle struct{}

func (middle) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

func (middle) Layout(o []fyne.CanvasObject, size fyne.Size) {
	h := heightIn(o[0], size.Width)
	at(o[0], 0, max((size.Height-h)/2, 0), size.Width, h)
}

// readable keeps its one object in the middle, no wider than reads well.
type readable struct{ width float32 }

func (readable) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

func (l readable) Layout(o []fyne.CanvasObject, size fyne.Size) {
	w := min(size.Width, l.width)
	at(o[0], (size.Width-w)/2, 0, w, size.Height)
}

// beside gives the first of two objects a fixed width and the second the rest.
type beside struct{ first float32 }

func (b beside) MinSize(o []fyne.CanvasObject) fyne.Size {
	l, r := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(b.first+r.Width, max(l.Height, r.Height))
}

func (b beside) Layout(o []fyne.CanvasObject, size fyne.Size) {
	h := o[0].MinSize().Height
	at(o[0], 0, (size.Height-h)/2, b.first, h)
	at(o[1], b.first, 0, size.Width-b.first, size.Height)
}

// atLeast keeps its one object at the size of the window, which is not made
// smaller than min.
type atLeast struct{ min fyne.Size }

func (l atLeast) MinSize([]fyne.CanvasObject) fyne.Size        { return l.min }
func (l atLeast) Layout(o []fyne.CanvasObject, size fyne.Size) { o[0].Resize(size) }

// control gives the second of two objects a fixed width on the right, the
// first the rest.
type control struct{ width float32 }

func (c control) MinSize(o []fyne.CanvasObject) fyne.Size {
	l, r := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(l.Width+16+c.width, max(l.Height, r.Height))
}

func (c control) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Move(fyne.NewPos(0, 0))
	heightIn(o[0], size.Width-c.width-16)
	h := o[1].MinSize().Height
	at(o[1], size.Width-c.width, (size.Height-h)/2, c.width, h)
}

// withActions sets a text and what can be done about it side by side; one
// below the other where that would leave the text less than least.
type withActions struct {
	least float32
	below bool
}

const actionGap = 8

// actions sets buttons side by side.
func actions(buttons ...fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedHBoxLayout(actionGap), buttons...)
}

func (a *withActions) MinSize(o []fyne.CanvasObject) fyne.Size {
	text, act := o[0].MinSize(), o[1].MinSize()
	switch {
	case act.Width == 0:
		return text
	case a.below:
		return fyne.NewSize(max(text.Width, act.Width), text.Height+actionGap+act.Height)
	}
	return fyne.NewSize(max(text.Width, act.Width), max(text.Height, act.Height))
}

func (a *withActions) Layout(o []fyne.CanvasObject, size fyne.Size) {
	act := o[1].MinSize()
	beside := size.Width - act.Width - actionGap
	a.below = act.Width > 0 && beside < a.least
	switch {
	case act.Width == 0:
		at(o[0], 0, 0, size.Width, size.Height)
	case a.below:
		h := heightIn(o[0], size.Width)
		at(o[0], 0, 0, size.Width, h)
		at(o[1], 0, h+actionGap, act.Width, act.Height)
	default:
		heightIn(o[0], beside)
		at(o[0], 0, 0, beside, size.Height)
		at(o[1], size.Width-act.Width, (size.Height-act.Height)/2, act.Width, act.Height)
	}
}
