package listen

import (
	"testing"

	"keytray/app/shortcut"
)

func TestCombinationsAsWindowsNumbersThem(t *testing.T) {
	for keys, want := range map[string][2]uintptr{
		"Ctrl+Alt+K": {3, 'K'}, "Super+Space": {8, 0x20}, "Shift+F12": {4, 0x7B}, "Ctrl+Shift+5": {6, '5'}, "Alt+PageDown": {1, 0x22},
	} {
		c, err := shortcut.Parse(keys)
		if got := [2]uintptr{held(c.Mods), virtualKey(c.Key)}; err != nil || got != want {
			t.Errorf("%s: %v, %v", keys, got, err)
		}
	}
}
