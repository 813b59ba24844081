package client

import (
	"time"

	"keytray/app/api"
)

// Settings that every window follows.
const (
	SettingTheme      = "appearance.theme"
	SettingClearAfter = "clipboard.clear_after"
)

// Setting is the value of a setting in a list, which need not have it: a state before
// the first one has none.
func Setting(all []api.Setting, key string) (value string, known bool) {
	for _, s := range all {
		if s.Key == key {
			return s.Value, true
		}
	}
	return "", false
}

// ClearAfter is how long a copy stays on the clipboard.
func ClearAfter(all []api.Setting) (d time.Duration, known bool) {
	value, known := Setting(all, SettingClearAfter)
	if !known {
		return 0, false
	}
	d, err := time.ParseDuration(value)
	return d, err == nil
}
