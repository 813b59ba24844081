package window

import (
	"context"
	"slices"

	"keytray/app/api"
	"keytray/app/text"
)

// undoable is something that the person did and can take back.
type undoable struct {
	back func(done func(error))
}

// mostUndos is how many of the last deeds can be taken back.
const mostUndos = 20

// remember keeps what takes the last deed back.
func (w *Window) remember(back func(done func(error))) *undoable {
	u := &undoable{back}
	w.keys.list.older = true
	w.undos = append(w.undos, u)
	if len(w.undos) > mostUndos {
		w.undos = w.undos[1:]
	}
	return u
}

// undo takes the last deed back, and tells whether there was one.
func (w *Window) undo() bool {
	if n := len(w.undos); n > 0 {
		w.undoThis(w.undos[n-1])
		return true
	}
	return false
}

// undoThis takes one deed back, once. Where that fails it can be tried again, unless
// there is nothing left to take back.
func (w *Window) undoThis(u *undoable) {
	i := slices.Index(w.undos, u)
	if i < 0 {
		return
	}
	w.undos = slices.Delete(w.undos, i, i+1)
	w.toasting(message{})
	u.back(func(err error) {
		if err != nil && api.KindOf(err) != api.Changed {
			w.undos = slices.Insert(w.undos, min(i, len(w.undos)), u)
		}
	})
}

// offerUndo says what is gone, with a button that brings it back.
func (w *Window) offerUndo(said string, u *undoable) {
	w.toasting(message{text: said, good: true, icon: "trash", button: text.T("Undo"), do: func() { w.undoThis(u) }})
	w.offered = u
}

// mayUndo lets the person take a change back; where something is gone it says so.
func (w *Window) mayUndo(c change) {
	if c.stands == nil {
		return
	}
	if !c.again {
		w.redos = nil // they were about what this has changed
	}
	u := w.remember(func(done func(error)) { w.takeBack(c, done) })
	if c.removed != "" {
		w.offerUndo(c.removed, u)
	}
}

// takeBack undoes a change, unless somebody has changed the same since then.
func (w *Window) takeBack(c change, done func(error)) {
	k, there := w.key(c.id)
	if !there || !c.stands(k) {
		w.saysItStays()
		return
	}
	w.selects(c.id)
	back := c.back
	back.Was = &c.edit
	w.edit(change{id: c.id, edit: back, done: func(err error) {
		done(err)
		if api.KindOf(err) == api.Changed {
			w.saysItStays()
			return
		}
		w.fail(err)
		if err == nil {
			w.undone(c)
		}
	}})
}

func (w *Window) saysItStays() {
	w.toasting(message{text: text.T("It was changed again since then, and stays as it is.")})
}

// mayRestore lets the person take a deletion back.
func (w *Window) mayRestore(k api.Key) {
	w.offerUndo(wordsDeleted(k.Name), w.remember(func(done func(error)) { w.restore(k.ID, done) }))
}

func (w *Window) restore(id string, done func(error)) {
	w.fail(nil)
	write(w, func(ctx context.Context, svc api.Service) (api.Key, error) {
		return svc.Restore(ctx, id)
	}, func(_ api.Key, err error) {
		done(err)
		w.fail(err)
		if err == nil {
			w.await(id)
		}
	})
}
