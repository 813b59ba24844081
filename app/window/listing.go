package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"keytray/app/api"
)

// listing is a page of rows under a title: settings, or the doctor.
type listing struct {
	back *button
	rows *fyne.Container
	box  fyne.CanvasObject
}

func newListing(title string, onBack func()) *listing {
	l := &listing{rows: container.New(column{})}
	l.back = newButton("", "left", lookQuiet, heightPlain, onBack)
	l.back.escape = onBack
	head := inset(container.New(layout.NewCustomPaddedHBoxLayout(12), l.back, container.NewCenter(newBold(title, sizeSection, theme.ColorNameForeground))), 12, 8, 12, 12)
	body := container.NewVScroll(inset(container.New(readable{640}, l.rows), 0, 24, 24, 24))
	l.box = container.NewStack(newPlate(colorSurface, "", ""), container.NewBorder(head, nil, nil, nil, body))
	return l
}

func (l *listing) content() fyne.CanvasObject { return l.box }
func (l *listing) focus() fyne.Focusable      { return l.back }
func (l *listing) render(api.State)           {}
func (l *listing) leave()                     {}
func (l *listing) keeps() bool                { return false }

func (l *listing) say(text string) {
	l.rows.Objects = []fyne.CanvasObject{newProse(text, theme.SizeNameText, colorMuted)}
	l.rows.Refresh()
}
