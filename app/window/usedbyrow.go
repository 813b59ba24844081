package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/window/kit"
)

// row is a place and what is known of it.
func (p placeFact) row() fyne.CanvasObject {
	name := kit.NewLine(p.name, kit.SizeSmall, theme.ColorNameForeground).Cut()
	icon := locationIcon(p.name)
	if icon == "file" {
		name = kit.NewLine(p.name, 12, theme.ColorNameForeground).Cut()
		name.Style.Monospace = true
	}
	mark := container.New(square{16}, widget.NewIcon(kit.Icon(icon, kit.ColorMuted)))
	row := container.New(&placeLayout{}, mark, name)
	if p.state != "" {
		row.Add(p.shown())
	}
	return row
}

func (p placeFact) shown() fyne.CanvasObject {
	g := kit.NewGlyph()
	g.Set(p.shape)
	words := kit.NewLine(p.state, kit.SizeCaption, kit.PhaseColor(p.shape, kit.ToneText))
	return container.New(kit.Beside{First: kit.GlyphSize + 6}, g, words)
}

// Says is the place and what is known of it.
func (*placeLayout) Says(o []fyne.CanvasObject) string { return kit.SayAll(o) }

// placeLayout sets an icon, a name, and what is known at the right; below the name,
// where that would leave it too little.
type placeLayout struct{ width float32 }

const (
	placeIconSize = 16
	placeTextLeft = placeIconSize + 8
	leastPlace    = 90
)

func (l *placeLayout) below(o []fyne.CanvasObject) bool {
	return len(o) > 2 && l.width > 0 && l.width-placeTextLeft-o[2].MinSize().Width-8 < leastPlace
}

func (l *placeLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	h := max(placeIconSize, o[1].MinSize().Height)
	if l.below(o) {
		h += o[2].MinSize().Height
	}
	return fyne.NewSize(placeTextLeft, h)
}

func (l *placeLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	name := o[1].MinSize().Height
	line := max(placeIconSize, name)
	room := size.Width - placeTextLeft
	kit.At(o[0], 0, (line-placeIconSize)/2, placeIconSize, placeIconSize)
	if len(o) > 2 {
		need := o[2].MinSize()
		if l.below(o) {
			kit.At(o[2], placeTextLeft, line, room, need.Height)
		} else {
			room -= need.Width + 8
			kit.At(o[2], size.Width-need.Width, (line-need.Height)/2, need.Width, need.Height)
		}
	}
	kit.At(o[1], placeTextLeft, (line-name)/2, max(room, 0), name)
}
