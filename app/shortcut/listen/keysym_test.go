//go:build linux

package listen

import (
	"testing"

	"keytray/app/shortcut"
)

func TestEveryKeyThatCanBeWrittenIsOnTheKeyboard(t *testing.T) {
	for word, want := range map[string]keysym{
		"K": {"k", 'k'}, "5": {"5", '5'}, "F1": {"F1", 0xffbe}, "F24": {"F24", 0xffd5},
		"Space": {"space", 0x20}, "Tab": {"Tab", 0xff09}, "Enter": {"Return", 0xff0d}, "Pause": {"Pause", 0xff13},
		"Insert": {"Insert", 0xff63}, "Delete": {"Delete", 0xffff}, "Home": {"Home", 0xff50}, "End": {"End", 0xff57},
		"PageUp": {"Page_Up", 0xff55}, "PageDown": {"Page_Down", 0xff56},
		"Left": {"Left", 0xff51}, "Up": {"Up", 0xff52}, "Right": {"Right", 0xff53}, "Down": {"Down", 0xff54},
	} {
		c, err := shortcut.Parse("Ctrl+Alt+Super+" + word)
		if got := keysymOf(c.Key); err != nil || got != want {
			t.Errorf("%s: %v, %v", word, got, err)
		}
	}
}
