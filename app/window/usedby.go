package window

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"keytray/app/api"
	"keytray/app/text"
	"keytray/app/window/client"
	"keytray/app/window/kit"
)

// fewRows is how many places and events are in sight before the person asks for all.
const fewRows = 4

// usedByList are the places that use a key, with what is known of each, and how they are
// changed. Each is changed by itself: see api.EditRequest.
type usedByList struct {
	OnChange func(change)
	OnFocus  func(fyne.Focusable)
	OnGrow   func()
	OnEscape func()           // nothing left to take back
	OnField  func(*editField) // a field has come
	OnLost   func(lostText)

	key     api.Key
	editing bool // names can be changed, places moved and taken away
	adding  bool // the field is open
	all     bool // in sight, however many there are

	add   *kit.Button
	more  *kit.Button
	rows  *fyne.Container
	edits map[string]*placeEdit // by location, while editing
	field *kit.Entry
	offer *suggestions
	wrong *kit.Prose
	enter *fyne.Container // the field, and what belongs to it
	Box   *fyne.Container
}

func newUsedByList() *usedByList {
	u := &usedByList{rows: container.New(kit.Column{Gap: 6}), edits: map[string]*placeEdit{}, offer: newSuggestions()}
	escape := func() { u.OnEscape() }
	u.add = kit.NewButton(text.T("Add a place"), "plus", kit.LookLink, kit.HeightSmall, u.open)
	u.more = kit.NewButton("", "", kit.LookLink, kit.HeightSmall, u.toggle)
	u.add.Escape, u.more.Escape = escape, escape
	u.field = kit.NewEntry(text.T("An app, a file or @person, then Enter"))
	u.field.OnKey, u.field.OnLeave, u.wrong = u.typedKey, u.left, newWrong(u.field)
	u.field.OnChanged = func(typed string) {
		u.say("")
		u.offer.typed(typed)
	}
	u.field.OnFocus = func() { u.offer.typed(u.field.Text) }
	u.offer.OnTake, u.offer.OnGrow = u.take, func() { u.OnGrow() }
	u.enter = container.New(kit.Column{Gap: 4}, u.field, u.offer.box, u.wrong)
	u.enter.Hide()
	head := container.NewBorder(nil, nil, nil, kit.Inset(u.add, 0, 0, 0, -4), container.New(kit.Middle{}, kit.NewBold(text.T("Used by"), kit.SizeSmall, kit.ColorMuted).Cut()))
	u.Box = container.New(kit.Column{Gap: 4}, container.NewStack(room(kit.HeightSmall), head), u.rows, kit.Inset(container.NewHBox(u.more), 0, 0, -4, 0), u.enter)
	return u
}

func (u *usedByList) render(k api.Key, others []api.Key) {
	if u.key.ID != k.ID {
		u.end()
		u.all = false
	}
	u.key = k
	u.offer.known = func() []string { return mostUsed(others, func(k api.Key) []string { return k.UsedBy }, k.UsedBy) }
	u.show()
}

// edit lets the names be changed, or shows what is known of the places again.
func (u *usedByList) edit(on bool) {
	if u.editing != on {
		u.endNames()
		u.editing = on
		u.show()
	}
}

// settle saves what was typed, unless that was refused.
func (u *usedByList) settle() {
	for _, e := range u.edits {
		e.name.settle()
	}
	if !u.refusedPlace() {
		u.addPlace()
	}
}

// refused tells whether something stands there that cannot be saved.
func (u *usedByList) refused() bool {
	for _, e := range u.edits {
		if e.name.refused() {
			return true
		}
	}
	return u.refusedPlace()
}

// typing tells whether something is typed that is not saved yet.
func (u *usedByList) typing() bool {
	for _, e := range u.edits {
		if e.name.dirty() {
			return true
		}
	}
	return u.field.Text != ""
}

func (u *usedByList) refusedPlace() bool { return u.wrong.Visible() && u.field.Text != "" }

// end saves what was typed, and lets go of the key; what cannot be saved is not lost.
func (u *usedByList) end() {
	u.endNames()
	if place := u.field.Text; u.refusedPlace() {
		u.lose(u.key, place, u.wrong.Seg.Text)
	} else {
		u.addPlace()
	}
	u.key = api.Key{}
	u.close()
}

func (u *usedByList) endNames() {
	for _, e := range u.edits {
		e.name.end()
	}
	u.edits = map[string]*placeEdit{}
}

// lose keeps a place that was refused. It comes back into the field for another one.
func (u *usedByList) lose(k api.Key, place, wrong string) {
	u.OnLost(lostText{k, func() bool { return u.put(k.ID, place, wrong) }})
}

func (u *usedByList) put(id, place, wrong string) bool {
	if u.key.ID != id || u.field.Text != "" {
		return false
	}
	u.open()
	u.field.SetText(place)
	u.say(wrong)
	return true
}

// has tells whether f is one of the fields.
func (u *usedByList) has(f fyne.Focusable) bool {
	for _, e := range u.edits {
		if e.name.has(f) {
			return true
		}
	}
	return f == fyne.Focusable(u.field)
}

// show builds the rows.
func (u *usedByList) show() {
	facts := placesOf(u.key)
	many := len(facts) > fewRows && !u.editing
	kit.Show(u.more, many)
	label := text.T("Show less")
	if many && !u.all {
		label = text.T("Show all %d", len(facts))
		facts = facts[:fewRows]
	}
	u.more.Set(label, "", kit.LookLink)
	u.forgetNames()
	u.rows.Objects = nil
	for _, f := range facts {
		if u.editing {
			u.rows.Add(u.editRow(f.name))
		} else {
			u.rows.Add(f.row())
		}
	}
	kit.Show(u.rows, len(facts) > 0)
	u.rows.Refresh()
}

// open lets the person type a place.
func (u *usedByList) open() {
	u.reveal()
	u.OnFocus(u.field)
}

func (u *usedByList) reveal() {
	u.adding = true
	u.enter.Show()
	u.add.Hide()
	u.OnGrow()
}

// close takes the field away.
func (u *usedByList) close() {
	u.adding = false
	u.field.SetText("")
	u.say("")
	u.offer.hide()
	u.enter.Hide()
	u.add.Show()
}

// toggle shows all places, or the first few.
func (u *usedByList) toggle() {
	u.all = !u.all
	u.show()
	u.OnGrow()
}

func (u *usedByList) typedKey(name fyne.KeyName) bool {
	if u.offer.key(name) {
		return true
	}
	switch name {
	case fyne.KeyReturn, fyne.KeyEnter:
		if !u.addPlace() {
			u.OnEscape()
		}
		return true
	case fyne.KeyEscape:
		u.close()
		u.OnGrow()
		u.OnFocus(u.add)
		return true
	}
	return false
}

// take adds a suggestion.
func (u *usedByList) take(place string) {
	u.field.SetText(place)
	u.addPlace()
	u.OnFocus(u.field)
}

func (u *usedByList) left() {
	if u.offer.under() {
		return
	}
	u.offer.hide()
	if u.refusedPlace() {
		return
	}
	if !u.addPlace() {
		u.close()
		u.OnGrow()
	}
}

// addPlace adds what was typed, and tells whether anything was.
func (u *usedByList) addPlace() bool {
	place := strings.TrimSpace(u.field.Text)
	if place == "" || u.key.ID == "" {
		return false
	}
	u.field.SetText("") // there may be more to add
	if slices.Contains(u.key.UsedBy, place) {
		return true
	}
	k := u.key
	u.OnChange(change{
		id: k.ID, edit: api.EditRequest{AddPlaces: []api.Place{{Location: place, Has: true, Assumed: true}}},
		back:   api.EditRequest{RemovePlaces: []string{place}},
		stands: func(k api.Key) bool { return slices.Contains(k.UsedBy, place) },
		done: func(err error) {
			if err == nil {
				return
			}
			if u.key.ID != k.ID || u.field.Text != "" {
				u.lose(k, place, client.Sentence(err))
				return
			}
			u.reveal()
			u.field.SetText(place)
			u.say(client.Sentence(err))
		},
	})
	return true
}

func (u *usedByList) say(wrong string) {
	if u.wrong.Seg.Text != wrong {
		u.wrong.Set(wrong)
		u.OnGrow()
	}
}
