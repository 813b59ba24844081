package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

func TestOnlyWhatFynesFontsHaveIsDrawnInThemAlone(t *testing.T) {
	bold, mono := fyne.TextStyle{Bold: true}, fyne.TextStyle{Monospace: true}
	for _, c := range []struct {
		text  string
		style fyne.TextStyle
		alone bool
	}{
		{"Küche, Ωμέγα, ключ …", bold, true},
		{"OPENAI_API_KEY • 20 €", mono, true},
		{"مفتاح المنزل", bold, false}, // else it would lose its boldness
		{"鍵", bold, false},
		{"home 🏠", bold, false},
		{"→", mono, false},
		{"plain", fyne.TextStyle{}, false}, // fields are drawn in it, too
	} {
		drawn := canvas.NewText(c.text, nil)
		SetStyle(drawn, c.style)
		if alone := drawn.FontSource != nil; alone != c.alone {
			t.Errorf("%q has a font of its own: %t, want %t", c.text, alone, c.alone)
		}
	}
}
