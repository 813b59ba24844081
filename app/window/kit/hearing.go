package kit

import (
	"reflect"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"keytray/app/text"
)

// Heard is one thing that a screen reader tells: what it says, what it is, and where.
type Heard struct {
	Label string
	Role  fyne.AccessibleRole
	At    fyne.Position
	Size  fyne.Size
	Of    fyne.CanvasObject // what is drawn
	Live  bool              // it says what has just happened
}

// Parted is a widget whose parts are heard each by itself, in the order they are read. One
// that has a label, too, is heard before them.
type Parted interface{ Parts() []fyne.CanvasObject }

// Chooser is a widget of which one part stands for it while it has the focus; nil is none.
type Chooser interface{ Chosen() fyne.CanvasObject }

// Sentence is a layout whose objects are heard as one sentence.
type Sentence interface {
	Says(objects []fyne.CanvasObject) string
}

// Ordered is a layout of things that lie over each other, and in which order they are read.
type Ordered interface {
	Read(objects []fyne.CanvasObject) []fyne.CanvasObject
}

// AsOne is a layout whose objects are heard as one: a day and what it brought.
type AsOne struct{ By fyne.Layout }

func (a AsOne) MinSize(o []fyne.CanvasObject) fyne.Size      { return a.By.MinSize(o) }
func (a AsOne) Layout(o []fyne.CanvasObject, size fyne.Size) { a.By.Layout(o, size) }

// Says is all of it.
func (a AsOne) Says(o []fyne.CanvasObject) string { return SayAll(o) }

// SayAll is what is heard of objects, one after the other.
func SayAll(all []fyne.CanvasObject) string {
	h := &hearing{}
	h.each(all, fyne.Position{}, view{})
	var said []string
	for _, one := range h.all {
		said = append(said, one.Label)
	}
	return strings.Join(said, ", ")
}

// Told is a layout of a drawing, which is heard as one sentence.
type Told struct {
	By    fyne.Layout // how they are set
	Words string
}

func (t Told) MinSize(o []fyne.CanvasObject) fyne.Size      { return t.By.MinSize(o) }
func (t Told) Layout(o []fyne.CanvasObject, size fyne.Size) { t.By.Layout(o, size) }

// Says is the sentence.
func (t Told) Says([]fyne.CanvasObject) string { return t.Words }

// Hear lists what is heard of root, in the order it is read, and which of it has the
// focus; -1 is none.
func Hear(root fyne.CanvasObject, focused fyne.Focusable) (all []Heard, focus int) {
	h := &hearing{focus: -1}
	h.want, _ = focused.(fyne.CanvasObject)
	if root != nil {
		h.into(root, fyne.Position{}, view{to: fyne.NewPos(root.Position().X+root.Size().Width, root.Position().Y+root.Size().Height)})
	}
	return h.all, h.focus
}

// hearing is a walk through what is drawn.
type hearing struct {
	all   []Heard
	want  fyne.CanvasObject // what has the focus, or stands for it
	focus int
}

// view is the part of the window that something is drawn in.
type view struct{ from, to fyne.Position }

// of is the part of it that an object takes, which may be nothing: what is scrolled out of
// sight is heard, but no click is on it.
func (v view) of(at fyne.Position, size fyne.Size) view {
	in := func(p fyne.Position) fyne.Position {
		return fyne.NewPos(min(max(p.X, v.from.X), v.to.X), min(max(p.Y, v.from.Y), v.to.Y))
	}
	return view{in(at), in(at.Add(size))}
}

// into hears o, which lies in something that begins at from.
func (h *hearing) into(o fyne.CanvasObject, from fyne.Position, v view) {
	if o == nil || !o.Visible() {
		return
	}
	at := from.Add(o.Position())
	if c, is := o.(Chooser); is && o == h.want {
		h.want = c.Chosen()
	}
	switch o := o.(type) {
	case *fyne.Container:
		if s, one := o.Layout.(Sentence); one {
			h.say(o, s.Says(o.Objects), fyne.AccessibleRoleText, at, v)
			return
		}
		if l, has := o.Layout.(Ordered); has {
			for _, child := range l.Read(o.Objects) {
				h.into(child, at, v)
			}
			return
		}
		h.each(o.Objects, at, v)
	case *container.Scroll:
		h.into(o.Content, at, v.of(at, o.Size()))
	case *container.ThemeOverride:
		h.into(o.Content, at, v)
	case *widget.PopUp:
		h.into(o.Content, at, v)
	case *widget.PopUpMenu: // it has the focus itself
		for _, item := range o.Items {
			if o == h.want && active(o.Menu, item) {
				h.want = item
			}
			h.menuItem(item, at, v)
		}
	case *canvas.Text:
		h.say(o, o.Text, fyne.AccessibleRoleText, at, v)
	default:
		h.widget(o, at, v)
	}
}

func (h *hearing) each(all []fyne.CanvasObject, at fyne.Position, v view) {
	for _, o := range asRead(all) {
		h.into(o, at, v)
	}
}

// asRead are objects in the order they are read: layouts take them in one of their own. Of
// two that follow each other the upper one comes first, and the left one in a line.
func asRead(all []fyne.CanvasObject) []fyne.CanvasObject {
	var read []fyne.CanvasObject
	for _, o := range all {
		if o != nil && o.Visible() && !o.Size().IsZero() {
			read = append(read, o)
		}
	}
	for range read {
		moved := false
		for i := 1; i < len(read); i++ {
			if readBefore(read[i], read[i-1]) {
				read[i], read[i-1], moved = read[i-1], read[i], true
			}
		}
		if !moved {
			break
		}
	}
	return read
}

// readBefore tells whether a is read before b for where it stands. What lies over each
// other keeps its order.
func readBefore(a, b fyne.CanvasObject) bool {
	from, to, other, end := a.Position(), a.Position().Add(a.Size()), b.Position(), b.Position().Add(b.Size())
	const little = 1 // shadows and rings reach over an edge
	left, above := to.X <= other.X+little, to.Y <= other.Y+little
	right, below := from.X >= end.X-little, from.Y >= end.Y-little
	return above && !left && !right || left && !above && !below
}

func (h *hearing) widget(o fyne.CanvasObject, at fyne.Position, v view) {
	if a, is := o.(fyne.Accessible); is {
		h.say(o, a.AccessibilityLabel(), a.AccessibilityRole(), at, v)
	}
	if p, is := o.(Parted); is {
		h.each(p.Parts(), at, v)
	} else if content, is := exported(o, "Content").(fyne.CanvasObject); is {
		h.into(content, at, v) // what Fyne lays a menu on
	}
}

func (h *hearing) say(o fyne.CanvasObject, label string, role fyne.AccessibleRole, at fyne.Position, v view) {
	if o == h.want {
		h.focus = len(h.all)
	}
	if label = strings.TrimSpace(label); label == "" && o != h.want {
		return
	}
	seen := v.of(at, o.Size())
	h.all = append(h.all, Heard{label, role, seen.from, fyne.NewSize(seen.to.X-seen.from.X, seen.to.Y-seen.from.Y), o, isLive(o)})
}

func isLive(o fyne.CanvasObject) bool {
	switch o := o.(type) {
	case *Prose:
		return o.Live
	case *Spanned:
		return o.Live
	}
	return false
}

// menuItem hears an item of a menu, whose type Fyne keeps to itself.
func (h *hearing) menuItem(o fyne.CanvasObject, at fyne.Position, v view) {
	item, is := exported(o, "Item").(*fyne.MenuItem)
	if !is || item.IsSeparator {
		return
	}
	h.say(o, able(Chosen(item.Label, item.Checked), item.Disabled), fyne.AccessibleRoleButton, at.Add(o.Position()), v)
}

// active tells whether the arrow keys are on an item of a menu.
func active(m *widget.Menu, item fyne.CanvasObject) bool {
	on := reflect.ValueOf(m).Elem().FieldByName("activeItem")
	return on.IsValid() && on.Kind() == reflect.Pointer && on.Pointer() == reflect.ValueOf(item).Pointer()
}

// exported is a field of a widget of Fyne's whose type has no name here; nil if it has none.
func exported(o fyne.CanvasObject, name string) any {
	v := reflect.Indirect(reflect.ValueOf(o))
	if v.Kind() != reflect.Struct {
		return nil
	}
	if f := v.FieldByName(name); f.IsValid() && f.CanInterface() {
		return f.Interface()
	}
	return nil
}

// able says of what cannot be used that it cannot.
func able(label string, disabled bool) string {
	if disabled && label != "" {
		return text.T("%s, not available", label)
	}
	return label
}
