package window

import (
	"context"

	"keytray/app/api"
)

// store sends a form. The field is emptied once the value is stored, and the
// copy that was sent is wiped either way.
func (w *Window) store(f *form, field *valueField, wipe func(), call func(context.Context, api.Service) (api.Key, error)) {
	stop := ask(w, call, func(k api.Key, err error) {
		wipe()
		stopped := f.waited()
		w.closes = w.closes && err == nil // who has closed the window learns why it stays
		switch {
		case err == nil:
			field.empty()
			w.toasting(message{text: wordsStored(w.state.Keychain)})
			w.openKeys(filterAll, "")
			w.await(k.ID)
			w.stored()
		case stopped:
			f.tell(message{text: wordsStopped})
		case w.needsPassphrase(err):
			f.tell(message{text: sentence(err), bad: true, button: "Unlock…", do: func() { f.fail(""); w.openUnlock("") }})
		default:
			f.fail(sentence(err))
		}
	})
	f.wait("Storing…", stop)
}
