//go:build linux

package wayland

import "time"

// SetQuiet sets the time in which nobody gets the text.
func (b *Board) SetQuiet(d time.Duration) { b.quiet = func(bool) time.Duration { return d } }

// WaitGone waits until wl-copy has ended, if it runs.
func (t *Tool) WaitGone() {
	if t.current != nil {
		<-t.current.clip.done
	}
}

// MaxRetakes is how often the board takes away what is put back.
const MaxRetakes = maxRetakes

// Offered are the types on the clipboard.
var Offered = offered
