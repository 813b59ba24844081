package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"keytray/app/text"
	"keytray/app/window/kit"
)

// goneCard stands in place of a value that is not in the keychain any more, as high as
// the value and its buttons are.
type goneCard struct {
	paste, remove *kit.Button
	words         fyne.CanvasObject
	why           *kit.Line
	box           *fyne.Container
}

func newGoneCard(onPaste, onRemove func()) *goneCard {
	g := &goneCard{
		paste:  kit.NewButton(text.T("Paste it again"), "", kit.LookPrimary, kit.HeightBig, onPaste),
		remove: kit.NewButton(text.C("button", "Remove"), "", kit.LookPlain, kit.HeightBig, onRemove),
		box:    container.NewStack(),
	}
	g.why = kit.NewLine(wordsWhyGone(), kit.SizeSmall, kit.ColorMuted).Cut()
	g.words = container.New(kit.Column{Gap: 0},
		kit.NewBold(text.T("This key is not in the keychain."), kit.SizeBody, theme.ColorNameForeground).Cut().OrShort(text.T("Not in the keychain.")),
		g.why)
	return g
}

// arrange puts the words above the buttons where there is no room beside them.
func (g *goneCard) arrange(narrow bool) {
	kit.Show(g.why, !narrow) // else it stands where the idle clipboard speaks
	if narrow {
		buttons := container.New(&kit.Flow{Gap: kit.ActionGap}, g.paste, g.remove)
		g.box.Objects = []fyne.CanvasObject{container.New(kit.Column{Gap: 8}, container.NewStack(room(valueLine), g.words), buttons)}
	} else {
		g.box.Objects = []fyne.CanvasObject{container.NewBorder(nil, nil, nil, kit.Actions(g.paste, g.remove), container.New(kit.Middle{}, g.words))}
	}
	g.box.Refresh()
}

func wordsWhyGone() string { return text.T("It may have been deleted in another app.") }
