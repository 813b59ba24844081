package window

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"keytray/app/api"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// forgetNames lets go of the fields of places that are gone. What was typed over the
// name of one is not lost: it can be added.
func (u *usedByList) forgetNames() {
	for place, e := range u.edits {
		if slices.Contains(u.key.UsedBy, place) {
			continue
		}
		delete(u.edits, place)
		typed := strings.TrimSpace(e.name.entry.Text)
		if e.name.dirty() && typed != "" && !slices.Contains(u.key.UsedBy, typed) && u.field.Text == "" {
			u.reveal()
			u.field.SetText(typed)
			e.name.takeBack()
		}
		e.name.end()
	}
}

// placeEdit is a place whose name can be changed. It stays the same one for as long as
// the place does: somebody may be typing in it.
type placeEdit struct {
	name     *editField
	up, down *kit.Button
	box      fyne.CanvasObject
}

func (u *usedByList) newPlaceEdit(place string) *placeEdit {
	act := func(icon, label string, do func()) *kit.Button {
		b := kit.NewButton("", icon, kit.LookQuiet, kit.HeightSmall, do)
		b.Label, b.Escape = label, func() { u.OnEscape() }
		return b
	}
	e := &placeEdit{name: u.nameField(place)}
	e.up = act("up", text.T("Move %s up", place), func() { u.move(place, -1) })
	e.down = act("down", text.T("Move %s down", place), func() { u.move(place, 1) })
	gone := act("x", text.T("Remove %s", place), func() { u.remove(place) })
	e.box = container.NewBorder(nil, nil, nil, container.NewCenter(container.New(layout.NewCustomPaddedHBoxLayout(0), e.up, e.down, gone)), e.name.box)
	return e
}

// editRow is the row of a place while names can be changed.
func (u *usedByList) editRow(place string) fyne.CanvasObject {
	e := u.edits[place]
	if e == nil {
		e = u.newPlaceEdit(place)
		u.edits[place] = e
	}
	e.name.render(u.key)
	at := slices.Index(u.key.UsedBy, place)
	setAble(e.up, at > 0)
	setAble(e.down, at < len(u.key.UsedBy)-1)
	return e.box
}

func setAble(b *kit.Button, can bool) {
	switch {
	case can && b.Disabled():
		b.Enable()
	case !can && !b.Disabled():
		b.Disable()
	}
}

func (u *usedByList) nameField(place string) *editField {
	f := newTextField("")
	f.entry.Label = text.T("Name of %s", place)
	f.of = func(api.Key) string { return place }
	f.change = func(_ api.Key, typed string) (change, string) {
		if typed == "" {
			return change{}, text.T("Give it a name, or take it away with the cross.")
		}
		return change{
			edit:   api.EditRequest{RenamePlace: &api.PlaceName{From: place, To: typed}},
			back:   api.EditRequest{RenamePlace: &api.PlaceName{From: typed, To: place}},
			stands: func(k api.Key) bool { return slices.Contains(k.UsedBy, typed) && !slices.Contains(k.UsedBy, place) },
		}, ""
	}
	f.OnChange = func(c change) { u.OnChange(c) }
	f.OnGrow = func() { u.OnGrow() }
	f.OnDone = func() { u.OnEscape() }
	f.OnLost, f.OnFocus = func(l lostText) { u.OnLost(l) }, func(o fyne.Focusable) { u.OnFocus(o) }
	f.resume = func(id, typed, wrong string) bool {
		if e := u.edits[place]; e == nil || u.key.ID != id {
			return u.put(id, typed, wrong)
		} else if !e.name.put(id, typed, wrong) {
			return false
		} else {
			u.OnFocus(e.name.focus)
			return true
		}
	}
	u.OnField(f)
	return f
}

// move puts a place before or behind its neighbour.
func (u *usedByList) move(place string, by int) {
	was := slices.Clone(u.key.UsedBy)
	i := slices.Index(was, place)
	if i < 0 || i+by < 0 || i+by >= len(was) {
		return
	}
	now := slices.Clone(was)
	now[i], now[i+by] = now[i+by], now[i]
	u.OnChange(change{
		id: u.key.ID, edit: api.EditRequest{OrderPlaces: now}, back: api.EditRequest{OrderPlaces: was},
		stands: func(k api.Key) bool { return slices.Equal(k.UsedBy, now) },
	})
}

// remove takes a place away. Brought back it is where it was, and no more is said of it
// than before.
func (u *usedByList) remove(place string) {
	was, known := slices.Clone(u.key.UsedBy), api.Place{Location: place}
	for _, p := range u.key.Places {
		if p.Location == place {
			known = p
		}
	}
	u.OnChange(change{
		id: u.key.ID, edit: api.EditRequest{RemovePlaces: []string{place}},
		back:    api.EditRequest{AddPlaces: []api.Place{known}, OrderPlaces: was},
		stands:  func(k api.Key) bool { return !slices.Contains(k.UsedBy, place) },
		removed: text.T("Removed the place “%s”", short(place)),
	})
}
