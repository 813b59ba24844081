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
	return fyne.NewSize(200, kit.Scaled(rowHeight))
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
	tile, name, pin, info, glyph, age, bar, rotating := o[0], o[1].(*kit.Highlighted), o[2], o[3].(*kit.Highlighted), o[4], o[5], o[6], o[7]
	unit := kit.Scaled(1)
	const gap, pinSize = 10, 12
	right := size.Width - tileEdge
	ageSize := age.MinSize()
	standing := ageSize.Width + kit.GlyphSize + 6
	kit.At(age, right-ageSize.Width, 8*unit, ageSize.Width, ageSize.Height)
	kit.At(glyph, right-standing, 8*unit+(ageSize.Height-kit.GlyphSize)/2, kit.GlyphSize, kit.GlyphSize)
	kit.At(tile, tileEdge, (size.Height-tileSide)/2, tileSide, tileSide)
	left := float32(tileEdge + tileSide + gap)
	pinned := float32(0)
	if pin.Visible() {
		pinned = pinSize + 4
	}
	width := barWidth(size.Width)
	first := max(right-standing-gap-left-pinned, 0) // the bar is below it
	lines, rest := float32(1), float32(0)
	name.Fold()
	if name.Natural() > first+0.5 && !rotating.Visible() && len(info.Marked()) == 0 {
		rest, width = foldName(name, info, first, right-left, width)
	}
	end := right - max(standing, width) - gap
	if rest > 0 {
		lines = 2
		if width == 0 {
			end = right
		}
	}
	kit.Show(bar, width > 0)
	kit.At(bar, right-width+kit.SmallInset, 29*unit, width, kit.SmallHeight)
	line := name.MinSize().Height
	kit.At(name, left, 5*unit, first, line*lines)
	kit.At(pin, left+min(name.Natural(), first)+4, 5*unit+(line-pinSize)/2, pinSize, pinSize)
	x := left + rest
	if rotating.Visible() {
		kit.At(rotating, left, 25*unit+(info.MinSize().Height-kit.GlyphSize)/2, kit.GlyphSize, kit.GlyphSize)
		x += kit.GlyphSize + 5
	}
	below := 25 * unit
	if lines > 1 {
		below = 5*unit + line + (line-info.MinSize().Height)*0.75 // on the base line of the name
	}
	kit.At(info, x, below, max(end-x, 0), info.MinSize().Height)
}

// leastOrigin is how much is shown of where a key comes from, with text of the usual size.
const leastOrigin = 60

// foldName gives a name that has no room in one line a part of the second one, too, and the
// room of the bar if need be: as long as where the key comes from still has room behind it. It
// tells where that begins, and what is left of the bar. A name that is longer than that ends in
// an ellipsis in its one line.
func foldName(name, info *kit.Highlighted, first, second, bar float32) (rest, width float32) {
	const gap = 10
	least := min(info.Natural(), kit.Scaled(leastOrigin)) + gap
	for _, width := range []float32{bar, 0} {
		room := second - least
		if width > 0 {
			room -= width + gap
		}
		if room > 0 && name.Fits(first, room) {
			name.Fold(first, room)
			return name.Last(first, room) + gap, width
		}
	}
	return 0, bar
}

// headLayout places a section's name and its number of keys.
type headLayout struct{}

func (headLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, kit.Scaled(headHeight))
}

func (headLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	head, many := o[0].MinSize(), o[1].MinSize()
	kit.At(o[0], 8, (size.Height-head.Height)/2, head.Width, head.Height)
	kit.At(o[1], size.Width-8-many.Width, (size.Height-many.Height)/2, many.Width, many.Height)
}
