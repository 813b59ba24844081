package window

import (
	"fyne.io/fyne/v2"

	"keytray/app/window/kit"
)

// labelled sets a label before its field; above it where there is no room.
type labelled struct {
	first, least float32
	above        bool
}

const labelGap = 4

func (l *labelled) MinSize(o []fyne.CanvasObject) fyne.Size {
	label, field := o[0].MinSize(), o[1].MinSize()
	if l.above {
		return fyne.NewSize(0, label.Height+labelGap+field.Height)
	}
	return fyne.NewSize(0, max(label.Height, field.Height))
}

func (l *labelled) Layout(o []fyne.CanvasObject, size fyne.Size) {
	l.above = size.Width-l.first < l.least
	if l.above {
		h := kit.HeightIn(o[0], size.Width)
		kit.At(o[0], 0, 0, size.Width, h)
		kit.At(o[1], 0, h+labelGap, size.Width, kit.HeightIn(o[1], size.Width))
		return
	}
	h, field := kit.HeightIn(o[0], l.first-8), kit.HeightIn(o[1], size.Width-l.first)
	kit.At(o[0], 0, max((min(field, max(kit.HeightEntry, h))-h)/2, 0), l.first-8, h)
	kit.At(o[1], l.first, 0, size.Width-l.first, field)
}

// sided gives the first of two objects a fixed width, and both the height that
// they need.
type sided struct{ first float32 }

func (b sided) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(b.first, max(o[0].MinSize().Height, o[1].MinSize().Height))
}

func (b sided) Layout(o []fyne.CanvasObject, size fyne.Size) {
	right := kit.HeightIn(o[1], size.Width-b.first)
	h := max(o[0].MinSize().Height, right)
	kit.At(o[0], 0, (h-o[0].MinSize().Height)/2, b.first, o[0].MinSize().Height)
	kit.At(o[1], b.first, 0, size.Width-b.first, h)
}

// halves sets two objects side by side, one below the other where there is no
// room.
type halves struct {
	gap, least float32
	below      bool
}

func (l *halves) MinSize(o []fyne.CanvasObject) fyne.Size {
	first, second := o[0].MinSize(), o[1].MinSize()
	if l.below {
		return fyne.NewSize(0, first.Height+l.gap+second.Height)
	}
	return fyne.NewSize(0, max(first.Height, second.Height))
}

func (l *halves) Layout(o []fyne.CanvasObject, size fyne.Size) {
	width := (size.Width - l.gap) * 0.55
	rest := size.Width - l.gap - width
	l.below = rest < l.least
	if l.below {
		h := kit.HeightIn(o[0], size.Width)
		kit.At(o[0], 0, 0, size.Width, h)
		kit.At(o[1], 0, h+l.gap, size.Width, kit.HeightIn(o[1], size.Width))
		return
	}
	kit.At(o[0], 0, 0, width, kit.HeightIn(o[0], width))
	kit.At(o[1], width+l.gap, 0, rest, kit.HeightIn(o[1], rest))
}
