package kit

import (
	"embed"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

//go:embed icons/*.svg
var iconFiles embed.FS

// Icon is a picture of icons/, by its name without ".svg", in the given colour.
func Icon(name string, c fyne.ThemeColorName) fyne.Resource {
	b, err := iconFiles.ReadFile("icons/" + name + ".svg")
	if err != nil {
		panic("no icon " + name) // a mistake in our own code: names are literals
	}
	return theme.NewColoredResource(fyne.NewStaticResource(name+".svg", b), c)
}
