//go:build linux

package e2e_test

import (
	"strings"
	"testing"
)

// The settings in the real window, by keyboard: what is changed there the commands say,
// and the other way round.
func TestSettingsAreChangedInTheWindow(t *testing.T) {
	p := atDesk(t)
	binary(t, "keytray-window")
	p.do("", "config", "appearance.theme", "light")
	p.startAgent()
	screen := p.screen()
	p.openWindow(screen, "settings", "settings")
	// Once it follows a change it has the settings: before that the keys would find no rows.
	p.do("", "config", "appearance.theme", "dark")
	screen.waitOther("settings-dark")
	is := func(key, want string) {
		t.Helper()
		poll(t, key+" does not become "+want, func() bool { return strings.TrimSpace(p.do("", "config", key)) == want })
	}
	keys := func(all ...string) {
		t.Helper()
		p.xdotool(append([]string{"key", "--clearmodifiers", "--delay", "60"}, all...)...)
	}
	keys("ctrl+Tab", "Down", "Right")
	is("clipboard.clear_after", "1m")
	keys("ctrl+shift+Tab", "Down", "Down", "Return")
	screen.settle("settings-press")
	keys("ctrl+alt+j")
	is("shortcut.pick", "Ctrl+Alt+J")
	screen.settle("settings-pressed")
	p.do("", "config", "appearance.theme", "light")
	screen.waitOther("settings-light")
	p.do("", "config", "tray.keys", "11")
	screen.settle("settings-elsewhere")
	p.do("", "window", "doctor")
	screen.waitOther("doctor")
}
