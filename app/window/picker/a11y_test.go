package picker

import (
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"keytray/app/window/windowtest"
)

// ear is what a screen reader gets of the picker.
func (r *rig) ear(t *testing.T) *windowtest.Ear {
	return &windowtest.Ear{T: t, Window: r.Frame, Voice: r.pick.voice}
}

// What is heard of a state is logged with -v, for people to read.
func TestAllThatThePickerShowsIsHeard(t *testing.T) {
	for _, name := range slices.Sorted(maps.Keys(screens)) {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, pickable())
			screens[name].open(r)
			e := r.ear(t)
			if os.Getenv("KEYTRAY_HEARD") != "" {
				t.Log("\n" + e.Heard())
			}
			e.HeardOnce()
			e.NamesAll()
			e.InOrder()
			e.KeepsSecret(r.Service.Value)
		})
	}
}

func TestThePickerSaysWhichKeyEnterCopies(t *testing.T) {
	r := newRig(t, pickable())
	e := r.ear(t)
	before := e.Focused()
	r.Key(fyne.KeyDown)
	if after := e.Focused(); before == after || !strings.HasSuffix(after, ", chosen") {
		t.Errorf("%q became %q", before, after)
	}
}

func TestThePickerSaysThatItHasCopiedAndNoTimeRuns(t *testing.T) {
	r := newRig(t, pickable())
	var focus int
	r.pick.voice.Moved = func(at int) { focus = at }
	r.copies("obsidian")
	e := r.ear(t)
	before := e.Heard()
	if all := windowtest.Bridged(r.Frame.Canvas()); !strings.Contains(all[max(focus, 0)].Label, "Obsidian notes copied") {
		t.Errorf("the reader is at %d of\n%s", focus, before)
	}
	e.Hears("Paste it now. It clears at 12:00:30.")
	r.Clock.Forward(time.Second)
	if after := e.Heard(); after != before {
		t.Errorf("a second later other things are heard:\n%s\nand before:\n%s", after, before)
	}
}
