package window

import (
	"context"
	"slices"

	"keytray/app/api"
	"keytray/app/text"
)

// undoable is something that the person did and can take back.
type undoable struct{ back func() }

// mostUndos is how many of the last deeds can be taken back.
const mostUndos = 20

// remember keeps what takes the last deed back.
func (w *Window) remember(back func()) *undoable {
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

// undoThis takes one deed back, once.
func (w *Window) undoThis(u *undoable) {
	i := slices.Index(w.undos, u)
	if i < 0 {
		return
	}
	w.undos = slices.Delete(w.undos, i, i+1)
	w.toasting(message{})
	u.back()
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
	u := w.remember(func() { w.takeBack(c) })
	if c.removed != "" {
		w.offerUndo(c.removed, u)
	}
}

// takeBack undoes a change, unless somebody has changed the same since then.
func (w *Window) takeBack(c change) {
	k, there := w.key(c.id)
	if !there || !c.stands(k) {
		w.saysItStays()
		return
	}
	w.selects(c.id)
	back := c.back
	back.Was = &c.edit
	w.edit(change{id: c.id, edit: back, done: func(err error) {
		if api.KindOf(err) == api.Changed {
			w.saysItStays()
			return
		}
		w.fail(err)
		if now, there := w.key(c.id); there && err == nil {
			w.toasting(message{text: wordsUndid(now.Name, c.back), good: true})
		}
	}})
}

func (w *Window) saysItStays() {
	w.toasting(message{text: text.T("It was changed again since then, and stays as it is.")})
}

// mayRestore lets the person take a deletion back.
func (w *Window) mayRestore(k api.Key) {
	w.offerUndo(wordsDeleted(k.Name), w.remember(func() { w.restore(k.ID) }))
}

func (w *Window) restore(id string) {
	w.toasting(message{})
	w.then(func(ctx context.Context, svc api.Service) error {
		_, err := svc.Restore(ctx, id)
		return err
	}, func() { w.await(id) })
}
