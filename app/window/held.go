package window

import (
	"time"

	"fyne.io/fyne/v2"
)

// held tells an Enter that is pressed on a page from one that is still down from the
// page before: a key that is held down repeats faster than heldFor. Who holds it would
// do what they have not read.
type held struct {
	now  func() time.Time
	came time.Time // when the page came into sight, or Enter was last ignored
}

func heldFrom(now func() time.Time) held { return held{now: now, came: now()} }

// ignores tells whether Enter is still down from the page before.
func (h *held) ignores(k fyne.KeyName) bool {
	if k != fyne.KeyReturn && k != fyne.KeyEnter || h.now().Sub(h.came) >= heldFor {
		return false
	}
	h.came = h.now()
	return true
}
