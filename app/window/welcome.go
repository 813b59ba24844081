package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"keytray/app/api"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// welcome is shown while there is no key: what an API key is, what Keytray does
// with it, and how to begin.
type welcome struct {
	OnAdd func()

	words *kit.Prose
	add   *kit.Button
	box   fyne.CanvasObject
}

func newWelcome(icon fyne.Resource) *welcome {
	v := &welcome{words: kit.NewProse("", theme.SizeNameText, kit.ColorMuted).Centred()}
	v.add = kit.NewButton(text.T("Add your first key"), "plus", kit.LookPrimary, kit.HeightBig, func() { v.OnAdd() })
	v.add.Width = 220
	picture := canvas.NewImageFromResource(icon)
	picture.FillMode = canvas.ImageFillContain
	picture.SetMinSize(fyne.NewSquareSize(82))
	title := kit.NewProse(text.T("Your API keys, one click away"), kit.SizeNameWelcome, theme.ColorNameForeground).Bold().Centred()
	what := kit.NewProse(text.T(wordsAPIKey), theme.SizeNameText, kit.ColorMuted).Centred()
	words := container.New(kit.Column{Gap: 8}, title, container.New(kit.Readable{Width: 480}, container.New(kit.Column{Gap: 6}, what, v.words)))
	v.box = container.NewVScroll(kit.Inset(container.New(&welcomeLayout{picture: icon != nil, title: title},
		picture, words, container.New(kit.Readable{Width: 560}, kit.NewLifeLine()), container.NewCenter(v.add),
		kit.NewKeySentence(text.T(wordsPasteAnywhere), kit.PasteKey(), kit.SizeSmall, true)), 16, 16, 24, 24))
	return v
}

func (v *welcome) render(k api.Keychain) { v.words.Set(wordsWelcome(k)) }

func wordsWelcome(k api.Keychain) string {
	switch {
	case k.Store == api.StoreFile:
		return text.T("Keytray keeps them in an encrypted file, copies one from the tray, clears the clipboard, and tells you when to replace a key.")
	case k.Name == "":
		return text.T("Keytray keeps them in your keychain, copies one from the tray, clears the clipboard, and tells you when to replace a key.")
	}
	return text.T("Keytray keeps them in %s, copies one from the tray, clears the clipboard, and tells you when to replace a key.", k.Name)
}

// welcomeLayout sets picture, text, example, button and hint one below the other
// in the middle. Where there is no room the example goes, then the picture: the
// button has to be in sight.
type welcomeLayout struct {
	picture bool
	title   *kit.Prose
}

const welcomeGap = 24

// welcomeWide is the width from which on the title is as large as a welcome.
const welcomeWide = 480

// Parts of the welcome.
const (
	welcomePicture = iota
	welcomeText
	welcomeExample
	welcomeButton
	welcomeHint
)

func (l *welcomeLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return kit.Column{Gap: welcomeGap}.MinSize([]fyne.CanvasObject{o[welcomeText], o[welcomeButton], o[welcomeHint]})
}

func (l *welcomeLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	points := fyne.ThemeSizeName(theme.SizeNameHeadingText)
	if size.Width >= welcomeWide {
		points = kit.SizeNameWelcome
	}
	l.title.Large(points)
	kit.Show(o[welcomePicture], l.picture)
	kit.Show(o[welcomeExample], true)
	height := func() (all float32) {
		for _, part := range o {
			if part.Visible() {
				all += kit.HeightIn(part, size.Width) + welcomeGap
			}
		}
		return all - welcomeGap
	}
	for _, part := range []int{welcomeExample, welcomePicture} {
		if height() > size.Height {
			kit.Show(o[part], false)
		}
	}
	y := max((size.Height-height())/2, 0)
	for _, part := range o {
		if part.Visible() {
			h := kit.HeightIn(part, size.Width)
			kit.At(part, 0, y, size.Width, h)
			y += h + welcomeGap
		}
	}
}
