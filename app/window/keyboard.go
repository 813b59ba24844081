package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"keytray/app/api"
)

// shortcuts are the keys that work in the main view wherever the focus is.
func (w *Window) shortcuts() {
	c := w.p.Window.Canvas()
	for _, k := range shortcutKeys {
		s := &desktop.CustomShortcut{KeyName: k, Modifier: fyne.KeyModifierShortcutDefault}
		c.AddShortcut(s, func(fyne.Shortcut) { w.shortcut(s) })
	}
	c.AddShortcut(&fyne.ShortcutCopy{}, func(fyne.Shortcut) {
		if w.inKeys() {
			w.keys.list.copy()
		}
	})
	c.SetOnTypedKey(func(e *fyne.KeyEvent) { w.typedKey(e.Name) })
	c.SetOnTypedRune(w.typedRune)
	w.keys.list.list.onRune = w.typedRune
}

// typedRune starts a search from wherever the focus is.
func (w *Window) typedRune(r rune) {
	if w.inKeys() && w.keys.both.Visible() {
		w.openDetail(false)
		w.keys.list.search.TypedRune(r)
	}
}

// inKeys tells whether the main view is what takes keys.
func (w *Window) inKeys() bool {
	return w.page == page(w.keys) && w.p.Window.Canvas().Overlays().Top() == nil
}

// typedKey takes the keys that nothing with the focus takes.
func (w *Window) typedKey(name fyne.KeyName) {
	leaves := name == fyne.KeyEscape || name == fyne.KeyLeft
	switch {
	case w.inKeys() && w.keys.panes.alone && w.keys.panes.detail && leaves:
		w.openDetail(false)
	case w.inKeys():
		w.keys.list.key(name)
	case w.page != page(w.keys) && name == fyne.KeyEscape:
		w.page.escape()
	}
}

var shortcutKeys = []fyne.KeyName{
	fyne.KeyF, fyne.KeyN, fyne.KeyR, fyne.KeyP, fyne.KeyT, fyne.KeyComma, fyne.KeyDelete,
	fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4, fyne.Key5,
}

// shortcut does what Ctrl and a key ask for; Cmd on macOS.
func (w *Window) shortcut(s *desktop.CustomShortcut) bool {
	if s.Modifier != fyne.KeyModifierShortcutDefault || w.p.Window.Canvas().Overlays().Top() != nil {
		return false
	}
	id := w.keys.list.selected
	switch s.KeyName {
	case fyne.KeyComma:
		w.Open(api.View{Name: api.ViewSettings})
		return true
	case fyne.KeyDelete:
		w.clearNow()
		return true
	}
	if !w.mayGo() {
		return true
	}
	switch s.KeyName {
	case fyne.KeyF:
		w.Open(api.View{Name: api.ViewKeys})
		w.openDetail(false)
	case fyne.KeyN:
		w.Open(api.View{Name: api.ViewAdd})
	case fyne.KeyR:
		w.Open(api.View{Name: api.ViewRotate, Key: id})
	case fyne.KeyP:
		if k, ok := w.keys.key(id); ok {
			w.pin(id, !k.Pinned)
		}
	case fyne.KeyT:
		w.Open(api.View{Name: api.ViewRotation})
	case fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4, fyne.Key5:
		w.turnTo(w.keys)
		w.keys.list.setFilter(filters[s.KeyName[0]-'1'])
	default:
		return false
	}
	return true
}
