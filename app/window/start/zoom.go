package start

import (
	"os"
	"strconv"

	"fyne.io/fyne/v2"
)

// scaleVariable is how Fyne is told to draw everything larger. It has no other way
// that a running program could use.
const scaleVariable = "FYNE_SCALE"

// zoom makes text and all around it larger than the person's own scale of Fyne.
type zoom struct {
	app   fyne.App
	given string  // the variable as it was
	base  float64 // what it or Fyne's settings say
}

func newZoom(a fyne.App) *zoom {
	z := &zoom{app: a, given: os.Getenv(scaleVariable), base: 1}
	if own, err := strconv.ParseFloat(z.given, 64); err == nil && own > 0 {
		z.base = own
	} else if own := a.Settings().Scale(); z.given != "auto" && own > 0 {
		z.base = float64(own)
	}
	return z
}

// to is for windows that are not open yet.
func (z *zoom) to(percent int) {
	const usual = 100
	switch {
	case percent != usual:
		_ = os.Setenv(scaleVariable, strconv.FormatFloat(z.base*float64(percent)/usual, 'f', 2, 64))
	case z.given == "":
		_ = os.Unsetenv(scaleVariable)
	default:
		_ = os.Setenv(scaleVariable, z.given)
	}
}

// set is for open windows, too: they look at the scale when the theme changes.
func (z *zoom) set(percent int) {
	z.to(percent)
	z.app.Settings().SetTheme(z.app.Settings().Theme())
}
