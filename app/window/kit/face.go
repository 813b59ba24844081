package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// face is the font that a text is drawn in, nil where Fyne is to find it by the style.
// For each style Fyne reads a font of the system, too, before the first letter is drawn:
// of the whole time until a window is painted that is a tenth. Only letters that its own
// fonts have not need that.
func face(text string, s fyne.TextStyle) fyne.Resource {
	if !s.Bold && !s.Monospace || strings.ContainsFunc(text, isForeign) {
		return nil
	}
	return theme.DefaultTheme().Font(s)
}

// isForeign tells whether r may be missing from Fyne's fonts. They have what Latin, Greek
// and Cyrillic are written with, punctuation and currencies.
func isForeign(r rune) bool {
	const cyrillicEnds, punctuation, currencies, currenciesEnd = 0x530, 0x2010, 0x20A0, 0x20BE
	return r >= cyrillicEnds && (r < punctuation || r > 0x2044) && (r < currencies || r > currenciesEnd)
}

// SetStyle gives a text that has its words a style, and the font that goes with both.
func SetStyle(t *canvas.Text, s fyne.TextStyle) { t.TextStyle, t.FontSource = s, face(t.Text, s) }

// Measure is fyne.MeasureText for such texts.
func Measure(text string, points float32, s fyne.TextStyle) fyne.Size {
	size, _ := fyne.CurrentApp().Driver().RenderedTextSize(text, points, s, face(text, s))
	return size
}
