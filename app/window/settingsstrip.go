package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"keytray/app/window/kit"
)

// Sizes of the settings.
const (
	settingsWidth = 664 // of the rows at most
	settingsEdge  = 28  // beside them at least
)

// settingsStrip sets the way back, the tabs and the search side by side; the tabs go
// below the others where there is no room.
type settingsStrip struct{ width float32 }

const (
	stripBack   = 52 // room for the button
	stripSearch = 160
	stripTop    = 52 // height
	tabsEdge    = 8  // beside the tabs, where they have no room in one line otherwise
)

func (l *settingsStrip) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, l.place(o, l.width))
}

func (l *settingsStrip) Layout(o []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	l.place(o, size.Width)
}

func (l *settingsStrip) place(o []fyne.CanvasObject, width float32) (height float32) {
	back, tabs, search := o[0], o[1].(*kit.Picks), o[2]
	side := max((width-settingsWidth)/2, settingsEdge)
	left := max(side, stripBack)
	field := search.MinSize().Height
	kit.At(back, 12, (stripTop-kit.HeightPlain)/2, kit.HeightPlain, kit.HeightPlain)
	if room := width - side - left; tabs.Natural()+16+stripSearch <= room {
		tabs.Fit(room - stripSearch - 16)
		kit.At(search, width-side-stripSearch, (stripTop-field)/2, stripSearch, field)
		below := kit.HeightIn(tabs, room-stripSearch-16)
		kit.At(tabs, left, stripTop-below, room-stripSearch-16, below)
		return stripTop
	}
	kit.At(search, left, (stripTop-field)/2, width-left-side, field)
	if !tabs.Fit(width-2*side) && tabs.Fit(width-2*tabsEdge) {
		side = tabsEdge
	}
	below := kit.HeightIn(tabs, width-2*side)
	kit.At(tabs, side, stripTop, width-2*side, below)
	return stripTop + below
}

// tabKeys turn to the next tab, or the one before.
var tabKeys = []*desktop.CustomShortcut{
	{KeyName: fyne.KeyTab, Modifier: fyne.KeyModifierControl},
	{KeyName: fyne.KeyTab, Modifier: fyne.KeyModifierControl | fyne.KeyModifierShift},
	{KeyName: fyne.KeyPageDown, Modifier: fyne.KeyModifierControl},
	{KeyName: fyne.KeyPageUp, Modifier: fyne.KeyModifierControl},
}

// tabsOn tells how many tabs a shortcut goes on.
func tabsOn(s *desktop.CustomShortcut) (by int, ok bool) {
	for i, known := range tabKeys {
		if *s == *known {
			return 1 - 2*(i%2), true
		}
	}
	return 0, false
}

// lowSettings is the height below which the foot scrolls with the rows: it would take too
// much of what is in sight.
const lowSettings = 420

// settingsFrame sets the strip above what scrolls and the foot below it, and tells when it
// is low.
type settingsFrame struct {
	kit.Framed
	changed func(low bool)
	low     bool
}

func (f *settingsFrame) Layout(o []fyne.CanvasObject, size fyne.Size) {
	if low := size.Height < lowSettings; low != f.low {
		f.low = low
		f.changed(low)
	}
	f.Framed.Layout(o, size)
}

// lowered puts the foot below the rows, or back to where it stays in sight.
func (p *settingsPage) lowered(low bool) {
	from, to := p.below, p.last
	if !low {
		from, to = to, from
	}
	to.Objects, from.Objects = []fyne.CanvasObject{p.foot}, nil
	kit.Show(p.last, low)
	p.last.Refresh()
	p.scroll.Refresh()
}
