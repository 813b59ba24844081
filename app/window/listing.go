package window

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"keytray/app/api"
)

// listing is a page of rows under a title: settings, the bin, or the doctor.
type listing struct {
	back    *button
	said    *banner
	rows    *fyne.Container
	box     *fyne.Container
	acts    []*button // of the rows
	coming  []*button // of the next rows
	refocus func()    // the button that had the focus is gone
}

func newListing(title string, onBack func()) *listing {
	l := &listing{rows: container.New(column{}), said: newBanner(), refocus: func() {}}
	l.back = newButton("", "left", lookQuiet, heightPlain, onBack)
	l.back.escape = onBack
	head := inset(container.New(layout.NewCustomPaddedHBoxLayout(12), l.back, container.NewCenter(newBold(title, sizeSection, theme.ColorNameForeground))), 12, 8, 12, 12)
	body := container.NewVScroll(inset(container.New(readable{640}, l.rows), 0, 24, 24, 24))
	l.box = container.NewStack(newPlate(colorSurface, "", ""), container.New(framed{}, container.New(column{}, head, l.said.box), body))
	return l
}

func (l *listing) content() fyne.CanvasObject { return l.box }
func (l *listing) focus() fyne.Focusable      { return l.back }
func (l *listing) render(api.State)           {}
func (l *listing) escape()                    { l.back.press() }
func (l *listing) leave()                     {}
func (l *listing) keeps() string              { return "" }

// say shows a sentence in place of rows.
func (l *listing) say(text string) {
	l.fill([]fyne.CanvasObject{newProse(text, theme.SizeNameText, colorMuted)})
}

// fill replaces the rows.
func (l *listing) fill(rows []fyne.CanvasObject) {
	had := slices.ContainsFunc(l.acts, func(b *button) bool { return b.focused })
	l.acts, l.coming = l.coming, nil
	l.rows.Objects = rows
	l.rows.Refresh()
	if had {
		l.refocus()
	}
}

// act makes a button for the next rows.
func (l *listing) act(text string, look look, tapped func()) *button {
	b := newButton(text, "", look, heightSmall, tapped)
	b.escape = l.back.escape
	l.coming = append(l.coming, b)
	return b
}

// tell says how something ended, above the rows.
func (l *listing) tell(m message) {
	l.said.render(m)
	l.box.Refresh() // the rows make room
}
