package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"keytray/app/api"
	"keytray/app/window/kit"
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

// setPlaces shows places in f, and below each what is known of it.
func setPlaces(f *kit.Facts, all []placeFact) {
	f.Lines.Objects = nil
	for _, p := range all {
		f.Lines.Add(kit.NewLine(p.name, kit.SizeSmall, theme.ColorNameForeground).Cut())
		if p.state != "" {
			f.Lines.Add(p.shown())
		}
	}
	f.Lines.Refresh()
	kit.Show(f.Box, len(all) > 0)
}

func (p placeFact) shown() fyne.CanvasObject {
	g := kit.NewGlyph()
	g.Set(p.shape)
	words := kit.NewLine(p.state, kit.SizeCaption, kit.PhaseColor(p.shape, kit.ToneText)).Cut()
	return kit.Inset(container.New(kit.Beside{First: kit.GlyphSize + 6}, g, words), -4, 2, 0, 0)
}
