package text_test

import (
	"testing"

	"keytray/app/text"
)

func TestAShortcutIsWrittenAsItStandsOnTheKeys(t *testing.T) {
	t.Cleanup(func() { text.Use("en") })
	for tag, all := range map[string]map[string]string{
		"en": {"Ctrl+Alt+K": "Ctrl Alt K", "Ctrl+Shift+Space": "Ctrl Shift Space", "F9": "F9", "Super+PageUp": "Super Page Up"},
		"de": {"Ctrl+Alt+K": "Strg Alt K", "Ctrl+Shift+Space": "Strg Umschalt Leertaste", "Ctrl+Delete": "Strg Entf", "Super+PageUp": "Super Bild ↑"},
	} {
		text.Use(tag)
		for keys, want := range all {
			if got := text.Shortcut(keys); got != want {
				t.Errorf("%s: %s is written %q", tag, keys, got)
			}
		}
	}
}
