package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"keytray/app/api"
)

// placeFact is a place that uses a key and what is known of the value it has, behind a
// shape.
type placeFact struct{ name, shape, state string }

// placesOf are the places that use a key. While its rotation is under way each says
// which value it has; later only what is known is said.
func placesOf(k api.Key) []placeFact {
	swaps := k.Case != nil && k.Case.Stored
	known := swaps
	for _, p := range k.Places {
		known = known || p.Has
	}
	var all []placeFact
	for i, name := range k.UsedBy {
		f := placeFact{name: name}
		if known && i < len(k.Places) {
			f.shape, f.state = placeState(k.Places[i], swaps)
		}
		all = append(all, f)
	}
	return all
}

func placeState(p api.Place, swaps bool) (shape, words string) {
	switch {
	case p.Has:
		return "fresh", wordsHasKey
	case swaps && p.Person:
		return "overdue", wordsNotTold
	case swaps:
		return "overdue", wordsHasOld
	}
	return "expired", wordsNotChecked
}

// setPlaces shows places, and below each what is known of it.
func (f *facts) setPlaces(all []placeFact) {
	f.lines.Objects = nil
	for _, p := range all {
		f.lines.Add(newLine(p.name, sizeSmall, theme.ColorNameForeground).cut())
		if p.state != "" {
			f.lines.Add(p.shown())
		}
	}
	f.lines.Refresh()
	show(f.box, len(all) > 0)
}

func (p placeFact) shown() fyne.CanvasObject {
	g := newGlyph()
	g.set(p.shape)
	words := newLine(p.state, sizeCaption, phaseColor(p.shape, toneText)).cut()
	return inset(container.New(beside{glyphSize + 6}, g, words), -4, 2, 0, 0)
}
