package window

import (
	"strings"

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
	state *kit.Line
	box   *fyne.Container
}

func newPlaceRow(s *placesStep, p api.Place) *placeRow {
	row := &placeRow{place: p, check: &kit.CheckField{}, state: kit.NewLine("", kit.SizeCaption, kit.ColorMuted).Cut()}
	row.check.Checked = p.Has
	row.check.ExtendBaseWidget(row.check)
	s.r.watchCheck(row.check)
	row.check.OnChanged = func(has bool) {
		if has != row.place.Has {
			s.tick(p.Location, has)
		}
	}
	sign := widget.NewIcon(kit.Icon(placeIcon(p), kit.ColorMuted))
	kit.Show(sign, !p.Person) // there is no picture of one
	mark := container.New(square{16}, sign)
	left := container.New(besideMiddle{30, 8}, row.check, container.New(besideMiddle{16, 12}, mark, container.New(kit.Column{Gap: 2}, placeLine(p), row.state)))
	row.box = left
	if p.Person && s.r.w.p.Clipboard != nil {
		var b *kit.Button
		b = s.r.watchButton(kit.NewButton(text.T(wordsCopyMessage), "copy", kit.LookPlain, kit.HeightSmall, func() { s.tell(b) }))
		row.box = container.New(&kit.WithActions{Least: 200}, left, b)
	}
	return row
}

// placeLine is the place itself: a path in the letters of a terminal.
func placeLine(p api.Place) fyne.CanvasObject {
	const longest = 44
	l := kit.NewLine(p.Location, kit.SizeBody, theme.ColorNameForeground).Cut()
	if placeIcon(p) == "file" {
		l = kit.NewLine(middleCut(p.Location, longest), 12.5, theme.ColorNameForeground).Cut()
		l.Style.Monospace = true
	}
	return l
}

func placeIcon(p api.Place) string {
	if !p.Person && (strings.ContainsAny(p.Location, `/\`) || strings.HasPrefix(p.Location, ".")) {
		return "file"
	}
	return "app"
}

// set shows whether the place has the new value.
func (row *placeRow) set(p api.Place) {
	row.place = p
	row.check.SetChecked(p.Has)
	ink := kit.PhaseColor("overdue", kit.ToneText)
	if p.Has {
		ink = kit.ColorMuted
	}
	row.state.Set(wordsPlaceState(p), ink)
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
