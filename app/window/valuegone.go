package window

import "keytray/app/api"

// valueGone tells whether a call has found that the value of a key is not in the keychain
// any more, and remembers it: the detail says what can be done then.
func (w *Window) valueGone(id string, err error) bool {
	k, there := w.key(id)
	switch {
	case err == nil:
		delete(w.gone, id)
	case there && api.KindOf(err) == api.NotFound:
		if w.gone == nil {
			w.gone = map[string]string{}
		}
		w.gone[id] = k.CurrentItem()
		w.refresh()
		return true
	}
	return false
}

// isGone tells whether the value of a key was missing when it was asked for last. With
// another value it is not.
func (w *Window) isGone(k api.Key) bool {
	item, gone := w.gone[k.ID]
	return gone && item == k.CurrentItem()
}
