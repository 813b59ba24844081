package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Blank stands in the middle of a place where there is nothing to show: a picture, why
// that is so, and what can be done about it.
type Blank struct {
	icon  *widget.Icon
	title *Prose
	words *Prose
	Act   *Button
	Box   fyne.CanvasObject
}

// NewBlank is a blank that says nothing yet.
func NewBlank() *Blank {
	b := &Blank{
		icon:  widget.NewIcon(nil),
		title: NewProse("", theme.SizeNameText, theme.ColorNameForeground).Bold().Centred(),
		words: NewProse("", theme.SizeNameText, ColorMuted).Centred(),
		Act:   NewButton("", "", LookPrimary, HeightPlain, nil),
	}
	const side = 28
	picture := container.NewCenter(container.NewGridWrap(fyne.NewSquareSize(side), b.icon))
	text := container.New(Readable{Width: 360}, container.New(Column{Gap: 2}, b.title, b.words))
	b.Box = container.New(Middle{}, Inset(container.New(Column{Gap: 12}, picture, text, container.NewCenter(b.Act)), 16, 16, 24, 24))
	return b
}

// Set says something else. Without a button there is none.
func (b *Blank) Set(icon string, ink fyne.ThemeColorName, title, words, button string, do func()) {
	b.icon.SetResource(Icon(icon, ink))
	b.title.Set(title)
	b.words.Set(words)
	b.Act.Set(button, "", LookPrimary)
	b.Act.OnTapped = do
	Show(b.Act, button != "")
	b.Box.Refresh()
}
