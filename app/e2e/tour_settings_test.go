//go:build linux

package e2e_test

import (
	"strings"
	"testing"
)

// setting is a setting as the command tells it.
func (v *tour) setting(name string) string {
	v.t.Helper()
	return strings.TrimSpace(v.do("", "config", name))
}

// untilSet waits until a setting has another value.
func (v *tour) untilSet(name, before string) {
	v.t.Helper()
	poll(v.t, "the setting "+name+" stays "+before, func() bool { return v.setting(name) != before })
}

func TestTourSettings(t *testing.T) {
	v, _ := onTour(t, "settings")
	v.press("ctrl+comma")
	v.sees("general")
	for _, tab := range []struct {
		name, setting string
		keys          []string // to its control, and on it
	}{
		{"general", "tray.keys", []string{"Tab", "Tab", "Tab", "Tab", "space", "Down", "Return"}},
		{"clipboard", "clipboard.clear_after", []string{"Tab", "Tab", "Right"}},
		{"reminders", "reminders.enabled", []string{"Tab", "Tab", "space"}},
		{"security", "", nil},
		{"appearance", "appearance.theme", []string{"Tab", "Tab", "Right"}},
	} {
		if tab.name != "general" {
			v.press("ctrl+Tab")
			v.sees(tab.name)
		}
		if tab.setting == "" {
			continue
		}
		before := v.setting(tab.setting)
		v.press(tab.keys...)
		v.untilSet(tab.setting, before)
		v.sees(tab.name + " set")
	}
	v.press("Escape")
	v.sees("keys")
}

func TestTourDoctor(t *testing.T) {
	v, _ := onTour(t, "doctor")
	v.press("ctrl+comma")
	v.sees("settings")
	v.press("shift+Tab", "shift+Tab", "shift+Tab", "Return") // past the two of the status line
	v.sees("doctor")
	v.screen.settle(v.picture("checked"))
	v.press("shift+Tab", "Return") // before Check again
	poll(t, "the report is not copied", func() bool {
		report, err := v.session.Clipboard(v.ctx())
		return err == nil && strings.HasPrefix(report, "keytray ")
	})
	report, _ := v.session.Clipboard(v.ctx())
	for _, k := range tourKeys {
		if strings.Contains(report, k.name) {
			t.Errorf("the report names %s", k.name)
		}
	}
	v.screen.settle(v.picture("report copied"))
	v.press("Escape")
	v.sees("back")
}

func TestTourHelp(t *testing.T) {
	v, _ := onTour(t, "help")
	v.press("F1")
	v.sees("help")
	help := v.screen.last
	v.press("Page_Down")
	v.sees("further down")
	v.press("Escape")
	v.sees("keys")
	v.press("Tab")
	v.sees("add")
	v.press("Tab")
	v.sees("chips")
	v.press("question") // no field has the focus
	v.sees("help by its sign")
	if changed(v.screen.last, help) > 2000 {
		t.Error("? shows something else than F1")
	}
	v.press("F1")
	v.sees("keys again")
	v.press("ctrl+t")
	v.sees("overview")
	v.press("F1")
	v.sees("help of the overview")
	v.press("Escape", "Escape")
	v.sees("out")
	v.press("Escape")
	v.closes()
}
