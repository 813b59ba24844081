package window

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"keytray/app/api"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// While somebody types in a field, a command may change the same. Neither text goes
// without the person: the field says so, keeps what was typed, and asks which is to stay.

// clashes tells whether somebody else has changed what is being typed over.
func (f *editField) clashes() bool {
	return f.key.ID != "" && !f.saving && f.dirty() && f.of(f.key) != f.of(f.began)
}

// wordsClash says so; "" if nobody has.
func (f *editField) wordsClash() string {
	theirs := f.of(f.key)
	switch {
	case !f.clashes():
		return ""
	case theirs == "":
		return text.T("Meanwhile somebody else has emptied this field.")
	}
	return text.T("Meanwhile this was changed elsewhere, to “%s”.", short(strings.Join(strings.Fields(theirs), " ")))
}

// meets follows a newer state while something is typed.
func (f *editField) meets() {
	if f.clashes() || f.clash != nil && f.clash.Visible() {
		f.say(f.wordsClash())
	}
}

// offer shows both ways out of a clash, or hides them.
func (f *editField) offer(on bool) {
	if on && f.clash == nil {
		way := func(words string, do func()) *kit.Button {
			b := kit.NewButton(words, "", kit.LookLink, kit.HeightSmall, do)
			b.Escape = func() { f.OnFocus(f.focus) }
			return b
		}
		f.clash = container.New(&kit.Flow{Gap: kit.ActionGap, Down: 2}, way(text.T("Keep what I typed"), f.insist), way(text.T("Take the other"), f.giveIn))
		f.box.Add(f.clash)
	}
	if f.clash != nil {
		kit.Show(f.clash, on)
	}
}

// ask leads to the two ways.
func (f *editField) ask() { f.OnFocus(f.clash.Objects[0].(fyne.Focusable)) }

// insist saves what was typed over what somebody else wrote, which is in sight.
func (f *editField) insist() {
	f.began = f.key
	f.OnFocus(f.focus)
	f.say("")
	f.save()
}

// giveIn takes what somebody else wrote.
func (f *editField) giveIn() {
	f.takeBack()
	f.OnFocus(f.focus)
}

// has tells whether o is the field, or belongs to it.
func (f *editField) has(o fyne.Focusable) bool {
	if o == f.focus {
		return true
	}
	if f.clash != nil {
		for _, way := range f.clash.Objects {
			if o == way.(fyne.Focusable) {
				return true
			}
		}
	}
	return false
}

// edited is a key as an edit leaves it, as far as texts, dates and months go.
func edited(k api.Key, r api.EditRequest) api.Key {
	put(&k.Name, r.NewName)
	put(&k.Account, r.Account)
	put(&k.Env, r.Env)
	put(&k.Notes, r.Notes)
	put(&k.Created, r.Created)
	put(&k.Expires, r.Expires)
	put(&k.DueAfter, r.DueAfter)
	put(&k.OverdueAfter, r.OverdueAfter)
	return k
}

func put[T any](field *T, value *T) {
	if value != nil {
		*field = *value
	}
}
