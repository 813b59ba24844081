package window

import "keytray/app/api"

// Open goes to a view. A view or key that does not exist leads to the keys.
func (w *Window) Open(v api.View) {
	switch v.Name {
	case api.ViewAdd:
		w.turnTo(newAddPage(w))
	case api.ViewRotate:
		if k, ok := w.keys.key(v.Key); ok {
			w.turnTo(newRotatePage(w, k))
			return
		}
		w.openKeys(filterRotation, "")
	case api.ViewRotation:
		w.openKeys(filterRotation, "")
	case api.ViewSettings:
		w.aside(newSettingsPage(w))
	case api.ViewDoctor:
		w.aside(newDoctorPage(w))
	case api.ViewUnlock:
		if k := w.state.Keychain; fileLocked(k) || k.Store == api.StoreFile && k.Status != api.KeychainOK {
			w.openUnlock(v.Key)
		} else if w.mayGo() {
			w.openKeys(filterAll, v.Key)
		}
	default:
		w.openKeys(filterAll, v.Key)
	}
}

// openKeys shows the main view, at a key if one is named.
func (w *Window) openKeys(f filter, id string) {
	w.turnTo(w.keys)
	if f != w.keys.list.filter {
		w.keys.list.search.SetText("")
		w.keys.list.setFilter(f)
	}
	if id != "" {
		w.keys.list.open(id)
	}
	w.openDetail(id != "")
}

// openDetail shows the detail where there is room for one pane only.
func (w *Window) openDetail(open bool) {
	w.keys.open(open)
	canvas := w.p.Window.Canvas()
	switch {
	case w.page != page(w.keys):
	case open && w.keys.panes.alone:
		canvas.Unfocus() // the search field is out of sight
	default:
		if f := w.keys.focus(); f != nil {
			canvas.Focus(f)
		}
	}
}
