package window

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"keytray/app/api"
	"keytray/app/window/windowtest"
)

// busyKeys are so many that each chip counts two digits.
func busyKeys() []api.Key {
	keys := manyKeys(90)
	for i := range keys {
		switch i % 5 {
		case 0:
			keys[i] = keyOf(keys[i].ID, keys[i].Name, "openai", "work", 120)
		case 1:
			keys[i] = keyOf(keys[i].ID, keys[i].Name, "github", "work", 220)
		case 2:
			keys[i].Phase = "exposed"
		}
		keys[i].Pinned = i%3 == 0
	}
	return keys
}

// Two digits, longer words and a narrow pane do not make the list begin lower.
func TestChipsKeepToOneLine(t *testing.T) {
	for _, german := range []bool{false, true} {
		if german {
			windowtest.InGerman(t)
		}
		for _, width := range []float32{400, 760, 980, 1400} {
			r := newRig(t, someState())
			r.change(func(st *api.State) { st.Keys = busyKeys() })
			r.Frame.Resize(fyne.NewSize(width, 640))
			all := r.win.keys.list.chips.All()
			last := all[0].Position()
			for i, c := range all[1:] {
				at := c.Position()
				if at.Y != last.Y || at.X < last.X+all[i].Size().Width {
					t.Errorf("%v wide, German %v: %q is at %v, after one at %v", width, german, c.Text(), at, last)
				}
				last = at
			}
			if end := last.X + all[len(all)-1].Size().Width; end > r.win.keys.list.chips.Size().Width+0.5 {
				t.Errorf("%v wide, German %v: the last ends at %v of %v", width, german, end, r.win.keys.list.chips.Size().Width)
			}
			if all[0].Short() || !german && width == 1400 && all[4].Short() {
				t.Errorf("%v wide: a sign stands where there is room for the name", width)
			}
		}
	}
}

// No chip moves under the pointer of somebody who turns from one to the next.
func TestShortenedChipsStayWhereTheyAre(t *testing.T) {
	r := newRig(t, someState())
	r.change(func(st *api.State) { st.Keys = busyKeys() })
	r.Frame.Resize(fyne.NewSize(760, 640))
	all := r.win.keys.list.chips.All()
	if !all[4].Short() {
		t.Fatal("there is room for all names")
	}
	for i, c := range all {
		before := c.Position()
		test.Tap(c)
		if !c.On() || c.Position() != before {
			t.Errorf("chip %d is on: %v, and went from %v to %v", i, c.On(), before, c.Position())
		}
	}
	if got := all[4].AccessibilityLabel(); got != "Pinned 30, chosen" {
		t.Errorf("a screen reader says %q", got)
	}
}
