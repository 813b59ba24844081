package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/api"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// placeRow is one place that uses the key: a box to tick, what it is, and whether it
// has the new value.
type placeRow struct {
	place api.Place
	check *kit.CheckField
	state *kit.Prose
	box   *fyne.Container
}

func newPlaceRow(s *placesStep, p api.Place) *placeRow {
	row := &placeRow{place: p, check: &kit.CheckField{}, state: kit.NewProse("", theme.SizeNameCaptionText, kit.ColorMuted)}
	row.check.Checked = p.Has
	row.check.ExtendBaseWidget(row.check)
	s.r.watchCheck(row.check)
	row.check.OnChanged = func(has bool) {
		if has != row.place.Has {
			s.tick(p.Location, has)
		}
	}
	row.check.Label = p.Location
	sign := widget.NewIcon(kit.Icon(locationIcon(p.Location), kit.ColorMuted))
	kit.Show(sign, !p.Person) // there is no picture of one
	mark := container.New(square{16}, sign)
	words := container.New(kit.Column{Gap: 2}, placeLine(p), row.state)
	if p.Person && s.r.w.p.Clipboard != nil {
		var b *kit.Button
		b = s.r.watchButton(kit.NewButton(text.T(wordsCopyMessage), "copy", kit.LookPlain, kit.HeightSmall, func() { s.tell(b) }))
		words = container.New(&kit.WithActions{Least: 134}, container.New(kit.Middle{}, words), b)
	}
	row.box = container.New(besideMiddle{30, 8}, row.check, container.New(besideMiddle{16, 12}, mark, words))
	return row
}

// placeLine is the place itself: a path in the letters of a terminal.
func placeLine(p api.Place) fyne.CanvasObject {
	const longest = 44
	l := kit.NewLine(p.Location, kit.SizeBody, theme.ColorNameForeground).Cut()
	if !p.Person && locationIcon(p.Location) == "file" {
		l = kit.NewLine(middleCut(p.Location, longest), 12.5, theme.ColorNameForeground).Cut()
		l.Style.Monospace = true
	}
	l.Spoken = kit.Silent // the box before it says it
	return l
}

// set shows whether the place has the new value.
func (row *placeRow) set(p api.Place) {
	row.place = p
	row.check.SetChecked(p.Has)
	ink := kit.PhaseColor("overdue", kit.ToneText)
	if p.Has {
		ink = kit.ColorMuted
	}
	row.state.Set(wordsPlaceState(p))
	row.state.Ink(ink)
}

// besideMiddle sets the first of two objects, of a fixed width, in the middle of the
// height beside the second.
type besideMiddle struct{ first, gap float32 }

func (b besideMiddle) MinSize(o []fyne.CanvasObject) fyne.Size {
	l, r := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(b.first+b.gap+r.Width, max(l.Height, r.Height))
}

func (b besideMiddle) Layout(o []fyne.CanvasObject, size fyne.Size) {
	width := max(size.Width-b.first-b.gap, 0)
	right, left := kit.HeightIn(o[1], width), o[0].MinSize().Height
	height := max(left, right, size.Height)
	kit.At(o[0], 0, (height-left)/2, b.first, left)
	kit.At(o[1], b.first+b.gap, (height-right)/2, width, right)
}
