package shortcut_test

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"testing"

	"keytray/app/shortcut"
	"keytray/app/text"
)

func TestCombinationsAreReadAsPeopleWriteThem(t *testing.T) {
	for text, want := range map[string]string{
		"Ctrl+Alt+K":         "Ctrl+Alt+K",
		"ctrl+alt+k":         "Ctrl+Alt+K",
		" Alt + Control + k": "Ctrl+Alt+K",
		"Super+Space":        "Super+Space",
		"Cmd+Shift+P":        "Shift+Super+P",
		"Win+Option+5":       "Alt+Super+5",
		"Meta+Return":        "Super+Enter",
		"Ctrl+PgUp":          "Ctrl+PageUp",
		"Ctrl Alt K":         "Ctrl+Alt+K", // as the doctor shows it
		"Strg Alt K":         "Ctrl+Alt+K",
		"Strg+Umschalt+Entf": "Ctrl+Shift+Delete",
		"F12":                "F12",
		"shift+f24":          "Shift+F24",
		"Ctrl+Alt+F":         "Ctrl+Alt+F",
		"off":                "off",
		" Off ":              "off",
	} {
		c, err := shortcut.Parse(text)
		if err != nil || c.String() != want {
			t.Errorf("%q became %v, %v", text, c, err)
			continue
		}
		if again, err := shortcut.Parse(c.String()); err != nil || again != c {
			t.Errorf("%v written and read is %v, %v", c, again, err)
		}
	}
}

// Who reads a shortcut in the doctor or in the settings can type it as it stands there.
func TestCombinationsAreReadAsTheyAreShown(t *testing.T) {
	t.Cleanup(func() { text.Use("en") })
	keys := slices.Collect(maps.Values(shortcut.KeyNames))
	for c := 'A'; c <= 'Z'; c++ {
		keys = append(keys, shortcut.Key(c))
	}
	for n := range 24 {
		keys = append(keys, shortcut.Key(fmt.Sprint("F", n+1)), shortcut.Key(strconv.Itoa(n%10)))
	}
	for _, language := range []string{"en", "de"} {
		text.Use(language)
		for _, key := range keys {
			want := shortcut.Combination{Mods: shortcut.Ctrl | shortcut.Shift | shortcut.Super, Key: key}
			shown := text.Shortcut(want.String())
			for _, typed := range []string{shown, "Ctrl+Shift+Super+" + text.KeyCap(string(key))} {
				if got, err := shortcut.Parse(typed); err != nil || got != want {
					t.Errorf("%s: %q became %v, %v", language, typed, got, err)
				}
			}
		}
	}
}

func TestWhatIsNoCombinationSaysWhy(t *testing.T) {
	for text, want := range map[string]error{
		"":                    shortcut.ErrNoKey,
		"Ctrl+":               shortcut.ErrNoKey,
		"Ctrl+Alt":            shortcut.ErrNoKey,
		"Ctrl++K":             shortcut.ErrNoKey,
		"Ctrl+Hyper+K":        shortcut.ErrUnknown,
		"Ctrl+F25":            shortcut.ErrUnknown,
		"Ctrl+F0":             shortcut.ErrUnknown,
		"Ctrl+F01":            shortcut.ErrUnknown,
		"Ctrl+Alt+ä":          shortcut.ErrUnknown,
		"Ctrl Bogus K":        shortcut.ErrUnknown,
		"Ctrl Page":           shortcut.ErrUnknown,
		"Ctrl Page K":         shortcut.ErrUnknown,
		"Ctrl+K+L":            shortcut.ErrSeveral,
		"K":                   shortcut.ErrNoModifier,
		"Shift+K":             shortcut.ErrNoModifier,
		"Space":               shortcut.ErrNoModifier,
		"Ctrl+C":              shortcut.ErrNeededByAll,
		"cmd+v":               shortcut.ErrNeededByAll,
		"alt+tab":             shortcut.ErrNeededByAll,
		"Control+Alternate+K": shortcut.ErrUnknown,
	} {
		if c, err := shortcut.Parse(text); !errors.Is(err, want) || c != (shortcut.Combination{}) {
			t.Errorf("%q: %v, %v, want %v", text, c, err, want)
		}
	}
}
