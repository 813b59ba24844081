package window

import (
	"slices"

	"fyne.io/fyne/v2"

	"keytray/app/api"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// redo makes the change again that was taken back last, and tells whether there was one.
func (w *Window) redo() bool {
	n := len(w.redos)
	if n == 0 {
		return false
	}
	c := w.redos[n-1]
	w.redos = w.redos[:n-1]
	w.selects(c.id)
	made := c
	made.again, made.removed, made.edit.Was = true, "", nil
	made.done = func(err error) {
		switch {
		case api.KindOf(err) == api.Changed:
			w.saysItStays()
			return
		case err != nil:
			w.redos = append(w.redos, c) // it can be tried again
		default:
			w.sayRedone(c)
		}
		w.fail(err)
	}
	w.edit(made)
	return true
}

// undone says what was taken back, with a way to have it after all.
func (w *Window) undone(c change) {
	w.redos = append(w.redos, c)
	if len(w.redos) > mostUndos {
		w.redos = slices.Delete(w.redos, 0, 1)
	}
	if now, there := w.key(c.id); there {
		w.toasting(message{text: wordsUndid(now.Name, c.back), good: true, button: text.T("Redo"), do: func() { w.redo() }})
	}
}

func (w *Window) sayRedone(c change) {
	now, there := w.key(c.id)
	switch {
	case !there:
	case c.edit.NewName != nil:
		w.toasting(message{text: text.T("Done again: the name is “%s”.", short(now.Name)), good: true})
	default:
		w.toasting(message{text: text.T("Done again: the change of “%s”.", short(now.Name)), good: true})
	}
}

// redoKeys do that wherever nothing else has a use for them.
var redoKeys = []fyne.Shortcut{&fyne.ShortcutRedo{}, kit.RedoShift}
