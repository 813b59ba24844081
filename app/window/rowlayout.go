package window

import (
	"fyne.io/fyne/v2"

	"keytray/app/window/kit"
)

// rowLayout places the parts of a row. Where it is narrow the bar is shorter, or goes.
type rowLayout struct{}

// Measures of a row, with text of the usual size.
const (
	tileSide = 32
	tileEdge = 8
	rowInset = 6 // between the edge of the list and a row

	shortBar      = 72
	shortBarBelow = 340 // of the list
	noBarBelow    = 300
)

func (rowLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(200, scaled(rowHeight))
}

// barWidth is how long the bar is in a row; 0 is none.
func barWidth(row float32) float32 {
	switch list := row + 2*rowInset; {
	case list < noBarBelow:
		return 0
	case list < shortBarBelow:
		return shortBar
	}
	return kit.SmallWidth
}

func (rowLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	tile, name, pin, info, glyph, age, bar, rotating := o[0], o[1].(*kit.Highlighted), o[2], o[3], o[4], o[5], o[6], o[7]
	unit := scaled(1)
	const gap, pinSize = 10, 12
	right := size.Width - tileEdge
	ageSize := age.MinSize()
	side := ageSize.Width + kit.GlyphSize + 6
	width := barWidth(size.Width)
	kit.Show(bar, width > 0)
	if width > 0 {
		side = max(side, width)
		kit.At(bar, right-width+kit.SmallInset, 29*unit, width, kit.SmallHeight)
	}
	kit.At(age, right-ageSize.Width, 8*unit, ageSize.Width, ageSize.Height)
	kit.At(glyph, right-ageSize.Width-6-kit.GlyphSize, 8*unit+(ageSize.Height-kit.GlyphSize)/2, kit.GlyphSize, kit.GlyphSize)
	kit.At(tile, tileEdge, (size.Height-tileSide)/2, tileSide, tileSide)
	left := float32(tileEdge + tileSide + gap)
	room := max(right-side-gap-left, 0)
	nameRoom := room
	if pin.Visible() {
		nameRoom = max(room-pinSize-4, 0)
	}
	line := name.MinSize().Height
	kit.At(name, left, 5*unit, nameRoom, line)
	kit.At(pin, left+min(name.Natural(), nameRoom)+4, 5*unit+(line-pinSize)/2, pinSize, pinSize)
	x := left
	if rotating.Visible() {
		kit.At(rotating, left, 25*unit+(info.MinSize().Height-kit.GlyphSize)/2, kit.GlyphSize, kit.GlyphSize)
		x += kit.GlyphSize + 5
	}
	kit.At(info, x, 25*unit, max(left+room-x, 0), info.MinSize().Height)
}

// headLayout places a section's name and its number of keys.
type headLayout struct{}

func (headLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, scaled(headHeight))
}

func (headLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	head, many := o[0].MinSize(), o[1].MinSize()
	kit.At(o[0], 8, (size.Height-head.Height)/2, head.Width, head.Height)
	kit.At(o[1], size.Width-8-many.Width, (size.Height-many.Height)/2, many.Width, many.Height)
}
