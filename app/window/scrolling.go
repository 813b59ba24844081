package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"keytray/app/window/kit"
)

// reveal scrolls to o, which is in the step in sight.
func (z *wizard) reveal(o fyne.CanvasObject) {
	if scroll, is := z.pages[z.at].(*container.Scroll); is {
		scrollTo(scroll, o)
	}
}

// scrollTo scrolls no further than needed to have all of o in sight.
func scrollTo(scroll *container.Scroll, o fyne.CanvasObject) {
	if place, inside := placeIn(scroll.Content, o); inside {
		kit.ScrollTo(scroll, place.Y, place.Y+o.Size().Height)
	}
}

// placeIn is where o lies in root, which holds it in its containers.
func placeIn(root, o fyne.CanvasObject) (fyne.Position, bool) {
	if root == o {
		return fyne.Position{}, true
	}
	if box, is := root.(*fyne.Container); is {
		for _, child := range box.Objects {
			if at, inside := placeIn(child, o); inside {
				return at.Add(child.Position()), true
			}
		}
	}
	return fyne.Position{}, false
}

func objects(buttons []*kit.Button) []fyne.CanvasObject {
	var all []fyne.CanvasObject
	for _, b := range buttons {
		all = append(all, b)
	}
	return all
}
