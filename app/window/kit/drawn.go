package kit

import "fyne.io/fyne/v2"

// Drawn is the size that a renderer has drawn its parts in. Fyne lays out anew whatever
// has new parts, so a Layout that makes new ones each time never ends: the whole window
// is painted sixty times a second.
type Drawn struct {
	size fyne.Size
	is   bool
}

// In tells whether all is drawn in this size, which it is from now on.
func (d *Drawn) In(size fyne.Size) bool {
	was := d.is && d.size == size
	d.size, d.is = size, true
	return was
}

// Forget makes the next Layout draw.
func (d *Drawn) Forget() { d.is = false }
