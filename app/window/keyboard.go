package window

import (
	"strings"

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
	for _, s := range []fyne.Shortcut{&fyne.ShortcutPaste{}, wizardBack} {
		c.AddShortcut(s, w.pageShortcut)
	}
	c.SetOnTypedKey(func(e *fyne.KeyEvent) { w.typedKey(e.Name) })
	c.SetOnTypedRune(w.typedRune)
	w.keys.list.list.onRune = w.typedRune
}

// wizardBack leads back in a wizard.
var wizardBack = &desktop.CustomShortcut{KeyName: fyne.KeyLeft, Modifier: fyne.KeyModifierAlt}

// pageShortcut is for what the page in sight takes where nothing with the focus does.
func (w *Window) pageShortcut(s fyne.Shortcut) {
	if w.p.Window.Canvas().Overlays().Top() != nil {
		return
	}
	switch s := s.(type) {
	case *fyne.ShortcutPaste:
		w.pasteText(s.Clipboard.Content())
	case *desktop.CustomShortcut:
		if z, ok := w.page.(interface {
			shortcut(*desktop.CustomShortcut) bool
		}); ok {
			z.shortcut(s)
		}
	}
}

// typedRune starts a search from wherever the focus is.
func (w *Window) typedRune(r rune) {
	if w.inKeys() && w.keys.both.Visible() {
		w.openDetail(false)
		w.keys.list.search.TypedRune(r)
	} else if z, ok := w.page.(interface{ typedRune(rune) }); ok && w.p.Window.Canvas().Overlays().Top() == nil {
		z.typedRune(r)
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
	case w.asks():
		if name == fyne.KeyEscape {
			w.dropQuestion()
		}
	case w.inKeys() && w.keys.panes.alone && w.keys.panes.detail && leaves:
		w.openDetail(false)
	case w.inKeys():
		w.keys.list.key(name)
	case w.page == page(w.keys):
	default:
		if z, ok := w.page.(interface{ key(fyne.KeyName) }); ok && w.p.Window.Canvas().Overlays().Top() == nil {
			z.key(name)
		} else if name == fyne.KeyEscape {
			w.page.escape()
		}
	}
}

// pasteText takes what is pasted where no field has the focus: a key that the
// person has copied already is set up.
func (w *Window) pasteText(text string) {
	if z, ok := w.page.(interface{ pasteText(string) }); ok {
		z.pasteText(text)
	} else if w.inKeys() && strings.TrimSpace(text) != "" {
		w.openSetup().pasted(text)
	}
}

var shortcutKeys = []fyne.KeyName{
	fyne.KeyF, fyne.KeyN, fyne.KeyR, fyne.KeyP, fyne.KeyT, fyne.KeyComma, fyne.KeyDelete,
	fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4, fyne.Key5,
}

// aboutKey is a page that is about one key: shortcuts are about that, too.
type aboutKey interface {
	keyID() string // "" while there is none
}

// selectedKey is the key that shortcuts are about.
func (w *Window) selectedKey() string {
	if p, is := w.page.(aboutKey); is {
		return p.keyID()
	}
	if w.page == page(w.keys) {
		return w.keys.list.selected
	}
	return ""
}

// shortcut does what Ctrl and a key ask for; Cmd on macOS.
func (w *Window) shortcut(s *desktop.CustomShortcut) bool {
	if s.Modifier != fyne.KeyModifierShortcutDefault || w.p.Window.Canvas().Overlays().Top() != nil {
		return false
	}
	id := w.selectedKey()
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
		if id == "" && w.page != page(w.keys) {
			break // the page in sight is about none
		}
		w.Open(api.View{Name: api.ViewRotate, Key: id})
	case fyne.KeyP:
		if k, ok := w.key(id); ok {
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
