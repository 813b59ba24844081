package window

import (
	"keytray/app/api"
	"keytray/app/text"
	"keytray/app/window/client"
	"keytray/app/window/kit"
)

// Settings that the window itself follows.
const (
	settingTheme      = client.SettingTheme
	settingClearAfter = client.SettingClearAfter
	settingKeychain   = "keychain"
	settingBoard      = "clipboard.board"
)

// ThemeOf is the theme that the settings ask for: light, dark, or what the
// system says.
func ThemeOf(all []api.Setting) kit.Theme {
	name, _ := client.Setting(all, settingTheme)
	return kit.ThemeNamed(name)
}

// Apply follows the settings that change what the window says.
func (w *Window) Apply(all []api.Setting) {
	w.take(all)
	w.refresh()
}

// take is Apply for who brings all in sight up to date afterwards.
func (w *Window) take(all []api.Setting) {
	if d, known := client.ClearAfter(all); known {
		w.keys.detail.card.idleWords = wordsStays(text.Seconds(d))
	}
}

// changed follows a setting that was changed in this window.
func (w *Window) changed(s api.Setting) {
	all := []api.Setting{s}
	w.Apply(all)
	w.appear(w.look.with(all))
}
