package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"keytray/app/api"
)

// welcome is shown while there is no key.
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
	picture.SetMinSize(fyne.NewSquareSize(84))
	show(picture, icon != nil)
	title := newProse("Your API keys, one click away", sizeNameWelcome, theme.ColorNameForeground).bold().centred()
	v.box = container.New(middle{}, container.New(column{16}, picture,
		inset(container.New(column{8}, title, container.New(readable{480}, v.words)), 0, 0, 24, 24), container.NewCenter(v.add)))
	return v
}

func (v *welcome) render(k api.Keychain) { v.words.set(wordsWelcome(k)) }
