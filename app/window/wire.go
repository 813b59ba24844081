package window

import (
	"fyne.io/fyne/v2"

	"keytray/app/api"
	"keytray/app/window/kit"
)

// wire says what the gestures of the main view do.
func (w *Window) wire() {
	l, d := w.keys.list, w.keys.detail
	w.keys.copyOf, w.keys.now, w.keys.canvas, w.keys.isGone = w.copyOf, w.p.Now, w.p.Window.Canvas, w.isGone
	add := func() { w.Open(api.View{Name: api.ViewAdd}) }
	l.list.OnRune, l.chips.OnRune = w.typedRune, w.typedRune
	l.OnAdd, w.keys.welcome.OnAdd = add, add
	l.OnCopy, d.OnCopy = w.copyKey, w.copyKey
	l.OnSelect, l.OnChoose = w.selected, func() { w.awaited = "" }
	l.OnOpen = func(string) { w.openDetail(true) }
	l.OnTap = w.openTapped
	l.OnEscape = func() {
		if d.editing {
			w.closeEdit()
		} else {
			w.closing()
		}
	}
	l.OnSearch = func() { w.openDetail(false) }
	l.OnMenu = w.rowMenu
	l.search.OnShortcut = w.shortcut
	l.search.OnPaste = w.pastesKey
	d.OnBack = func() { w.openDetail(false) }
	d.OnClear = w.clearNow
	d.OnReveal = w.revealKey
	d.verified.OnCheck = w.checkKey
	d.OnRotate = func(id string) { w.Open(api.View{Name: api.ViewRotate, Key: id}) }
	d.OnPin = w.pin
	d.OnEdit, d.OnDone, d.OnGrown = w.openEdit, w.closeEdit, w.speakSoon
	d.editor.OnChange, d.usedBy.OnChange = w.edit, w.edit
	d.editor.OnLost, d.usedBy.OnLost = w.lostEdit, w.lostEdit
	d.OnVariable, d.OnLine = w.copyVariable, w.copyLine
	d.OnPaste = w.pasteAgain
	d.OnLink = w.openLink
	d.OnDelete = w.confirmDelete
	d.OnLeaked = func(id string) { w.Open(api.View{Name: api.ViewLeaked, Key: id}) }
	d.reminds.OnSnooze = w.snooze
	d.reminds.OnMute = w.mute
	l.Edited = func() string {
		if d.editing {
			return d.key.ID
		}
		return ""
	}
	l.search.OnRedo = func() bool { return l.search.Text == "" && w.redo() }
	l.search.OnUndo = func() bool { return (l.search.Text == "" || l.older || w.offered != nil) && w.undo() }
	l.search.OnKey, l.list.OnKey = w.renames(l.search.OnKey), w.renames(l.list.OnKey)
	d.fields(func(f *kit.Entry, dirty func() bool) {
		f.OnShortcut, f.OnPaste = w.shortcut, w.refusesKey
		f.OnUndo = func() bool { return !dirty() && w.undo() }
		f.OnRedo = func() bool { return !dirty() && w.redo() }
	})
}

// renames lets F2 change the name of the selected key, where next takes the other keys.
func (w *Window) renames(next func(fyne.KeyName) bool) func(fyne.KeyName) bool {
	return func(k fyne.KeyName) bool {
		if k == fyne.KeyF2 {
			w.openEdit(w.keys.list.selected)
			return true
		}
		return next(k)
	}
}
