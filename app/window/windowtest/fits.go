package windowtest

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"keytray/app/window/kit"
)

// ButtonsFit fails the test unless every button in sight is inside the window
// and on no other.
func (r *Rig) ButtonsFit(where string) {
	r.Helper()
	top := r.Roots()[len(r.Roots())-1] // what a dialog covers does not count
	var buttons []fyne.CanvasObject
	scrolled := map[fyne.CanvasObject]fyne.CanvasObject{}
	Walk(top, func(o fyne.CanvasObject, visible bool) {
		if _, scrolls := o.(*container.Scroll); scrolls {
			Walk(o, func(inside fyne.CanvasObject, _ bool) { scrolled[inside] = o })
		}
		_, plain := o.(*kit.Button)
		_, holds := o.(*kit.HoldButton)
		if visible && (plain || holds) && !scrolledOut(o, scrolled[o]) {
			buttons = append(buttons, o)
		}
	})
	width := r.Frame.Canvas().Size().Width
	for i, b := range buttons {
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(b)
		if right := at.X + b.Size().Width; at.X < 0 || right > width {
			r.Errorf("%s: a button goes from %v to %v", where, at.X, right)
		}
		for _, other := range buttons[:i] {
			pos := fyne.CurrentApp().Driver().AbsolutePositionForObject(other)
			if at.X < pos.X+other.Size().Width && pos.X < at.X+b.Size().Width && at.Y < pos.Y+other.Size().Height && pos.Y < at.Y+b.Size().Height {
				r.Errorf("%s: two buttons overlap at %v", where, at)
			}
		}
	}
}

// scrolledOut tells whether a part of o is out of the view of the scroll it is in.
func scrolledOut(o, scroll fyne.CanvasObject) bool {
	if scroll == nil {
		return false
	}
	driver := fyne.CurrentApp().Driver()
	top := driver.AbsolutePositionForObject(o).Y - driver.AbsolutePositionForObject(scroll).Y
	return top < 0 || top+o.Size().Height > scroll.Size().Height
}

// TextFits fails the test if a text in sight reaches out of the window or has
// no room. What places its own texts does not count, and fields scroll.
func (r *Rig) TextFits(where string, places func(fyne.CanvasObject) bool) {
	r.Helper()
	width := r.Frame.Canvas().Size().Width
	placed := map[fyne.CanvasObject]bool{}
	for _, root := range r.Roots() {
		Walk(root, func(o fyne.CanvasObject, visible bool) {
			_, entry := o.(*kit.Entry)
			_, value := o.(*kit.ValueField)
			_, combo := o.(*kit.ComboField)
			if entry || value || combo || places != nil && places(o) {
				Walk(o, func(inside fyne.CanvasObject, _ bool) { placed[inside] = true })
			}
			if l, ok := o.(*kit.Line); ok && visible && !placed[o] && (!l.Cuts() && l.Size().Width < l.MinSize().Width-1 || l.Size().Height < l.MinSize().Height-1) {
				r.Errorf("%s: %q has %v, and needs %v", where, l.Text, l.Size(), l.MinSize())
			}
			t, ok := o.(*canvas.Text)
			if !ok || !visible || placed[o] || t.Text == "" {
				return
			}
			at := fyne.CurrentApp().Driver().AbsolutePositionForObject(t)
			if right := at.X + t.MinSize().Width; at.X < 0 || right > width+1 {
				r.Errorf("%s: %q goes from %v to %v", where, t.Text, at.X, right)
			}
		})
	}
}

// Larger is our theme with larger text.
type Larger struct{ kit.Theme }

// Size is that of our theme, and larger for text.
func (l Larger) Size(name fyne.ThemeSizeName) float32 {
	size := l.Theme.Size(name)
	switch name {
	case theme.SizeNameText, theme.SizeNameHeadingText, theme.SizeNameSubHeadingText, theme.SizeNameCaptionText, kit.SizeNameSmall, kit.SizeNameWelcome:
		size *= 1.25
	}
	return size
}
