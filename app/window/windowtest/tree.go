package windowtest

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"keytray/app/window/kit"
)

// Walk visits o and all that is in it, hidden or not.
func Walk(o fyne.CanvasObject, visit func(o fyne.CanvasObject, visible bool)) {
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

// Seen is all text in sight, dialogs included; where it wraps there is a space.
func (r *Rig) Seen() string {
	var all []string
	for _, o := range r.Roots() {
		Walk(o, func(o fyne.CanvasObject, visible bool) {
			if t, ok := o.(*canvas.Text); ok && visible && t.Text != "" {
				all = append(all, t.Text)
			}
		})
	}
	return strings.Join(all, " ")
}

func (r *Rig) Roots() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{r.Frame.Content()}, r.Frame.Canvas().Overlays().List()...)
}

// Holds tells whether text is anywhere in the tree, in sight or not.
func (r *Rig) Holds(text string) (found bool) {
	for _, o := range r.Roots() {
		Walk(o, func(o fyne.CanvasObject, _ bool) {
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

// Sees fails the test unless all of texts are in sight.
func (r *Rig) Sees(texts ...string) {
	r.Helper()
	seen := r.Seen()
	for _, t := range texts {
		if t = InLanguage(t); !strings.Contains(seen, t) {
			r.Errorf("%q is not in sight, but only: %s", t, seen)
		}
	}
}

// UntilSees runs what was posted until text is in sight.
func (r *Rig) UntilSees(text string) {
	r.Helper()
	text = InLanguage(text)
	r.Until("“"+text+"” is in sight", func() bool { return strings.Contains(r.Seen(), text) })
}

// Misses fails the test if one of texts is in sight.
func (r *Rig) Misses(texts ...string) {
	r.Helper()
	seen := r.Seen()
	for _, t := range texts {
		if strings.Contains(seen, t) {
			r.Errorf("%q is in sight", t)
		}
	}
}

// Press presses the button with this text that is in sight.
func (r *Rig) Press(label string) {
	r.Helper()
	var found fyne.Tappable
	label = InLanguage(label)
	for _, o := range r.Roots() {
		Walk(o, func(o fyne.CanvasObject, visible bool) {
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

// Focused is what has the focus.
func (r *Rig) Focused() fyne.Focusable { return r.Frame.Canvas().Focused() }

// Key sends a key to what has the focus, as the driver does.
func (r *Rig) Key(name fyne.KeyName) {
	if f := r.Focused(); f != nil {
		f.TypedKey(&fyne.KeyEvent{Name: name})
	} else {
		r.Frame.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: name})
	}
}
