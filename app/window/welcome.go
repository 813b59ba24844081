package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"keytray/app/api"
)

// welcome is shown while there is no key: what an API key is, what Keytray does
// with it, and how to begin.
type welcome struct {
	OnAdd func()

	words *prose
	add   *button
	box   fyne.CanvasObject
}

func newWelcome(icon fyne.Resource) *welcome {
	v := &welcome{words: newProse("", theme.SizeNameText, colorMuted).centred()}
	v.add = newButton("Add your first key", "plus", lookPrimary, heightBig, func() { v.OnAdd() })
	v.add.width = 220
	picture := canvas.NewImageFromResource(icon)
	picture.FillMode = canvas.ImageFillContain
	picture.SetMinSize(fyne.NewSquareSize(82))
	title := newProse("Your API keys, one click away", sizeNameWelcome, theme.ColorNameForeground).bold().centred()
	what := newProse(wordsAPIKey, theme.SizeNameText, colorMuted).centred()
	text := container.New(column{8}, title, container.New(readable{480}, container.New(column{6}, what, v.words)))
	v.box = container.NewVScroll(inset(container.New(&welcomeLayout{picture: icon != nil},
		picture, text, container.New(readable{560}, newLifeLine()), container.NewCenter(v.add),
		newKeySentence(wordsPasteAnywhere, pasteKey(), sizeSmall, true)), 16, 16, 24, 24))
	return v
}

func (v *welcome) render(k api.Keychain) { v.words.set(wordsWelcome(k)) }

// welcomeLayout sets picture, text, example, button and hint one below the other
// in the middle. Where there is no room the example goes, then the picture: the
// button has to be in sight.
type welcomeLayout struct{ picture bool }

const welcomeGap = 24

// Parts of the welcome.
const (
	welcomePicture = iota
	welcomeText
	welcomeExample
	welcomeButton
	welcomeHint
)

func (l *welcomeLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return column{welcomeGap}.MinSize([]fyne.CanvasObject{o[welcomeText], o[welcomeButton], o[welcomeHint]})
}

func (l *welcomeLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	show(o[welcomePicture], l.picture)
	show(o[welcomeExample], true)
	height := func() (all float32) {
		for _, part := range o {
			if part.Visible() {
				all += heightIn(part, size.Width) + welcomeGap
			}
		}
		return all - welcomeGap
	}
	for _, part := range []int{welcomeExample, welcomePicture} {
		if height() > size.Height {
			show(o[part], false)
		}
	}
	y := max((size.Height-height())/2, 0)
	for _, part := range o {
		if part.Visible() {
			h := heightIn(part, size.Width)
			at(part, 0, y, size.Width, h)
			y += h + welcomeGap
		}
	}
}
