package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"keytray/app/api"
	"keytray/app/text"
)

// Standing is what stands at the end of a key's row: the shape, the words and their
// colour.
func Standing(k api.Key) (shape, words string, c fyne.ThemeColorName) {
	switch {
	case k.Phase == "exposed", k.Phase == "expired":
		return k.Phase, text.Phase(k.Phase), PhaseColor(k.Phase, ToneText)
	case LeakedBefore(k):
		return "exposed", text.T("leaked"), PhaseColor("exposed", ToneText)
	case k.EndsSoon:
		return ShapeEnds, text.T("%s left", text.Days(k.DaysLeft)), theme.ColorNameForeground
	}
	if k.BeingRotated() { // how old the value is says nothing of the old one
		return ShapeCase, ShortStep(k.Case), ColorMuted
	}
	return k.Phase, text.Days(k.Age), PhaseColor(k.Phase, ToneText)
}

// LeakedBefore tells whether the value before the current one has leaked, and may still
// work.
func LeakedBefore(k api.Key) bool {
	return k.Phase != "exposed" && k.Case != nil && k.Case.Leaked != nil
}

// ShortStep is how far a rotation is, where there is little room.
func ShortStep(c *api.Case) string { return text.T("%d of %d", c.Number, c.Of) }
