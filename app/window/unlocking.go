package window

import "keytray/app/window/unlock"

// needsPassphrase tells whether a call failed because the encrypted file is
// locked.
func (w *Window) needsPassphrase(err error) bool { return unlock.Helps(w.state.Keychain, err) }

// unlockFor asks for the passphrase if the value of a key could not be had
// without it. It does not take another page away.
func (w *Window) unlockFor(key string, err error) bool {
	asks := w.needsPassphrase(err) && w.page == page(w.keys)
	if asks {
		w.openUnlock(key)
	}
	return asks
}

// openUnlock asks for the passphrase, and shows a key then if one is named.
func (w *Window) openUnlock(key string) {
	if p, here := w.page.(*unlockPage); here {
		p.key = key
		return
	}
	w.over(newUnlockPage(w, key))
}

// unlocked goes on to what was asked for.
func (w *Window) unlocked(p *unlockPage) {
	if w.page != page(p) {
		w.done(p)
		return
	}
	if p.key == "" || len(w.under) > 0 {
		w.back()
		return
	}
	w.openKeys(w.keys.list.filter, p.key)
}
