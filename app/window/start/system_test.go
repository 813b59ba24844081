//go:build !windows && !darwin

package start

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"keytray/app/window/kit"
)

// toolkit is its settings: dark until somebody tells it.
type toolkit struct {
	fyne.Settings
	variant  fyne.ThemeVariant
	theme    fyne.Theme
	listener func(fyne.Settings)
}

func (k *toolkit) ThemeVariant() fyne.ThemeVariant   { return k.variant }
func (k *toolkit) AddListener(l func(fyne.Settings)) { k.listener = l }
func (k *toolkit) SetTheme(t fyne.Theme)             { k.theme = t; k.listener(k) }
func (k *toolkit) hears(v fyne.ThemeVariant)         { k.variant = v; k.listener(k) }
func (k *toolkit) looks(name string, t *testing.T, want fyne.ThemeVariant) {
	t.Helper()
	ground := k.theme.Color(theme.ColorNameBackground, k.variant)
	if ground != (kit.Theme{Only: &want}).Color(theme.ColorNameBackground, 0) {
		t.Errorf("%s: the ground is %v", name, ground)
	}
}

func TestWithoutAWordFromTheDesktopItIsLight(t *testing.T) {
	k := &toolkit{variant: theme.VariantDark}
	y := newSystem(k)
	nobody := make(chan fyne.ThemeVariant)
	close(nobody)
	y.begin(nobody, func(f func()) { f() })
	y.wear(kit.ThemeNamed("system"))
	k.looks("at first", t, theme.VariantLight)
	k.SetTheme(k.theme) // as a change of the text size does
	k.looks("with another text size", t, theme.VariantLight)
	y.wear(kit.ThemeNamed("dark"))
	k.looks("dark was chosen", t, theme.VariantDark)
}

func TestTheDesktopsLookIsShownFromTheStart(t *testing.T) {
	for name, want := range map[string]fyne.ThemeVariant{"light": theme.VariantLight, "dark": theme.VariantDark} {
		said := make(chan fyne.ThemeVariant, 1)
		said <- want
		k := &toolkit{variant: theme.VariantDark}
		y := newSystem(k)
		y.begin(said, func(f func()) { f() })
		y.wear(kit.ThemeNamed("system"))
		k.looks(name, t, want)
	}
}

func TestWhatTheDesktopSaysLateIsFollowed(t *testing.T) {
	k := &toolkit{variant: theme.VariantDark}
	y := newSystem(k)
	y.wear(kit.ThemeNamed("system"))
	y.hear(theme.VariantDark)
	k.looks("dark, said late", t, theme.VariantDark)
	k.hears(theme.VariantLight)
	k.looks("turned light", t, theme.VariantLight)
	k.hears(theme.VariantDark)
	k.looks("turned dark", t, theme.VariantDark)
	y.hear(theme.VariantLight)
	k.looks("the toolkit knows better", t, theme.VariantDark)
	y.wear(kit.ThemeNamed("light"))
	k.hears(theme.VariantLight)
	k.hears(theme.VariantDark)
	k.looks("light was chosen", t, theme.VariantLight)
}
