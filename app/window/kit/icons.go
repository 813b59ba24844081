package kit

import (
	"bytes"
	"embed"
	"fmt"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

//go:embed icons/*.svg
var iconFiles embed.FS

// ink is what the files are drawn in.
var ink = []byte("#000000")

// Icon is a picture of icons/, by its name without ".svg", in the given colour.
func Icon(name string, c fyne.ThemeColorName) fyne.Resource { return icon{name, c} }

// icon takes the colour that the theme has when it is drawn. Fyne's own coloured resource
// reads and writes the file as XML for that, twice each time.
type icon struct {
	name  string
	color fyne.ThemeColorName
}

// Name tells pictures apart, and Fyne keeps them by it: the same in another colour is
// another one.
func (i icon) Name() string { return i.name + i.hex() + ".svg" }

func (i icon) Content() []byte {
	b, err := iconFiles.ReadFile("icons/" + i.name + ".svg")
	if err != nil {
		panic("no icon " + i.name) // a mistake in our own code: names are literals
	}
	return bytes.ReplaceAll(b, ink, []byte(i.hex()))
}

func (i icon) hex() string {
	c := color.NRGBAModel.Convert(theme.Color(i.color)).(color.NRGBA)
	return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B)
}
