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
		w.keys.list.search.SetText("")
		w.keys.list.setFilter(f)
	}
	if id != "" {
		w.keys.list.open(id)
	}
	w.openDetail(id != "")
}

// back returns to the keys as they were left.
func (w *Window) back() { w.turnTo(w.keys) }

// turnTo fills the window with p, and gives the focus to what comes first.
func (w *Window) turnTo(p page) {
	if w.page != nil && w.page != p {
		w.Conceal()
		w.page.leave()
	}
	w.page = p
	// The main view stays in the tree: what is outside misses a change of the
	// theme.
	w.body.Objects = []fyne.CanvasObject{w.keys.content()}
	if p != page(w.keys) {
		w.body.Add(p.content())
	}
	show(w.keys.content(), p == page(w.keys))
	w.body.Refresh()
	w.refresh()
	if f := p.focus(); f != nil {
		w.p.Window.Canvas().Focus(f)
	}
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
