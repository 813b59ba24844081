package window

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"keytray/app/api"
	"keytray/app/window/client"
	"keytray/app/window/kit"
)

// editField is one text of a key that is changed where it stands. What is typed stays
// until it is saved or taken back, whatever states arrive meanwhile.
type editField struct {
	OnChange func(change)
	OnDone   func() // the person is done with it: Enter
	OnGrow   func() // it needs another height
	OnLost   func(lostText)
	OnFocus  func(fyne.Focusable)

	entry *kit.Entry
	focus fyne.Focusable // the entry, or what it is a part of
	wrong *kit.Prose
	box   *fyne.Container

	of     func(api.Key) string                                   // the text as a key has it
	change func(k api.Key, typed string) (c change, wrong string) // what saves it
	resume func(id, typed, wrong string) bool                     // shows what was lost again, while id is edited
	key    api.Key                                                // without ID while nothing is edited
	began  api.Key                                                // as it was when what stands there was begun
	clash  *fyne.Container                                        // asks which of two texts is to stay; nil until then
	turn   int                                                    // counts how often the editing began or ended
	base   string                                                 // what stood there before anything was typed, or what is on its way
	saving bool
	again  bool // more was typed while a change was on its way
	ends   bool // the person is done once it is saved
}

// lostText is what was typed about a key and not saved when its field went out of sight.
type lostText struct {
	key    api.Key
	resume func() bool // shows it again in the editor of the key; false if there is no room
}

func newEditField(e *kit.Entry, focus fyne.Focusable, shown fyne.CanvasObject) *editField {
	f := &editField{entry: e, focus: focus, wrong: newWrong(e)}
	f.box = container.New(kit.Column{Gap: 3}, shown, f.wrong)
	e.OnKey = f.typedKey
	e.OnLeave = f.settle
	e.OnChanged = func(string) { f.say(f.wordsClash()) }
	e.OnSubmitted = func(string) { f.enter() }
	return f
}

// newWrong is a sentence below a field, which says it itself to screen readers; nil is no
// field.
func newWrong(e *kit.Entry) *kit.Prose {
	p := kit.NewProse("", kit.SizeNameSmall, kit.PhaseColor("overdue", kit.ToneText))
	p.Hide()
	if e != nil {
		p.Spoken, e.Also = kit.Silent, func() string { return p.Seg.Text }
	}
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
		f.meets()
	default:
		f.began, f.base = k, now
		if f.entry.Text != now {
			f.entry.SetText(now)
		}
	}
}

// begin shows a key from the start.
func (f *editField) begin(k api.Key) { f.start(k, f.of(k)) }

func (f *editField) start(k api.Key, shown string) {
	f.turn++
	f.key, f.began, f.base = k, k, shown
	f.saving, f.again, f.ends = false, false, false
	f.entry.SetText(f.base)
	f.say("")
}

// end saves what was typed, and what cannot be saved is not lost. From then on the field
// is about no key: whoever still types in it changes none.
func (f *editField) end() {
	if f.key.ID == "" {
		return
	}
	if f.settle(); f.saving && f.dirty() {
		f.send() // behind what is on its way
	}
	if k, typed, wrong := f.key, f.entry.Text, f.wrong.Seg.Text; f.refused() {
		f.OnLost(lostText{k, func() bool { return f.resume(k.ID, typed, wrong) }})
	}
	f.start(api.Key{}, "")
}

// put shows what was typed before, with what is wrong with it.
func (f *editField) put(id, typed, wrong string) bool {
	if f.key.ID != id || f.dirty() {
		return false
	}
	f.entry.SetText(typed)
	f.entry.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown}) // to its end
	if f.dirty() {                                                 // else it has been saved meanwhile
		f.say(wrong)
	}
	return true
}

func (f *editField) dirty() bool { return f.entry.Text != f.base }

// refused tells whether what was typed stands there because it cannot be saved.
func (f *editField) refused() bool { return f.key.ID != "" && f.wrong.Visible() && f.dirty() }

// settle saves what was typed, unless that was refused.
func (f *editField) settle() {
	if f.key.ID != "" && !f.refused() {
		f.save()
	}
}

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
	if f.clashes() {
		f.ask()
		return
	}
	f.ends = true
	if !f.dirty() && !f.saving {
		f.finish()
		return
	}
	f.save()
}

// finish ends the editing, if that is what the person wants.
func (f *editField) finish() {
	if f.ends {
		f.ends = false
		f.OnDone()
	}
}

// takeBack gives the old text back, and tells whether another was typed.
func (f *editField) takeBack() bool {
	typed := f.dirty() || f.wrong.Visible()
	f.began, f.base = f.key, f.of(f.key)
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
		f.finish()
		return
	}
	f.send()
}

func (f *editField) send() {
	k, turn, typed := f.began, f.turn, strings.TrimSpace(f.entry.Text)
	c, wrong := f.change(k, typed)
	if wrong != "" {
		f.ends = false
		f.say(wrong)
		return
	}
	c.id = k.ID
	f.saving, f.base = true, f.entry.Text
	f.began = edited(k, c.edit) // what is typed next begins at that
	c.done = func(err error) { f.saved(k, turn, typed, err) }
	f.OnChange(c)
}

// saved is told what became of a change of k.
func (f *editField) saved(k api.Key, turn int, typed string, err error) {
	if f.turn != turn {
		if err != nil {
			f.OnLost(lostText{k, func() bool { return f.resume(k.ID, typed, client.Sentence(err)) }})
		}
		return
	}
	f.saving = false
	again := f.again
	f.again = false
	switch {
	case err != nil:
		f.ends = false
		f.began, f.base = k, f.of(f.key)
		f.say(client.Sentence(err))
		f.meets()
	case again && f.dirty():
		f.save()
	default:
		f.finish()
	}
}

// say shows what is wrong with what was typed; "" nothing.
func (f *editField) say(wrong string) {
	if f.wrong.Seg.Text != wrong {
		f.wrong.Set(wrong)
		f.offer(f.clashes())
		f.OnGrow()
	}
}
