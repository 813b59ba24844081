package window

import (
	"slices"

	"keytray/app/api"
	"keytray/app/window/unlock"
)

// Open goes to a view. A view or key that does not exist leads to the keys.
func (w *Window) Open(v api.View) {
	switch v.Name {
	case api.ViewAdd:
		w.openSetup()
	case api.ViewRotate:
		if k, ok := w.key(v.Key); ok {
			w.openRotate(k)
			return
		}
		w.openRotation()
	case api.ViewRotation:
		w.openRotation()
	case api.ViewLeaked:
		w.openLeaked(v.Key)
	case api.ViewSettings:
		w.aside(newSettingsPage(w))
	case api.ViewDoctor:
		w.aside(newDoctorPage(w))
	case api.ViewUnlock:
		if k := w.state.Keychain; unlock.Needed(k) || k.Store == api.StoreFile && k.Status != api.KeychainOK {
			w.openUnlock(v.Key)
		} else if w.mayGo() {
			w.openKeys(filterAll, v.Key)
		}
	default:
		w.openKeys(filterAll, v.Key)
	}
}

// openSetup sets up a new key; one that is being set up is gone on with.
func (w *Window) openSetup() *setup {
	if s := w.setupOpen(); s != nil {
		w.uncover(s)
		return s
	}
	s := newSetup(w)
	w.turnTo(s)
	return s
}

// openRotate rotates a key; where that is under way in this window it is gone on with.
func (w *Window) openRotate(k api.Key) {
	if r := w.rotating(k.ID); r != nil {
		w.uncover(r)
		return
	}
	w.selects(k.ID)
	r := newRotateWizard(w, k)
	w.turnTo(r)
}

// selects selects a key in the list below a page about it: who comes back finds it there,
// and Enter copies no other one.
func (w *Window) selects(id string) {
	if w.keys.list.selected != id {
		w.keys.render(w.state)
		w.keys.list.open(id)
	}
}

// rotating is the rotation of a key that is under way in this window, in sight or
// below another page.
func (w *Window) rotating(id string) *rotateWizard {
	for _, p := range append(slices.Clone(w.under), w.page) {
		if r, is := p.(*rotateWizard); is && r.key.ID == id && r.at != rotateDone {
			return r
		}
	}
	return nil
}

// setupOpen is the setup that is under way, in sight or below another page.
func (w *Window) setupOpen() *setup {
	for _, p := range append(slices.Clone(w.under), w.page) {
		if isSetup(p) {
			return p.(*setup)
		}
	}
	return nil
}

// isSetup tells whether p is a setup that is not done yet.
func isSetup(p page) bool {
	s, is := p.(*setup)
	return is && s.at != setupDone
}

// uncover leaves what lies over p, unless that has to be finished first.
func (w *Window) uncover(p page) {
	i := slices.Index(w.under, p)
	if i < 0 {
		return
	}
	over := append(slices.Clone(w.under[i+1:]), w.page)
	for _, o := range over {
		if why := o.keeps(); why != "" {
			w.toasting(message{text: why})
			return
		}
	}
	for _, o := range over {
		o.leave()
	}
	w.under = w.under[:i]
	w.fill(p)
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
