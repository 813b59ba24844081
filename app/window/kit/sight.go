package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// intoSight scrolls to what has got the focus: Tab leads to things that are out of sight.
func intoSight() {
	for _, w := range fyne.CurrentApp().Driver().AllWindows() {
		c := w.Canvas()
		root := c.Overlays().Top()
		if root == nil {
			root = c.Content()
		}
		if o, is := c.Focused().(fyne.CanvasObject); is && root != nil {
			showIn(root, o)
		}
	}
}

// showIn scrolls what holds o in root.
func showIn(root, o fyne.CanvasObject) {
	d := fyne.CurrentApp().Driver()
	scrolls, found := holders(root, func(child fyne.CanvasObject) bool { return child == o })
	if !found { // it is a part of a widget
		scrolls, _ = holders(root, func(child fyne.CanvasObject) bool {
			at, edge := d.AbsolutePositionForObject(o), d.AbsolutePositionForObject(child)
			end, last := at.Add(o.Size()), edge.Add(child.Size())
			return at.X >= edge.X && at.Y >= edge.Y && end.X <= last.X && end.Y <= last.Y
		})
	}
	for _, s := range scrolls {
		top := d.AbsolutePositionForObject(o).Y - d.AbsolutePositionForObject(s.Content).Y
		ScrollTo(s, top, top+o.Size().Height)
	}
}

// holders are the scrolls around a widget, and whether it is there. What is hidden does
// not count.
func holders(root fyne.CanvasObject, is func(fyne.CanvasObject) bool) ([]*container.Scroll, bool) {
	if !root.Visible() {
		return nil, false
	}
	switch o := root.(type) {
	case *Curtain:
		return holders(o.Drawn, is)
	case *container.Scroll:
		inner, found := holders(o.Content, is)
		return append(inner, o), found
	case *fyne.Container:
		for _, child := range o.Objects {
			if inner, found := holders(child, is); found {
				return inner, true
			}
		}
		return nil, false
	}
	return nil, is(root)
}

// ScrollTo scrolls no further than needed to have a part of the content in sight.
func ScrollTo(scroll *container.Scroll, top, bottom float32) {
	const margin = 12
	to, height := scroll.Offset, scroll.Size().Height
	switch {
	case height == 0: // it has no place yet
		return
	case top-margin < to.Y:
		to.Y = max(top-margin, 0)
	case bottom+margin > to.Y+height:
		to.Y = bottom + margin - height
	default:
		return
	}
	scroll.ScrollToOffset(to)
}
