package listen

import (
	"testing"

	"keytray/app/shortcut"
)

func TestCombinationsAsMacOSNumbersThem(t *testing.T) {
	for keys, want := range map[string][2]uint32{
		"Ctrl+Option+K": {0x1800, 0x28}, "Cmd+Space": {0x100, 0x31}, "Shift+F12": {0x200, 0x6F}, "Cmd+Shift+5": {0x300, 0x17},
	} {
		c, err := shortcut.Parse(keys)
		code, ok := keyCode(c.Key)
		if got := [2]uint32{held(c.Mods), code}; err != nil || !ok || got != want {
			t.Errorf("%s: %v, %v, %v", keys, got, ok, err)
		}
	}
	if _, ok := keyCode(shortcut.Pause); ok {
		t.Error("a Mac has no Pause")
	}
}
