//go:build linux

package e2e_test

import (
	"bytes"
	"testing"
)

func TestTourFindAndCopy(t *testing.T) {
	v, values := onTour(t, "find")
	v.types("obs")
	v.sees("found")
	v.press("Return")
	v.waitClipboard("Enter on what was found", values["Obsidian notes"])
	v.sees("copied")
	v.press("ctrl+Delete")
	v.waitClipboard("Ctrl Del", "")
	v.press("Escape") // the search
	v.sees("all again")

	// The last of these is not what is copied next: that has to be seen.
	for _, c := range []struct{ chip, name string }{{"ctrl+2", "Home Assistant"}, {"ctrl+3", "chat-app"}, {"ctrl+5", "Obsidian notes"}} {
		v.press(c.chip, "Home", "ctrl+c")
		v.waitClipboard(c.chip, values[c.name])
		v.sees(c.chip)
	}
	v.press("ctrl+4")
	v.sees("none is exposed")
	v.press("ctrl+1", "Home", "Down", "Return")
	v.waitClipboard("Down from the first key", values["Home Assistant"])
	v.press("ctrl+Delete")
	v.waitClipboard("Ctrl Del", "")
	v.press("Escape")
	v.closes()
}

func TestTourChips(t *testing.T) {
	v, values := onTour(t, "chips")
	v.press("Tab", "Tab") // past the field and Add
	v.sees("all")
	for _, chip := range []struct{ name, key string }{{"due", "Home Assistant"}, {"overdue", "chat-app"}} {
		v.press("Right")
		v.sees(chip.name)
		v.press("Return")
		v.waitClipboard("Enter with the chip "+chip.name, values[chip.key])
	}
	v.press("Home") // the first chip
	v.types("dot")  // goes to the search field from wherever the focus is
	v.press("Return")
	v.waitClipboard("letters typed on the chips", values["dotfiles CI"])
	v.sees("typed on the chips")
}

// Tab reaches every stop of the main view, which is seen, and comes round. Shift Tab
// leads back.
func TestTourFocus(t *testing.T) {
	v, _ := onTour(t, "focus")
	const stops = 22
	v.press("Tab", "shift+Tab") // the focus is in the search field, seen there
	v.screen.settle(v.picture("first stop"))
	shots := [][]byte{v.screen.last}
	for range stops - 1 {
		v.press("Tab")
		v.sees("stop")
		for i, before := range shots {
			if changed(v.screen.last, before) <= caret {
				t.Errorf("after %d times Tab it looks as after %d", len(shots), i)
			}
		}
		shots = append(shots, v.screen.last)
	}
	v.press("Tab")
	v.sees("round")
	if n := changed(v.screen.last, shots[0]); n > caret {
		t.Errorf("%d times Tab do not come round: %d pixels differ", stops, n)
	}
	v.press("shift+Tab")
	v.sees("back")
	if !bytes.Equal(v.screen.last, shots[stops-1]) {
		t.Error("Shift Tab does not lead to the last stop")
	}
}

// A value is seen while Space is held on its button, and not a moment longer.
func TestTourReveal(t *testing.T) {
	v, _ := onTour(t, "reveal")
	const reveal = 7 // stops from the search field
	for range reveal {
		v.press("Tab")
		v.sees("stop")
	}
	hidden := v.screen.last
	v.xdotool("keydown", "space")
	v.sees("held")
	if n := changed(v.screen.last, hidden); n < 500 {
		t.Errorf("%d pixels differ while Space is held: that is no value", n)
	}
	v.xdotool("keyup", "space")
	poll(t, "the value stays in sight", func() bool { return bytes.Equal(v.screen.look(), hidden) })
}
