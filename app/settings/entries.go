package settings

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"keytray/app/shortcut"
	"keytray/app/text"
)

// Entry is one setting: its public name and how it is read and written as text.
type Entry struct {
	Key  string
	Help string // one sentence, for text.T
	Form string // what values look like, to finish "use …", for text.T
	of   func(*Settings) any
}

// Entries are all settings, in the order in which they are shown.
var Entries = []Entry{
	{"clipboard.clear_after", text.Mark("A copied key leaves the clipboard after this time."), text.Mark("3s to 10m, for example 30s"), func(s *Settings) any { return &s.ClearAfter }},
	{"clipboard.clear_after_paste", text.Mark("A copied key leaves the clipboard after the first paste, where the desktop tells of pastes."), text.Mark("true or false"), func(s *Settings) any { return &s.AfterPaste }},
	{"clipboard.board", text.Mark("The way onto the clipboard; auto is the safest that works."), text.Mark("auto, x11, wayland, wl-copy or atotto"), func(s *Settings) any { return &s.Board }},
	{"clipboard.primary", text.Mark("A copied key can be pasted with the middle mouse button too (Linux)."), text.Mark("true or false"), func(s *Settings) any { return &s.Primary }},
	{"security.clear_on_screen_lock", text.Mark("A copied key leaves the clipboard when the screen locks or the computer goes to sleep."), text.Mark("true or false"), func(s *Settings) any { return &s.OnScreenLock }},
	{"keychain", text.Mark("Where values are kept: in the system's keychain, there through go-keyring, or in an encrypted file."), text.Mark("system, go-keyring or file"), func(s *Settings) any { return &s.Keychain }},
	{"rotation.due_after_months", text.Mark("The rotation window opens this many months after a key was created."), text.Mark("a number of months"), func(s *Settings) any { return &s.DueAfter }},
	{"rotation.overdue_after_months", text.Mark("A key is overdue this many months after it was created."), text.Mark("a number of months"), func(s *Settings) any { return &s.OverdueAfter }},
	{"reminders.enabled", text.Mark("Remind of keys that need rotating."), text.Mark("true or false"), func(s *Settings) any { return &s.Reminders }},
	{"reminders.not_before", text.Mark("No reminder before this time of the day."), text.Mark("a time like 09:00"), func(s *Settings) any { return &s.NotBefore }},
	{"reminders.weekends", text.Mark("Remind on Saturdays and Sundays too."), text.Mark("true or false"), func(s *Settings) any { return &s.Weekends }},
	{"reminders.show_names", text.Mark("Notifications name the keys."), text.Mark("true or false"), func(s *Settings) any { return &s.ShowNames }},
	{"tray.keys", text.Mark("The tray menu shows this many keys."), text.Mark("a number from 1 to 20"), func(s *Settings) any { return &s.TrayKeys }},
	{"tray.icon", text.Mark("The tray icon's colour: light for a dark panel, dark for a light one."), text.Mark("auto, light or dark"), func(s *Settings) any { return &s.TrayIcon }},
	{"shortcut.pick", text.Mark("These keys open the quick picker, whatever program you are in."), text.Mark("a combination like Ctrl+Alt+K, or off"), func(s *Settings) any { return &s.Pick }},
	{"start.at_login", text.Mark("Keytray starts when you log in."), text.Mark("true or false"), func(s *Settings) any { return &s.AtLogin }},
	{"appearance.theme", text.Mark("Colours of the window."), text.Mark("system, light or dark"), func(s *Settings) any { return &s.Theme }},
	{"appearance.text_size", text.Mark("Text in the window and all around it is so many percent as large as usual."), text.Mark("a number from 100 to 200"), func(s *Settings) any { return &s.TextSize }},
	{"appearance.language", text.Mark("The language of the window, the tray, the notifications and the commands."), text.Mark("system, en or de"), func(s *Settings) any { return &s.Language }},
}

// Values of the setting keychain.
const (
	StoreSystem    = "system"
	StoreGoKeyring = "go-keyring"
	StoreFile      = "file"
)

// Defaults are the settings of somebody who chose nothing.
func Defaults() Settings {
	return Settings{
		ClearAfter: Duration(30 * time.Second), Board: "auto", OnScreenLock: true, Keychain: StoreSystem, DueAfter: 3, OverdueAfter: 6,
		Reminders: true, NotBefore: TimeOfDay(9 * time.Hour), ShowNames: true, TrayKeys: 8, TrayIcon: "auto", Theme: "system", TextSize: 100, Language: "system",
		Pick: shortcut.Combination{Mods: shortcut.Ctrl | shortcut.Alt, Key: "K"},
	}
}

// Find finds an entry by its key. That of a provider is found whether it exists or not.
func Find(key string) (Entry, bool) {
	if id, ok := strings.CutPrefix(key, WindowPrefix); ok && id != "" {
		return windowEntry(id), true
	}
	i := slices.IndexFunc(Entries, func(e Entry) bool { return e.Key == key })
	if i < 0 {
		return Entry{}, false
	}
	return Entries[i], true
}

// Text is the entry's value as text.
func (e Entry) Text(s Settings) string {
	switch p := e.of(&s).(type) {
	case *Duration:
		return p.String()
	case *TimeOfDay:
		return p.String()
	case *int:
		return strconv.Itoa(*p)
	case *bool:
		return strconv.FormatBool(*p)
	case *string:
		return *p
	case *shortcut.Combination:
		return p.String()
	case windowOf:
		return p.get().String()
	}
	panic("a setting of an unknown type: " + e.Key)
}

// With is s with another value of the entry; one that cannot be read changes nothing.
func (e Entry) With(s Settings, text string) Settings {
	changed := s
	if e.set(&changed, text) != nil {
		return s
	}
	return changed
}

func (e Entry) set(s *Settings, text string) (err error) {
	switch p := e.of(s).(type) {
	case *Duration:
		return p.UnmarshalText([]byte(text))
	case *TimeOfDay:
		return p.UnmarshalText([]byte(text))
	case *int:
		*p, err = strconv.Atoi(text)
	case *bool:
		*p, err = strconv.ParseBool(text)
	case *string:
		*p = text
	case *shortcut.Combination:
		return p.UnmarshalText([]byte(text))
	case windowOf:
		err = p.set(text)
	}
	return err
}

// put writes the entry among those of the file. A provider's goes when it is taken back.
func (e Entry) put(all map[string]json.RawMessage, s Settings) (err error) {
	value := e.of(&s)
	if w, is := value.(windowOf); is {
		if w.get() == (Window{}) {
			delete(all, e.Key)
			return nil
		}
		value = w.get().String()
	}
	all[e.Key], err = json.Marshal(value)
	return err
}

// check refuses values out of their range.
func (s Settings) check() error {
	switch after := time.Duration(s.ClearAfter); {
	case after < 3*time.Second || after > 10*time.Minute:
		return text.Errorf("clipboard.clear_after from 3s to 10m")
	case !slices.Contains([]string{"auto", "x11", "wayland", "wl-copy", "atotto"}, s.Board):
		return text.Errorf("clipboard.board auto, x11, wayland, wl-copy or atotto")
	case !slices.Contains([]string{StoreSystem, StoreGoKeyring, StoreFile}, s.Keychain):
		return text.Errorf("keychain system, go-keyring or file")
	case s.DueAfter < 1:
		return text.Errorf("rotation.due_after_months from 1 up")
	case s.OverdueAfter <= s.DueAfter || s.OverdueAfter > longestWindow:
		return text.Errorf("rotation.overdue_after_months over %d, at most %d", s.DueAfter, longestWindow)
	case s.TrayKeys < 1 || s.TrayKeys > 20:
		return text.Errorf("tray.keys from 1 to 20")
	case !slices.Contains([]string{"auto", "light", "dark"}, s.TrayIcon):
		return text.Errorf("tray.icon auto, light or dark")
	case !slices.Contains([]string{"system", "light", "dark"}, s.Theme):
		return text.Errorf("appearance.theme system, light or dark")
	case s.TextSize < 100 || s.TextSize > 200:
		return text.Errorf("appearance.text_size from 100 to 200")
	case !slices.Contains([]string{"system", "en", "de"}, s.Language):
		return text.Errorf("appearance.language system, en or de")
	}
	return nil
}

// Duration is written like 30s.
type Duration time.Duration

func (d Duration) String() string {
	if v := time.Duration(d); v >= time.Minute && v%time.Minute == 0 {
		return strconv.Itoa(int(v/time.Minute)) + "m"
	}
	return time.Duration(d).String()
}

// MarshalText writes it.
func (d Duration) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads it.
func (d *Duration) UnmarshalText(b []byte) error {
	v, err := time.ParseDuration(string(b))
	*d = Duration(v)
	return err
}

// TimeOfDay is the time after local midnight, written like 09:00.
type TimeOfDay time.Duration

func (t TimeOfDay) String() string {
	m := int(time.Duration(t) / time.Minute)
	return fmt.Sprintf("%02d:%02d", m/60, m%60)
}

// MarshalText writes it.
func (t TimeOfDay) MarshalText() ([]byte, error) { return []byte(t.String()), nil }

// UnmarshalText reads it.
func (t *TimeOfDay) UnmarshalText(b []byte) error {
	v, err := time.Parse("15:04", string(b))
	*t = TimeOfDay(time.Duration(v.Hour())*time.Hour + time.Duration(v.Minute())*time.Minute)
	return err
}
