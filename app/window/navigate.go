package window

import (
	"fyne.io/fyne/v2"

	"keytray/app/api"
)

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
		w.turnTo(newSettingsPage(w))
	case api.ViewDoctor:
		w.turnTo(newDoctorPage(w))
	default:
		w.openKeys(filterAll, v.Key)
	}
}

// openKeys shows the main view, at a key if one is named.
func (w *Window) openKeys(f filter, id string) {
	w.turnTo(w.keys)
	if f != w.keys.list.filter {
		w.keys.list.setFilter(f)
	}
	if id != "" {
		w.keys.list.open(id)
		w.openDetail(true)
	}
}

// back returns to the keys as they were left.
func (w *Window) back() { w.turnTo(w.keys) }

// turnTo fills the window with p, and gives the focus to what comes first.
func (w *Window) turnTo(p page) {
	if w.page != nil && w.page != p {
		w.hide()
		w.page.leave()
	}
	w.page = p
	w.body.Objects = []fyne.CanvasObject{p.content()}
	w.body.Refresh()
	w.refresh()
	w.p.Window.Canvas().Focus(p.focus())
}

// openDetail shows the detail where there is room for one pane only.
func (w *Window) openDetail(open bool) {
	w.keys.open(open)
	if w.page == page(w.keys) && !(open && w.keys.panes.alone) {
		w.p.Window.Canvas().Focus(w.keys.focus())
	}
}
