package window

import (
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"keytray/app/window/kit"
	"keytray/app/window/windowtest"
)

func TestTextIsReadableOnEveryGround(t *testing.T) {
	grounds := []fyne.ThemeColorName{
		theme.ColorNameBackground, kit.ColorSurface, kit.ColorSunken, theme.ColorNameHover, kit.ColorSoft,
	}
	table := map[fyne.ThemeColorName]map[string]float64{
		theme.ColorNameForeground:  {"light": 13.6, "dark": 10.9},
		kit.ColorMuted:             {"light": 5.4, "dark": 5.6},
		theme.ColorNamePlaceHolder: {"light": 4.8, "dark": 4.9},
		theme.ColorNameHyperlink:   {"light": 5.7, "dark": 6.5},
		"freshText":                {"light": 4.8, "dark": 6.7},
		"dueText":                  {"light": 5.4, "dark": 6.9},
		"overdueText":              {"light": 5.3, "dark": 6.0},
		"expiredText":              {"light": 6.0, "dark": 6.3},
		"exposedText":              {"light": 6.1, "dark": 6.3},
	}
	for name, v := range windowtest.Variants {
		for ink, want := range table {
			worst := math.Inf(1)
			for _, g := range grounds {
				worst = min(worst, windowtest.Contrast(kit.Theme{}.Color(ink, v), kit.Theme{}.Color(g, v)))
			}
			if worst < want[name]-0.05 {
				t.Errorf("%s %s: %.2f, want %.1f", name, ink, worst, want[name])
			}
		}
		if c := windowtest.Contrast(kit.Theme{}.Color(theme.ColorNameForegroundOnError, v), kit.Theme{}.Color(theme.ColorNameError, v)); c < 6.35 {
			t.Errorf("%s text on a danger button: %.2f", name, c)
		}
		onPrimary := windowtest.Contrast(kit.Theme{}.Color(theme.ColorNameForegroundOnPrimary, v), kit.Theme{}.Color(theme.ColorNamePrimary, v))
		if want := map[string]float64{"light": 6.8, "dark": 4.9}[name]; onPrimary < want-0.05 {
			t.Errorf("%s text on primary: %.2f, want %.1f", name, onPrimary, want)
		}
	}
}

func TestPhasesAreReadableOnTheirTints(t *testing.T) {
	for name, v := range windowtest.Variants {
		for phase := range urgency {
			tint := kit.Theme{}.Color(kit.PhaseColor(phase, kit.ToneTint), v)
			for _, ink := range []fyne.ThemeColorName{kit.PhaseColor(phase, kit.ToneText), kit.ColorMuted, theme.ColorNameForeground} {
				if c := windowtest.Contrast(kit.Theme{}.Color(ink, v), tint); c < 4.5 {
					t.Errorf("%s %s on its tint: %.2f", name, ink, c)
				}
			}
			if c := windowtest.Contrast(kit.Theme{}.Color(kit.PhaseColor(phase, kit.ToneFill), v), kit.Theme{}.Color(kit.ColorSurface, v)); c < 3 {
				t.Errorf("%s fill of %s on the surface: %.2f", name, phase, c)
			}
		}
	}
}

func TestMonogramsAreReadable(t *testing.T) {
	for _, tile := range kit.Tiles {
		if c := windowtest.Contrast(kit.Rgb(0xFFFFFF), kit.Rgb(tile)); c < 5.4 {
			t.Errorf("white on %06X: %.2f", tile, c)
		}
	}
}

func TestMonogramIsTwoCapitalsOrTheFirstLetters(t *testing.T) {
	for name, want := range map[string]string{
		"OpenAI": "OA", "Groq": "Gr", "Hugging Face": "HF", "xAI": "AI", "1Password": "1P", "e": "e", "": "•", "…": "•",
	} {
		if got := kit.Monogram(name); got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
}

func TestTheThemeKnowsEveryColour(t *testing.T) {
	test.AssertAllColorNamesDefined(t, kit.Theme{}, "Keytray")
}
