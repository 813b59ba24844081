package window

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"keytray/app/api"
	"keytray/app/window/kit"
)

// editField is one text of a key that is changed where it stands. What is typed stays
// until it is saved or taken back, whatever states arrive meanwhile.
type editField struct {
	OnChange func(change)
	OnDone   func() // the person is done with it: Enter
	OnGrow   func() // it needs another height
	// OnLost is told of a change that was refused when the field was about another key
	// already; resume shows what was typed again.
	OnLost func(id string, resume func())

	entry *kit.Entry
	focus fyne.Focusable // the entry, or what it is a part of
	wrong *kit.Prose
	box   *fyne.Container

	of     func(api.Key) string                                   // the text as a key has it
	change func(k api.Key, typed string) (c change, wrong string) // what saves it
	resume func(typed string, k api.Key)                          // opens the editor with it again
	key    api.Key
	base   string // what stood there before anything was typed, or what is on its way
	saving bool
	again  bool // more was typed while a change was on its way
	ends   bool // the person is done once it is saved
}

func newEditField(e *kit.Entry, focus fyne.Focusable, shown fyne.CanvasObject) *editField {
	f := &editField{entry: e, focus: focus, wrong: newWrong()}
	f.box = container.New(kit.Column{Gap: 3}, shown, f.wrong)
	e.OnKey = f.typedKey
	e.OnLeave = func() { f.save() }
	e.OnChanged = func(string) { f.say("") }
	e.OnSubmitted = func(string) { f.enter() }
	return f
}

// newWrong is a sentence below a field.
func newWrong() *kit.Prose {
	p := kit.NewProse("", kit.SizeNameSmall, kit.PhaseColor("overdue", kit.ToneText))
	p.Hide()
	return p
}

// newTextField is an editField of one line.
func newTextField(placeholder string) *editField {
	e := kit.NewEntry(placeholder)
	return newEditField(e, e, e)
}

// render takes a newer state of the key, or another key.
func (f *editField) render(k api.Key) {
	now := f.of(k)
	if f.key.ID != k.ID {
		f.begin(k)
		return
	}
	f.key = k
	switch {
	case f.saving:
	case f.dirty():
		f.base = now // and what was typed stays
	case f.entry.Text != now:
		f.base = now
		f.entry.SetText(now)
	}
}

// begin shows a key from the start.
func (f *editField) begin(k api.Key) {
	f.key, f.base = k, f.of(k)
	f.saving, f.again, f.ends = false, false, false
	f.entry.SetText(f.base)
	f.say("")
}

func (f *editField) dirty() bool { return f.entry.Text != f.base }

func (f *editField) typedKey(name fyne.KeyName) bool {
	switch {
	case name == fyne.KeyEscape:
		if !f.takeBack() {
			f.OnDone()
		}
		return true
	case (name == fyne.KeyReturn || name == fyne.KeyEnter) && !f.entry.MultiLine:
		f.enter()
		return true
	}
	return false
}

// enter saves, and ends the editing once that is done.
func (f *editField) enter() {
	f.ends = true
	if !f.dirty() && !f.saving {
		f.ends = false
		f.OnDone()
		return
	}
	f.save()
}

// takeBack gives the old text back, and tells whether another was typed.
func (f *editField) takeBack() bool {
	typed := f.dirty() || f.wrong.Visible()
	f.base = f.of(f.key)
	f.entry.SetText(f.base)
	f.say("")
	return typed
}

// save sends what was typed.
func (f *editField) save() {
	typed := strings.TrimSpace(f.entry.Text)
	switch {
	case !f.dirty():
		return
	case f.saving:
		f.again = true
		return
	case typed == strings.TrimSpace(f.base):
		f.entry.SetText(f.base)
		return
	}
	k := f.key
	c, wrong := f.change(k, typed)
	if wrong != "" {
		f.ends = false
		f.say(wrong)
		return
	}
	c.id = k.ID
	f.saving, f.base = true, f.entry.Text
	c.done = func(err error) { f.saved(k, typed, err) }
	f.OnChange(c)
}

// leave saves what was typed before the field goes; what cannot be saved is not lost.
func (f *editField) leave() {
	k, typed := f.key, f.entry.Text
	if f.save(); f.wrong.Visible() && f.dirty() {
		wrong := f.wrong.Seg.Text
		f.OnLost(k.ID, func() { f.resume(typed, k); f.say(wrong) })
	}
}

// saved is told what became of a change of k.
func (f *editField) saved(k api.Key, typed string, err error) {
	if f.key.ID != k.ID {
		if err != nil {
			f.OnLost(k.ID, func() { f.resume(typed, k); f.say(sentence(err)) })
		}
		return
	}
	f.saving = false
	again, ends := f.again, f.ends
	f.again, f.ends = false, false
	switch {
	case err != nil:
		f.base = f.of(f.key)
		f.say(sentence(err))
	case again && f.dirty():
		f.ends = ends
		f.save()
	case ends:
		f.OnDone()
	}
}

// say shows what is wrong with what was typed; "" nothing.
func (f *editField) say(wrong string) {
	if f.wrong.Seg.Text != wrong {
		f.wrong.Set(wrong)
		f.OnGrow()
	}
}
