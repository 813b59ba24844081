package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// CreateRenderer leaves out the ground and the outline where the field is bare. (A theme
// of its own for the field would do that too, but Fyne reads all fonts anew for each.)
func (e *Entry) CreateRenderer() fyne.WidgetRenderer {
	r := e.Entry.CreateRenderer()
	if e.Bare {
		return bareRenderer{r}
	}
	return r
}

type bareRenderer struct{ fyne.WidgetRenderer }

func (r bareRenderer) Objects() []fyne.CanvasObject {
	var rest []fyne.CanvasObject
	for _, o := range r.WidgetRenderer.Objects() {
		if _, is := o.(*canvas.Rectangle); !is {
			rest = append(rest, o)
		}
	}
	return rest
}
