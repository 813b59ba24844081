package kit

import (
	"time"

	"fyne.io/fyne/v2"
)

// HeldFor is how long a page ignores Enter, from when it comes into sight, and from each
// Enter until then: a key that is held down repeats faster.
const HeldFor = 300 * time.Millisecond

// Held tells an Enter that is pressed on a page from one that is still down from the
// page before. Who holds it would do what they have not read.
type Held struct {
	now  func() time.Time
	came time.Time // when the page came into sight, or Enter was last ignored
}

// HeldFrom is for a page that comes into sight now.
func HeldFrom(now func() time.Time) Held { return Held{now: now, came: now()} }

// IgnoresTap tells whether a click is the second one of two: the first led here, and the
// page has a button in the same place.
func (h *Held) IgnoresTap() bool { return h.now != nil && h.now().Sub(h.came) < HeldFor }

// Ignores tells whether Enter is still down from the page before.
func (h *Held) Ignores(k fyne.KeyName) bool {
	if k != fyne.KeyReturn && k != fyne.KeyEnter || h.now().Sub(h.came) >= HeldFor {
		return false
	}
	h.came = h.now()
	return true
}
