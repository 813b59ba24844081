package window

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"keytray/app/window/kit"
)

// listen takes the keys that work wherever the focus is.
func (w *Window) listen() {
	c := w.p.Window.Canvas()
	for _, known := range shortcuts() {
		for _, k := range known.keys {
			s := &desktop.CustomShortcut{KeyName: k, Modifier: fyne.KeyModifierShortcutDefault}
			c.AddShortcut(s, func(fyne.Shortcut) { w.shortcut(s) })
		}
	}
	c.AddShortcut(&fyne.ShortcutCopy{}, func(fyne.Shortcut) {
		if w.inKeys() {
			w.keys.list.copy()
		}
	})
	c.AddShortcut(&fyne.ShortcutUndo{}, func(fyne.Shortcut) {
		if w.inKeys() {
			w.undo()
		}
	})
	for _, s := range redoKeys {
		c.AddShortcut(s, func(fyne.Shortcut) {
			if w.inKeys() {
				w.redo()
			}
		})
	}
	for _, s := range []fyne.Shortcut{&fyne.ShortcutPaste{}, wizardBack} {
		c.AddShortcut(s, w.pageShortcut)
	}
	for _, s := range tabKeys {
		c.AddShortcut(s, w.pageShortcut)
	}
	c.SetOnTypedKey(func(e *fyne.KeyEvent) { w.typedKey(e.Name) })
	c.SetOnTypedRune(w.typedRune)
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
	if r == kit.HelpRune {
		w.help()
	} else if w.inKeys() && w.keys.both.Visible() {
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
	case name == kit.HelpKey:
		w.help()
	case w.asks():
		if name == fyne.KeyEscape {
			w.dropQuestion()
		}
	case w.inKeys() && w.keys.detail.editing && name == fyne.KeyEscape:
		w.closeEdit()
	case w.inKeys() && w.keys.panes.alone && w.keys.panes.detail && leaves:
		w.openDetail(false)
	case w.inKeys() && name == fyne.KeyF2:
		w.openEdit(w.keys.list.selected)
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
// person has copied already is set up, from whichever page.
func (w *Window) pasteText(text string) {
	if strings.TrimSpace(text) != "" && !w.mends() {
		w.takeText(text)
	}
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
