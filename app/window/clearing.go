package window

import (
	"time"

	"keytray/app/provider"
	"keytray/app/secret"
)

// paintTime is when a page is surely in sight.
const paintTime = 100 * time.Millisecond

// clearLater takes a stored value off the clipboard once the page that says so is in
// sight: another program may own the clipboard, and hang. It wipes the value.
func (w *Window) clearLater(value secret.Value, recognise func([]byte) provider.Finding, then func(cleared bool)) {
	if w.clearing != nil {
		w.clearing() // of a key before this one
	}
	var stop func()
	w.clearing = func() {
		w.clearing = nil
		stop()
		cleared := w.clearClipboard(value, recognise)
		value.Wipe()
		then(cleared)
	}
	stop = w.after(paintTime, w.clearing)
}

// clearClipboard takes the value off the clipboard, if that still holds it, and
// nothing else.
func (w *Window) clearClipboard(value secret.Value, recognise func([]byte) provider.Finding) bool {
	there := []byte(w.clipboardText())
	defer clear(there)
	found := recognise(there)
	for _, candidate := range [][]byte{there, found.Value} {
		held := secret.New(candidate)
		same := held.Len() > 0 && held.Equal(value)
		held.Wipe()
		if same {
			w.p.Clipboard.SetContent("")
			return true
		}
	}
	return false
}
