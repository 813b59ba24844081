package kit

import "fyne.io/fyne/v2"

// Pointer tells a mouse that is moved from one that rests where rows change under it, or
// where a window has opened. Only the first marks what it is on.
type Pointer struct {
	at    fyne.Position
	known bool
}

// Moved is told where the pointer is on the canvas, and tells whether it came there since
// the last time.
func (p *Pointer) Moved(to fyne.Position) bool {
	moved := p.known && to != p.at
	p.at, p.known = to, true
	return moved
}
