package settings_test

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"keytray/app/settings"
	"keytray/app/shortcut"
)

func file(t *testing.T, content string) settings.File {
	t.Helper()
	f := settings.File{Path: filepath.Join(t.TempDir(), "keytray", "settings.json")}
	if content != "" {
		if err := os.MkdirAll(filepath.Dir(f.Path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(f.Path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return f
}

func TestDefaultsAreThoseOfTheContract(t *testing.T) {
	s, err := file(t, "").Load()
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"clipboard.clear_after": "30s", "rotation.due_after_months": "3", "rotation.overdue_after_months": "6", "reminders.enabled": "true",
		"reminders.not_before": "09:00", "reminders.weekends": "false", "reminders.show_names": "true", "tray.keys": "8", "tray.icon": "auto", "appearance.theme": "system", "appearance.language": "system", "appearance.text_size": "100", "keychain": "system",
		"clipboard.clear_after_paste": "false", "clipboard.board": "auto", "clipboard.primary": "false", "security.clear_on_screen_lock": "true",
		"start.at_login": "false", "shortcut.pick": "Ctrl+Alt+K",
	}
	for _, e := range settings.Entries {
		if got := e.Text(s); got != want[e.Key] {
			t.Errorf("%s is %q, want %q", e.Key, got, want[e.Key])
		}
	}
	if len(want) != len(settings.Entries) {
		t.Errorf("%d settings, want %d", len(settings.Entries), len(want))
	}
}

func TestASettingIsKeptAndTheOthersStay(t *testing.T) {
	f := file(t, `{"reminders.weekends": true, "of.a.newer.version": [1]}`)
	for _, c := range [][2]string{{"clipboard.clear_after", "1m30s"}, {"reminders.not_before", "07:30"}, {"tray.keys", "5"}, {"tray.icon", "dark"}, {"appearance.theme", "dark"}, {"reminders.enabled", "false"}} {
		if _, err := f.Set(c[0], c[1]); err != nil {
			t.Fatal(err)
		}
	}
	s, err := f.Load()
	if err != nil {
		t.Fatal(err)
	}
	if !s.Weekends || time.Duration(s.ClearAfter) != 90*time.Second || time.Duration(s.NotBefore) != 7*time.Hour+30*time.Minute || s.TrayKeys != 5 || s.Theme != "dark" || s.Reminders {
		t.Errorf("got %+v", s)
	}
	content, _ := os.ReadFile(f.Path)
	if !strings.Contains(string(content), "of.a.newer.version") {
		t.Error("an entry of a newer version is gone")
	}
}

func TestWhoeverChoosesTheDefaultHasChosen(t *testing.T) {
	f := file(t, "")
	const login = "start.at_login"
	if s, err := f.Load(); err != nil || s.Chose[login] {
		t.Errorf("without a file: %v, %v", s.Chose, err)
	}
	for range 2 { // as Set says, and as the file does
		s, err := f.Set(login, "false")
		if err != nil || !s.Chose[login] || s.Chose["tray.keys"] {
			t.Errorf("after it: %v, %v", s.Chose, err)
		}
	}
	if s, err := f.Load(); err != nil || !s.Chose[login] || s.Chose["tray.keys"] {
		t.Errorf("read again: %v, %v", s.Chose, err)
	}
}

func TestBadValuesAreRefusedAndNothingChanges(t *testing.T) {
	f := file(t, "")
	for _, c := range [][2]string{
		{"clipboard.clear_after", "2s"},
		{"clipboard.clear_after", "11m"},
		{"clipboard.clear_after", "soon"},
		{"clipboard.clear_after", ""},
		{"rotation.due_after_months", "6"},
		{"rotation.due_after_months", "0"},
		{"rotation.overdue_after_months", "3"},
		{"rotation.overdue_after_months", "x"},
		{"reminders.not_before", "25:00"},
		{"reminders.enabled", "maybe"},
		{"tray.keys", "0"},
		{"tray.keys", "21"},
		{"tray.icon", "red"},
		{"appearance.theme", "pink"},
		{"appearance.text_size", "99"},
		{"appearance.text_size", "201"},
		{"appearance.language", "fr"},
		{"shortcut.pick", "K"},
		{"shortcut.pick", ""},
	} {
		var bad *settings.ValueError
		if _, err := f.Set(c[0], c[1]); !errors.As(err, &bad) {
			t.Errorf("%s = %q: %v", c[0], c[1], err)
		}
	}
	var unknown *settings.UnknownError
	if _, err := f.Set("no.such", "1"); !errors.As(err, &unknown) {
		t.Errorf("got %v", err)
	}
	if _, err := os.Stat(f.Path); !errors.Is(err, os.ErrNotExist) {
		t.Error("a file was written")
	}
}

func TestAFileOfNullIsLikeNone(t *testing.T) {
	f := file(t, "null")
	if s, err := f.Set("tray.keys", "5"); err != nil || s.TrayKeys != 5 {
		t.Errorf("%+v, %v", s, err)
	}
}

func TestTwoChangesAtOnceBothLand(t *testing.T) {
	f := file(t, "")
	var all sync.WaitGroup
	for _, c := range [][2]string{{"tray.keys", "5"}, {"appearance.theme", "dark"}, {"reminders.weekends", "true"}, {"clipboard.clear_after", "45s"}} {
		all.Go(func() {
			if _, err := f.Set(c[0], c[1]); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	s, err := f.Load()
	if err != nil || s.TrayKeys != 5 || s.Theme != "dark" || !s.Weekends || s.ClearAfter.String() != "45s" {
		t.Errorf("%+v, %v", s, err)
	}
}

func TestADamagedFileIsNamedAndLeftAlone(t *testing.T) {
	for _, content := range []string{"{", `{"tray.keys": "x"}`, `{"tray.keys": 99}`, `{"clipboard.clear_after": "1h"}`} {
		f := file(t, content)
		if s, err := f.Load(); err == nil || !strings.Contains(err.Error(), f.Path) || !reflect.DeepEqual(s, settings.Defaults()) {
			t.Errorf("%s: %+v, %v", content, s, err)
		}
		if _, err := f.Set("tray.keys", "5"); err == nil {
			t.Errorf("%s was overwritten", content)
		}
		if kept, _ := os.ReadFile(f.Path); string(kept) != content {
			t.Errorf("%s was changed", content)
		}
	}
}

func TestAShortcutIsKeptAsItIsUsuallyWritten(t *testing.T) {
	f := file(t, "")
	for text, want := range map[string]string{"super+shift+space": "Shift+Super+Space", "F9": "F9", "OFF": "off"} {
		if _, err := f.Set("shortcut.pick", text); err != nil {
			t.Fatal(err)
		}
		s, err := f.Load()
		e, _ := settings.Find("shortcut.pick")
		if got := e.Text(s); err != nil || got != want {
			t.Errorf("%q became %q, %v", text, got, err)
		}
	}
	if _, err := f.Set("shortcut.pick", "Ctrl+C"); !errors.Is(err, shortcut.ErrNeededByAll) {
		t.Errorf("why not is not said: %v", err)
	}
	if s, err := file(t, `{"shortcut.pick": "K"}`).Load(); err == nil || s.Pick != settings.Defaults().Pick {
		t.Errorf("a damaged file: %v, %v", s.Pick, err)
	}
}
