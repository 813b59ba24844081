package window

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"keytray/app/api"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// editor are the fields in which a key is changed, each saved by itself. They stand
// in the detail, where the facts stand.
type editor struct {
	OnChange func(change)
	OnDone   func() // back to the facts
	OnFocus  func(fyne.Focusable)
	OnGrow   func()
	OnLost   func(lostText)

	name    *editField // in the head of the detail
	account *editField
	env     *editField
	tags    *tagField
	created *editField
	expires *editField
	window  *windowField
	notes   *editField
	box     *fyne.Container
}

func newEditor(now func() time.Time, canvas func() fyne.Canvas) *editor {
	e := &editor{name: newTextField(""), account: newTextField(text.T("Personal, or the name of the organisation")), env: newTextField("NAME_OF_A_VARIABLE")}
	e.name.of, e.name.change = nameOf, renaming
	e.account.of, e.account.change = func(k api.Key) string { return k.Account }, func(k api.Key, typed string) (change, string) {
		return textChange(k, typed, func(k api.Key) string { return k.Account }, func(r *api.EditRequest, v *string) { r.Account = v }), ""
	}
	e.env.entry.TextStyle.Monospace = true
	e.env.of, e.env.change = func(k api.Key) string { return k.Env }, func(k api.Key, typed string) (change, string) {
		return textChange(k, typed, func(k api.Key) string { return k.Env }, func(r *api.EditRequest, v *string) { r.Env = v }), ""
	}
	e.created = newDayField(now, canvas, createdDay)
	e.expires = newDayField(now, canvas, expiresDay)
	e.notes = newNotesField()
	e.tags = newTagField()
	e.window = newWindowField()
	for _, f := range e.fields() {
		f.OnChange, f.OnDone, f.OnGrow = e.changed, func() { e.OnDone() }, func() { e.OnGrow() }
		f.OnLost, f.OnFocus = e.lost, func(o fyne.Focusable) { e.OnFocus(o) }
		f.resume = func(id, typed, wrong string) bool {
			there := f.put(id, typed, wrong)
			if there {
				e.OnFocus(f.focus)
			}
			return there
		}
	}
	e.tags.OnChange, e.tags.OnDone, e.tags.OnGrow = e.changed, func() { e.OnDone() }, func() { e.OnGrow() }
	e.tags.OnFocus = func(f fyne.Focusable) { e.OnFocus(f) }
	e.tags.OnLost, e.window.OnLost = e.lost, e.lost
	e.window.OnChange, e.window.OnDone, e.window.OnGrow = e.changed, func() { e.OnDone() }, func() { e.OnGrow() }
	e.build()
	return e
}

func (e *editor) fields() []*editField {
	return []*editField{e.name, e.account, e.env, e.created, e.expires, e.notes}
}

func (e *editor) changed(c change) { e.OnChange(c) }

func (e *editor) lost(l lostText) { e.OnLost(l) }

func (e *editor) build() {
	row := func(label string, o fyne.CanvasObject) fyne.CanvasObject {
		return container.New(&labelled{first: 116, least: 240}, kit.NewProse(label, theme.SizeNameText, theme.ColorNameForeground).For(o), o)
	}
	e.name.entry.Label, e.tags.chips.entry.Label = text.T("Name"), text.T("Tags")
	e.window.due.Label, e.window.over.Label = text.T(wordsBetweenFrom), text.T(wordsBetweenTo)
	e.box = container.New(kit.Column{Gap: 8},
		row(text.T("Account"), e.account.box), row(text.T("Variable"), e.env.box), row(text.T("Tags"), e.tags.box),
		row(text.T("Notes"), e.notes.box), row(text.T("Created"), e.created.box), row(text.T("Ends"), e.expires.box),
		row(text.T("Rotate between"), e.window.box))
}

// render shows a newer state of the key.
func (e *editor) render(k api.Key, others []api.Key) {
	for _, f := range e.fields() {
		f.render(k)
	}
	e.tags.render(k, others)
	e.window.render(k)
}

// settle saves what was typed and not saved yet.
func (e *editor) settle() {
	for _, f := range e.fields() {
		f.settle()
	}
	e.tags.settle()
}

// end settles, and lets go of the key.
func (e *editor) end() {
	for _, f := range e.fields() {
		f.end()
	}
	e.tags.end()
	e.window.end()
}

// refused tells whether something stands there that cannot be saved.
func (e *editor) refused() bool {
	return slices.ContainsFunc(e.fields(), (*editField).refused) || e.tags.refused()
}

// typing tells whether something is typed that is not saved yet.
func (e *editor) typing() bool {
	return slices.ContainsFunc(e.fields(), (*editField).dirty) || e.tags.chips.entry.Text != ""
}

// has tells whether f is one of the fields.
func (e *editor) has(f fyne.Focusable) bool {
	return f == fyne.Focusable(e.tags.chips.entry) || f == fyne.Focusable(e.window.due) || f == fyne.Focusable(e.window.over) ||
		slices.ContainsFunc(e.fields(), func(own *editField) bool { return own.has(f) })
}

func nameOf(k api.Key) string { return k.Name }

func renaming(k api.Key, typed string) (change, string) {
	if typed == "" {
		return change{}, text.T("Give the key a name.")
	}
	return textChange(k, typed, nameOf, func(r *api.EditRequest, v *string) { r.NewName = v }), ""
}

// textChange puts a text of a key in another one's place.
func textChange(k api.Key, typed string, of func(api.Key) string, set func(*api.EditRequest, *string)) change {
	was, c := of(k), change{}
	set(&c.edit, &typed)
	set(&c.back, &was)
	c.stands = func(now api.Key) bool { return of(now) == typed }
	return c
}

// newNotesField is the note: several lines, which Enter begins.
func newNotesField() *editField {
	f := newTextField(text.T("What you want to know of this key later"))
	f.entry.MultiLine, f.entry.TabLeaves = true, true
	f.entry.Wrapping = fyne.TextWrapWord
	f.entry.SetMinRowsVisible(3)
	of := func(k api.Key) string { return k.Notes }
	f.of = of
	f.change = func(k api.Key, typed string) (change, string) {
		c := textChange(k, typed, of, func(r *api.EditRequest, v *string) { r.Notes = v })
		if typed == "" {
			c.removed = text.T("Removed the note")
		}
		return c, ""
	}
	return f
}

// dayKind is one of the dates of a key.
type dayKind struct {
	of    func(api.Key) time.Time
	set   func(*api.EditRequest, *time.Time)
	empty bool // it may be
}

var (
	createdDay = dayKind{func(k api.Key) time.Time { return k.Created }, func(r *api.EditRequest, t *time.Time) { r.Created = t }, false}
	expiresDay = dayKind{func(k api.Key) time.Time { return k.Expires }, func(r *api.EditRequest, t *time.Time) { r.Expires = t }, true}
)

// What a rotation window begins and ends with, for screen readers.
var wordsBetweenFrom, wordsBetweenTo = text.Mark("Rotate between, from"), text.Mark("Rotate between, to")

// newDayField is a date of a key.
func newDayField(now func() time.Time, canvas func() fyne.Canvas, kind dayKind) *editField {
	d := kit.NewDateField(now, canvas)
	f := newEditField(&d.Entry, d, container.New(atMost{180}, d)) // what is wrong with it has more room
	if kind.empty {
		d.SetPlaceHolder(text.T("It has no end"))
	}
	f.of = func(k api.Key) string { return dayText(kind.of(k)) }
	leave := d.OnLeave
	d.OnLeave = func() {
		if d.Over == nil || !d.Over.Visible() { // else the calendar has come
			leave()
		}
	}
	keys := d.OnKey
	d.OnKey = func(k fyne.KeyName) bool { return k == fyne.KeyEscape && d.Close() || keys(k) }
	f.change = func(k api.Key, typed string) (change, string) {
		t, ok := d.Day()
		switch {
		case !ok:
			return change{}, text.T("That is no date. Write it like %s.", text.Date(now()))
		case t.IsZero() && !kind.empty:
			return change{}, text.T("Every key was created on some day. Write it like %s.", text.Date(now()))
		}
		was, c := kind.of(k), change{}
		kind.set(&c.edit, &t)
		kind.set(&c.back, &was)
		c.stands = func(now api.Key) bool { return dayText(kind.of(now)) == dayText(t) }
		return c, ""
	}
	return f
}

func dayText(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return text.Date(t.Local())
}

// atMost gives its one object no more than a width.
type atMost struct{ width float32 }

func (a atMost) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(min(o[0].MinSize().Width, a.width), o[0].MinSize().Height)
}

func (a atMost) Layout(o []fyne.CanvasObject, size fyne.Size) {
	kit.At(o[0], 0, 0, min(size.Width, a.width), size.Height)
}
