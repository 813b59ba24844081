package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
)

// Fyne's own boxes ask for a height before they give a width, and so leave no
// room for text that wraps. These give the width first.

// Column sets its objects one below the other.
type Column struct{ Gap float32 }

func (c Column) MinSize(objects []fyne.CanvasObject) (size fyne.Size) {
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		if size.Height > 0 {
			size.Height += c.Gap
		}
		min := o.MinSize()
		size = fyne.NewSize(max(size.Width, min.Width), size.Height+min.Height)
	}
	return size
}

func (c Column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	for _, o := range objects {
		if o.Visible() {
			h := HeightIn(o, size.Width)
			At(o, 0, y, size.Width, h)
			y += h + c.Gap
		}
	}
}

// HeightIn is the height that o needs in a width.
func HeightIn(o fyne.CanvasObject, width float32) float32 {
	o.Resize(fyne.NewSize(width, o.MinSize().Height))
	return o.MinSize().Height
}

// Framed sets its first object at the top, its third at the bottom and the
// second between them.
type Framed struct{}

func (Framed) MinSize(o []fyne.CanvasObject) fyne.Size { return Column{}.MinSize(o) }

func (Framed) Layout(o []fyne.CanvasObject, size fyne.Size) {
	var top, bottom float32
	if o[0].Visible() {
		top = HeightIn(o[0], size.Width)
		At(o[0], 0, 0, size.Width, top)
	}
	if len(o) > 2 && o[2].Visible() {
		bottom = HeightIn(o[2], size.Width)
		At(o[2], 0, size.Height-bottom, size.Width, bottom)
	}
	At(o[1], 0, top, size.Width, size.Height-top-bottom)
}

// Wide makes its one object as wide as asked, and as high as it then needs.
type Wide struct{ Width float32 }

func (l Wide) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(l.Width, HeightIn(o[0], l.Width))
}

func (l Wide) Layout(o []fyne.CanvasObject, size fyne.Size) { o[0].Resize(size) }

// Middle sets its one object in the middle of the height, as wide as there is
// room.
type Middle struct{}

func (Middle) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

func (Middle) Layout(o []fyne.CanvasObject, size fyne.Size) {
	h := HeightIn(o[0], size.Width)
	At(o[0], 0, max((size.Height-h)/2, 0), size.Width, h)
}

// Readable keeps its one object in the middle, no wider than reads well.
type Readable struct{ Width float32 }

func (Readable) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

func (l Readable) Layout(o []fyne.CanvasObject, size fyne.Size) {
	w := min(size.Width, l.Width)
	At(o[0], (size.Width-w)/2, 0, w, size.Height)
}

// Beside gives the first of two objects a fixed width and the second the rest.
type Beside struct{ First float32 }

func (b Beside) MinSize(o []fyne.CanvasObject) fyne.Size {
	l, r := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(b.First+r.Width, max(l.Height, r.Height))
}

func (b Beside) Layout(o []fyne.CanvasObject, size fyne.Size) {
	h := o[0].MinSize().Height
	At(o[0], 0, (size.Height-h)/2, b.First, h)
	At(o[1], b.First, 0, size.Width-b.First, size.Height)
}

// AtLeast keeps its one object at the size of the window, which is not made
// smaller than min.
type AtLeast struct{ Min fyne.Size }

func (l AtLeast) MinSize([]fyne.CanvasObject) fyne.Size        { return l.Min }
func (l AtLeast) Layout(o []fyne.CanvasObject, size fyne.Size) { o[0].Resize(size) }

// WithActions sets a text and what can be done about it side by side; one
// below the other where that would leave the text less than least.
type WithActions struct {
	Least float32
	below bool
}

const ActionGap = 8

// Actions sets buttons side by side.
func Actions(buttons ...fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedHBoxLayout(ActionGap), buttons...)
}

func (a *WithActions) MinSize(o []fyne.CanvasObject) fyne.Size {
	text, act := o[0].MinSize(), o[1].MinSize()
	switch {
	case act.Width == 0:
		return text
	case a.below:
		return fyne.NewSize(max(text.Width, act.Width), text.Height+ActionGap+act.Height)
	}
	return fyne.NewSize(max(text.Width, act.Width), max(text.Height, act.Height))
}

func (a *WithActions) Layout(o []fyne.CanvasObject, size fyne.Size) {
	act := o[1].MinSize()
	beside := size.Width - act.Width - ActionGap
	a.below = act.Width > 0 && beside < a.Least
	switch {
	case act.Width == 0:
		At(o[0], 0, 0, size.Width, size.Height)
	case a.below:
		h := HeightIn(o[0], size.Width)
		At(o[0], 0, 0, size.Width, h)
		At(o[1], 0, h+ActionGap, act.Width, act.Height)
	default:
		HeightIn(o[0], beside)
		At(o[0], 0, 0, beside, size.Height)
		At(o[1], size.Width-act.Width, (size.Height-act.Height)/2, act.Width, act.Height)
	}
}

// Inset is o with room around it.
func Inset(o fyne.CanvasObject, top, bottom, left, right float32) *fyne.Container {
	return container.New(layout.NewCustomPaddedLayout(top, bottom, left, right), o)
}
