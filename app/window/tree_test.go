package window

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"keytray/app/window/kit"
)

// walk visits o and all that is in it, hidden or not.
func walk(o fyne.CanvasObject, visit func(o fyne.CanvasObject, visible bool)) {
	var into func(o fyne.CanvasObject, visible bool)
	into = func(o fyne.CanvasObject, visible bool) {
		visible = visible && o.Visible()
		visit(o, visible)
		switch o := o.(type) {
		case fyne.Widget:
			for _, child := range test.WidgetRenderer(o).Objects() {
				into(child, visible)
			}
		case *fyne.Container:
			for _, child := range o.Objects {
				into(child, visible)
			}
		}
	}
	into(o, true)
}

// seen is all text in sight, dialogs included; where it wraps there is a space.
func (r *rig) seen() string {
	var all []string
	for _, o := range r.roots() {
		walk(o, func(o fyne.CanvasObject, visible bool) {
			if t, ok := o.(*canvas.Text); ok && visible && t.Text != "" {
				all = append(all, t.Text)
			}
		})
	}
	return strings.Join(all, " ")
}

func (r *rig) roots() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{r.frame.Content()}, r.frame.Canvas().Overlays().List()...)
}

// holds tells whether text is anywhere in the tree, in sight or not.
func (r *rig) holds(text string) (found bool) {
	for _, o := range r.roots() {
		walk(o, func(o fyne.CanvasObject, _ bool) {
			switch o := o.(type) {
			case *canvas.Text:
				found = found || strings.Contains(o.Text, text)
			case *kit.Entry:
				found = found || strings.Contains(o.Text, text)
			case *kit.ValueField:
				found = found || strings.Contains(o.Text, text)
			case *widget.Entry:
				found = found || strings.Contains(o.Text, text)
			}
		})
	}
	return found
}

// sees fails the test unless all of texts are in sight.
func (r *rig) sees(texts ...string) {
	r.Helper()
	seen := r.seen()
	for _, t := range texts {
		if t = inLanguage(t); !strings.Contains(seen, t) {
			r.Errorf("%q is not in sight, but only: %s", t, seen)
		}
	}
}

// untilSees runs what was posted until text is in sight.
func (r *rig) untilSees(text string) {
	r.Helper()
	text = inLanguage(text)
	r.until("“"+text+"” is in sight", func() bool { return strings.Contains(r.seen(), text) })
}

// misses fails the test if one of texts is in sight.
func (r *rig) misses(texts ...string) {
	r.Helper()
	seen := r.seen()
	for _, t := range texts {
		if strings.Contains(seen, t) {
			r.Errorf("%q is in sight", t)
		}
	}
}

// press presses the button with this text that is in sight.
func (r *rig) press(label string) {
	r.Helper()
	var found fyne.Tappable
	label = inLanguage(label)
	for _, o := range r.roots() {
		walk(o, func(o fyne.CanvasObject, visible bool) {
			if b, ok := o.(*kit.Button); ok && visible && b.Text == label {
				found = b
			}
			if c, ok := o.(*kit.Chip); ok && visible && c.Text() == label {
				found = c
			}
		})
	}
	if found == nil {
		r.Fatalf("there is no button %q", label)
	}
	test.Tap(found)
}

// focused is what has the focus.
func (r *rig) focused() fyne.Focusable { return r.frame.Canvas().Focused() }

// key sends a key to what has the focus, as the driver does.
func (r *rig) key(name fyne.KeyName) {
	if f := r.focused(); f != nil {
		f.TypedKey(&fyne.KeyEvent{Name: name})
	} else {
		r.frame.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: name})
	}
}
