package window

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"keytray/app/api"
	"keytray/app/text"
)

// change is what a person did to one key in the detail.
type change struct {
	id      string
	edit    api.EditRequest
	back    api.EditRequest    // takes it back
	stands  func(api.Key) bool // the key is still as the change left it; only then it is taken back
	removed string             // what a toast says, where something is gone
	again   bool               // it was taken back, and is made once more
	done    func(error)        // may be nil; it is told first, and may say what went wrong
}

// editing sends changes one after the other, so that they arrive in the order in which
// they were made.
type editing struct {
	waiting []change
	busy    bool
	lost    map[string][]lostText // by key
}

// edit makes a change of a key.
func (w *Window) edit(c change) {
	w.fail(nil)
	w.editing.waiting = append(w.editing.waiting, c)
	w.sendEdit()
}

func (w *Window) sendEdit() {
	e := &w.editing
	if e.busy || len(e.waiting) == 0 {
		return
	}
	c := e.waiting[0]
	e.busy, e.waiting = true, e.waiting[1:]
	c.edit.Name = c.id
	if c.edit.Was == nil {
		c.edit.Was = &c.back // what somebody else has changed meanwhile is not written over
	}
	write(w, func(ctx context.Context, svc api.Service) (api.Key, error) {
		return svc.Edit(ctx, c.edit)
	}, func(k api.Key, err error) {
		e.busy = false
		w.sendEdit()
		w.edited(c, k, err)
	})
}

// edited shows what became of a change.
func (w *Window) edited(c change, k api.Key, err error) {
	if err == nil {
		w.putKey(k)
		w.mayUndo(c)
		if c.id == w.keys.list.selected {
			w.history(c.id)
		}
	}
	if c.done != nil {
		c.done(err)
	} else {
		w.fail(err)
	}
	w.refresh()
}

// putKey takes a key as an answer has it: the next state may be some time away.
func (w *Window) putKey(k api.Key) {
	i := slices.IndexFunc(w.state.Keys, func(now api.Key) bool { return now.ID == k.ID })
	if i >= 0 {
		w.state.Keys = slices.Clone(w.state.Keys)
		w.state.Keys[i] = k
	}
}

// lostEdit is for a change that was refused when its field was out of sight already. What
// was typed is kept until the key is edited again.
func (w *Window) lostEdit(l lostText) {
	if w.editing.lost == nil {
		w.editing.lost = map[string][]lostText{}
	}
	id := l.key.ID
	w.editing.lost[id] = append(w.editing.lost[id], l)
	k, there := w.key(id)
	if !there {
		w.toasting(message{text: text.T("“%s” was not changed", short(l.key.Name)), bad: true})
		return
	}
	w.toasting(message{text: text.T("“%s” was not changed", short(k.Name)), bad: true, button: text.C("button", "Edit"), do: func() {
		w.leavePages(func() {
			w.toasting(message{})
			w.openKeys(filterAll, id)
			w.openEdit(id)
		})
	}})
}

// resumeEdit shows again what was typed about a key and not saved.
func (w *Window) resumeEdit(id string) {
	all := w.editing.lost[id]
	delete(w.editing.lost, id)
	for _, l := range all {
		if !l.resume() {
			w.editing.lost[id] = append(w.editing.lost[id], l)
		}
	}
}

// holdsEdit tells whether something was typed about a key that is still there, and could
// not be saved.
func (w *Window) holdsEdit() bool {
	for id, all := range w.editing.lost {
		if _, there := w.key(id); there && len(all) > 0 {
			return true
		}
	}
	return w.keys.detail.refused()
}

// openEdit opens the fields of a key, the name first.
func (w *Window) openEdit(id string) {
	if _, there := w.key(id); !there {
		return
	}
	w.keys.list.open(id)
	w.openDetail(true)
	d := w.keys.detail
	d.change(true)
	w.keys.renderDetail()
	d.scroll.ScrollToTop()
	w.p.Window.Canvas().Focus(d.editor.name.focus)
	d.editor.name.entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	w.resumeEdit(id)
}

// closeEdit saves what was typed, and shows the facts again.
func (w *Window) closeEdit() {
	w.keys.detail.change(false)
	w.keys.renderDetail()
	w.focusDetail()
	w.speakSoon()
}

// focusDetail gives the focus to what has it where nothing is edited.
func (w *Window) focusDetail() {
	if w.keys.panes.alone && w.keys.panes.detail {
		w.p.Window.Canvas().Focus(w.keys.detail.head.edit)
	} else {
		w.focusOn(w.keys, w.keys.focus())
	}
}

// refusesKey keeps a key out of the fields that show what is typed.
func (w *Window) refusesKey(pasted string) bool {
	is := w.catalogue().IsKey(pasted)
	if is {
		w.saysMisplaced()
	}
	return is
}

// saysMisplaced tells who has put a key where it would be in sight.
func (w *Window) saysMisplaced() {
	w.toasting(message{text: text.T("This is a key. It belongs in no field that shows it."), bad: true})
}
