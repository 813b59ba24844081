package window

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"keytray/app/api"
	"keytray/app/provider"
)

// wire says what the gestures of the main view do.
func (w *Window) wire() {
	l, d := w.keys.list, w.keys.detail
	add := func() { w.Open(api.View{Name: api.ViewAdd}) }
	l.OnAdd, w.keys.welcome.OnAdd = add, add
	l.OnCopy, d.OnCopy = w.copyKey, w.copyKey
	l.OnSelect = w.selected
	l.OnOpen = func(string) { w.openDetail(true) }
	l.OnEscape = w.p.Window.Close
	l.search.onShortcut = w.shortcut
	d.OnBack = func() { w.openDetail(false) }
	d.OnClear = w.clearNow
	d.OnReveal = w.revealKey
	d.OnRotate = func(id string) { w.Open(api.View{Name: api.ViewRotate, Key: id}) }
	d.OnPin = w.pin
	d.OnDelete = w.confirmDelete
	d.OnLeaked = w.confirmLeaked
}

// selected shows another key, and fetches its history.
func (w *Window) selected(id string) {
	w.hide()
	w.keys.renderDetail()
	if id == "" {
		return
	}
	ask(w, func(ctx context.Context, svc api.Service) ([]api.Event, error) {
		return svc.History(ctx, id)
	}, func(events []api.Event, err error) {
		if err == nil && w.keys.list.selected == id { // without its history a key is still of use
			w.keys.detail.told(events, w.p.Now())
		}
	})
}

func (w *Window) pin(id string, pinned bool) {
	w.do(func(ctx context.Context, svc api.Service) error {
		_, err := svc.Edit(ctx, api.EditRequest{Name: id, Pinned: &pinned})
		return err
	})
}

func (w *Window) confirmDelete(id string) {
	k, _ := w.keys.key(id)
	w.confirm("Delete "+k.Name+"?", wordsDelete(provider.Name(k.Provider)), "Delete", func() {
		w.then(func(ctx context.Context, svc api.Service) error {
			_, err := svc.Remove(ctx, api.RemoveRequest{Name: id})
			return err
		}, func() {
			w.openDetail(false)
			w.toasting(message{text: wordsDeleted(k.Name), button: "Undo", do: func() { w.restore(id) }})
		})
	})
}

func (w *Window) restore(id string) {
	w.toasting(message{})
	w.then(func(ctx context.Context, svc api.Service) error {
		_, err := svc.Restore(ctx, id)
		return err
	}, func() { w.keys.list.open(id) })
}

func (w *Window) confirmLeaked(id string) {
	k, _ := w.keys.key(id)
	w.confirm("Did "+k.Name+" leak?", wordsLeaked, "Mark as exposed", func() {
		w.do(func(ctx context.Context, svc api.Service) error {
			_, err := svc.Expose(ctx, api.ExposeRequest{Name: id})
			return err
		})
	})
}

// toasting shows a toast for as long as a person needs to take it back.
func (w *Window) toasting(m message) {
	if w.stopToast != nil {
		w.stopToast()
	}
	w.toast.render(m)
	w.stopToast = w.after(8*time.Second, func() { w.toast.render(message{}) })
}

// shortcuts are the keys that work in the main view wherever the focus is.
func (w *Window) shortcuts() {
	c := w.p.Window.Canvas()
	for _, s := range shortcutKeys {
		c.AddShortcut(&desktop.CustomShortcut{KeyName: s, Modifier: fyne.KeyModifierShortcutDefault}, func(fyne.Shortcut) {
			w.shortcut(&desktop.CustomShortcut{KeyName: s, Modifier: fyne.KeyModifierShortcutDefault})
		})
	}
	c.AddShortcut(&fyne.ShortcutCopy{}, func(fyne.Shortcut) {
		if w.page == page(w.keys) {
			w.keys.list.copy()
		}
	})
	c.SetOnTypedKey(func(e *fyne.KeyEvent) {
		if w.page == page(w.keys) {
			w.keys.list.key(e.Name)
		} else if e.Name == fyne.KeyEscape {
			w.back()
		}
	})
	c.SetOnTypedRune(func(r rune) {
		if w.page == page(w.keys) && w.keys.both.Visible() {
			w.openDetail(false)
			c.Focus(w.keys.list.search)
			w.keys.list.search.TypedRune(r)
		}
	})
}

var shortcutKeys = []fyne.KeyName{
	fyne.KeyF, fyne.KeyN, fyne.KeyR, fyne.KeyP, fyne.KeyT, fyne.KeyComma, fyne.KeyDelete,
	fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4, fyne.Key5,
}

// shortcut does what Ctrl and a key ask for; Cmd on macOS.
func (w *Window) shortcut(s *desktop.CustomShortcut) bool {
	if s.Modifier != fyne.KeyModifierShortcutDefault {
		return false
	}
	id := w.keys.list.selected
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
	case fyne.KeyComma:
		w.Open(api.View{Name: api.ViewSettings})
	case fyne.KeyDelete:
		w.clearNow()
	case fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4, fyne.Key5:
		w.turnTo(w.keys)
		w.keys.list.setFilter(filters[s.KeyName[0]-'1'])
	default:
		return false
	}
	return true
}
