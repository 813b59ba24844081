package window

import (
	"testing"

	"fyne.io/fyne/v2"

	"keytray/app/api"
)

// A key that was found is renamed: the fields stay open, though the search would not
// find it any more.
func TestTheFieldsStayOpenWhenTheSearchLosesTheKey(t *testing.T) {
	r := newRig(t, someState())
	l := r.win.keys.list
	l.search.SetText("obsid")
	r.ctrl(fyne.KeyE)
	id := l.selected
	st := r.win.state
	st.Keys = append([]api.Key{}, st.Keys...)
	for i := range st.Keys {
		if st.Keys[i].ID == id {
			st.Keys[i].Name = "another name"
			st.Keys[i].Provider, st.Keys[i].Notes, st.Keys[i].UsedBy, st.Keys[i].Tags = "", "", nil, nil
		}
	}
	st.Revision++
	r.win.keys.render(st)
	if d := r.win.keys.detail; l.selected != id || !d.editing || d.key.ID != id {
		t.Errorf("selected %q, its fields open: %v, of %q; want %q", l.selected, d.editing, d.key.ID, id)
	}
	if l.search.Text != "obsid" || r.shownRows()[id] == nil {
		t.Errorf("%q is looked for, and the key is in the list: %v", l.search.Text, r.shownRows()[id] != nil)
	}
}

// While the window offers to take something back, Ctrl Z does, whatever is typed in the
// search field.
func TestCtrlZTakesBackWhatTheToastOffers(t *testing.T) {
	r := newRig(t, someState())
	search := r.win.keys.list.search
	r.Frame.Canvas().Focus(search)
	search.SetText("obsid")
	taken := 0
	r.win.offerUndo("Deleted", r.win.remember(func(func(error)) { taken++ }))
	r.undoes()
	if taken != 1 || search.Text != "obsid" {
		t.Errorf("taken back %d times, and %q is typed", taken, search.Text)
	}
	r.win.remember(func(func(error)) { taken++ })
	search.SetText("obsidi") // what was typed last is what Ctrl Z takes back
	r.undoes()
	if taken != 1 {
		t.Error("Ctrl Z in the field takes back more than what was typed")
	}
}

// Of what Ctrl Z may mean in the search field the last thing that was done counts.
func TestCtrlZInASearchTakesTheLaterEditBack(t *testing.T) {
	r := newRig(t, someState())
	search := r.win.keys.list.search
	r.letters("obsid")
	r.Key(fyne.KeyF2)
	r.types("a new name")
	r.Key(fyne.KeyReturn)
	r.edit(0)
	r.changeKey("obsidian", func(k *api.Key) { k.Name = "a new name" })
	search.TypedShortcut(&fyne.ShortcutUndo{})
	if e := r.edit(1); *e.NewName != "Obsidian notes" || search.Text != "obsid" {
		t.Errorf("sent %+v under the search %q", e, search.Text)
	}
	r.letters("ia")
	search.TypedShortcut(&fyne.ShortcutUndo{})
	if search.Text == "obsidia" {
		t.Error("what was typed since then stays")
	}
}
