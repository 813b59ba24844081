package window

import (
	"time"

	"fyne.io/fyne/v2/theme"

	"keytray/app/api"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// Settings that the window itself follows.
const (
	settingTheme      = "appearance.theme"
	settingClearAfter = "clipboard.clear_after"
	settingKeychain   = "keychain"
	settingBoard      = "clipboard.board"
)

// ThemeOf is the theme that the settings ask for: light, dark, or what the
// system says.
func ThemeOf(all []api.Setting) kit.Theme {
	light, dark := theme.VariantLight, theme.VariantDark
	for _, s := range all {
		switch {
		case s.Key != settingTheme:
		case s.Value == "light":
			return kit.Theme{Only: &light}
		case s.Value == "dark":
			return kit.Theme{Only: &dark}
		}
	}
	return kit.Theme{}
}

// Apply follows the settings that change what the window says.
func (w *Window) Apply(all []api.Setting) {
	w.take(all)
	w.refresh()
}

// take is Apply for who brings all in sight up to date afterwards.
func (w *Window) take(all []api.Setting) {
	for _, s := range all {
		if d, err := time.ParseDuration(s.Value); err == nil && s.Key == settingClearAfter {
			w.keys.detail.card.idleWords = wordsStays(text.Seconds(d))
		}
	}
}

// changed follows a setting that was changed in this window.
func (w *Window) changed(s api.Setting) {
	all := []api.Setting{s}
	w.Apply(all)
	w.appear(w.look.with(all))
}
