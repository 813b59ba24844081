package window

import "keytray/app/api"

// wire says what the gestures of the main view do.
func (w *Window) wire() {
	l, d := w.keys.list, w.keys.detail
	w.keys.copyOf, w.keys.now = w.copyOf, w.p.Now
	add := func() { w.Open(api.View{Name: api.ViewAdd}) }
	l.OnAdd, w.keys.welcome.OnAdd = add, add
	l.OnCopy, d.OnCopy = w.copyKey, w.copyKey
	l.OnSelect = w.selected
	l.OnOpen = func(string) { w.openDetail(true) }
	l.OnEscape = w.close
	l.search.OnShortcut = w.shortcut
	l.search.OnPaste = w.pastesKey
	d.OnBack = func() { w.openDetail(false) }
	d.OnClear = w.clearNow
	d.OnReveal = w.revealKey
	d.verified.OnCheck = w.checkKey
	d.OnRotate = func(id string) { w.Open(api.View{Name: api.ViewRotate, Key: id}) }
	d.OnPin = w.pin
	d.OnDelete = w.confirmDelete
	d.OnLeaked = func(id string) { w.Open(api.View{Name: api.ViewLeaked, Key: id}) }
	d.reminds.OnSnooze = w.snooze
	d.reminds.OnMute = w.mute
}
