package window

import (
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"keytray/app/window/kit"
)

// contrast is the contrast ratio of WCAG 2.
func contrast(a, b color.Color) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

func luminance(c color.Color) float64 {
	linear := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	return 0.2126*linear(n.R) + 0.7152*linear(n.G) + 0.0722*linear(n.B)
}

var variants = map[string]fyne.ThemeVariant{"light": theme.VariantLight, "dark": theme.VariantDark}

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
	for name, v := range variants {
		for ink, want := range table {
			worst := math.Inf(1)
			for _, g := range grounds {
				worst = min(worst, contrast(kit.Theme{}.Color(ink, v), kit.Theme{}.Color(g, v)))
			}
			if worst < want[name]-0.05 {
				t.Errorf("%s %s: %.2f, want %.1f", name, ink, worst, want[name])
			}
		}
		if c := contrast(kit.Theme{}.Color(theme.ColorNameForegroundOnError, v), kit.Theme{}.Color(theme.ColorNameError, v)); c < 6.35 {
			t.Errorf("%s text on a danger button: %.2f", name, c)
		}
		onPrimary := contrast(kit.Theme{}.Color(theme.ColorNameForegroundOnPrimary, v), kit.Theme{}.Color(theme.ColorNamePrimary, v))
		if want := map[string]float64{"light": 6.8, "dark": 4.9}[name]; onPrimary < want-0.05 {
			t.Errorf("%s text on primary: %.2f, want %.1f", name, onPrimary, want)
		}
	}
}

func TestPhasesAreReadableOnTheirTints(t *testing.T) {
	for name, v := range variants {
		for phase := range urgency {
			tint := kit.Theme{}.Color(kit.PhaseColor(phase, kit.ToneTint), v)
			for _, ink := range []fyne.ThemeColorName{kit.PhaseColor(phase, kit.ToneText), kit.ColorMuted, theme.ColorNameForeground} {
				if c := contrast(kit.Theme{}.Color(ink, v), tint); c < 4.5 {
					t.Errorf("%s %s on its tint: %.2f", name, ink, c)
				}
			}
			if c := contrast(kit.Theme{}.Color(kit.PhaseColor(phase, kit.ToneFill), v), kit.Theme{}.Color(kit.ColorSurface, v)); c < 3 {
				t.Errorf("%s fill of %s on the surface: %.2f", name, phase, c)
			}
		}
	}
}

func TestMonogramsAreReadable(t *testing.T) {
	for _, tile := range kit.Tiles {
		if c := contrast(kit.Rgb(0xFFFFFF), kit.Rgb(tile)); c < 5.4 {
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
