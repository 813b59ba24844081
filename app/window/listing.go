package window

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"keytray/app/api"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// listing is a page of rows under a title: settings, the bin, or the doctor.
type listing struct {
	back    *kit.Button
	rows    *fyne.Container
	box     *fyne.Container
	scroll  *container.Scroll
	acts    []*kit.Button // of the rows
	coming  []*kit.Button // of the next rows
	refocus func()        // the button that had the focus is gone
}

func newListing(title string, onBack func()) *listing {
	l := &listing{rows: container.New(kit.Column{}), refocus: func() {}}
	l.back = kit.NewButton("", "left", kit.LookQuiet, kit.HeightPlain, onBack)
	l.back.Escape, l.back.Label = onBack, text.T("Back")
	const wide = 640
	name := container.New(layout.NewCustomPaddedHBoxLayout(12), l.back, container.NewCenter(kit.NewBold(title, kit.SizeTitle, theme.ColorNameForeground)))
	head := kit.Inset(container.New(kit.Readable{Width: wide}, name), 16, 8, 24, 24)
	l.scroll = container.NewVScroll(kit.Inset(container.New(kit.Readable{Width: wide}, l.rows), 0, 24, 24, 24))
	l.box = container.NewStack(kit.NewPlate(kit.ColorSurface, "", ""), container.New(kit.Framed{}, head, l.scroll))
	return l
}

func (l *listing) content() fyne.CanvasObject { return l.box }
func (l *listing) focus() fyne.Focusable      { return l.back }
func (l *listing) render(api.State)           {}
func (l *listing) escape()                    { l.back.Press() }
func (l *listing) leave()                     {}
func (l *listing) keeps() string              { return "" }

// say shows a picture and why there are no rows.
func (l *listing) say(icon, title, words string) {
	b := kit.NewBlank()
	b.Set(icon, kit.ColorMuted, title, words, "", nil)
	l.fill([]fyne.CanvasObject{kit.Inset(b.Box, 64, 0, 0, 0)})
}

// fill replaces the rows.
func (l *listing) fill(rows []fyne.CanvasObject) {
	had := slices.ContainsFunc(l.acts, func(b *kit.Button) bool { return b.Focused })
	l.acts, l.coming = l.coming, nil
	l.rows.Objects = rows
	l.rows.Refresh()
	if had {
		l.refocus()
	}
}

// act makes a button for the next rows.
func (l *listing) act(text string, look kit.Look, tapped func()) *kit.Button {
	b := kit.NewButton(text, "", look, kit.HeightSmall, tapped)
	b.Escape = l.back.Escape
	l.coming = append(l.coming, b)
	return b
}
