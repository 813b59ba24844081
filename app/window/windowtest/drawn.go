package windowtest

import (
	"image"
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"keytray/app/window/kit"
)

// Inked tells whether a picture has a colour at a place, as far as a person sees.
func Inked(picture image.Image, x, y float32, c color.Color) bool {
	got, want := color.NRGBAModel.Convert(picture.At(int(x), int(y))).(color.NRGBA), color.NRGBAModel.Convert(c).(color.NRGBA)
	const same = 24
	return apart(got.R, want.R) <= same && apart(got.G, want.G) <= same && apart(got.B, want.B) <= same
}

// CornerOf is where an object begins.
func CornerOf(o fyne.CanvasObject) fyne.Position {
	return fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
}

// Show draws everything in one variant.
func Show(t *testing.T, v fyne.ThemeVariant) kit.Theme {
	t.Helper()
	look := kit.Theme{Only: &v}
	test.ApplyTheme(t, look)
	return look
}
