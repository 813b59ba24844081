package window

import (
	"slices"

	"fyne.io/fyne/v2"

	"keytray/app/api"
	"keytray/app/window/kit"
)

// page is what fills the window between the banner and the status line.
type page interface {
	content() fyne.CanvasObject
	focus() fyne.Focusable // what has the focus first
	render(api.State)
	escape()       // Esc, while nothing has the focus
	leave()        // it is gone: forget what was pasted
	keeps() string // why the person has to finish here first; empty if not
}

// turnTo fills the window with p and leaves all other pages.
func (w *Window) turnTo(p page) {
	for _, other := range append(w.under, w.page) {
		if other != nil && other != p {
			other.leave()
		}
	}
	w.under = nil
	w.fill(p)
}

// over fills the window with p, which goes back to where it was opened.
func (w *Window) over(p page) {
	if w.page != page(w.keys) {
		w.under = append(w.under, w.page)
	}
	w.fill(p)
}

// aside is turnTo, but over a page that the person has to finish, or a wizard: it
// is gone on with afterwards.
func (w *Window) aside(p page) {
	switch {
	case w.page.keeps() != "", isUnderWay(w.page):
		w.over(p)
	case w.kept() != "", slices.ContainsFunc(w.under, isUnderWay):
		w.page.leave()
		w.fill(p)
	default:
		w.turnTo(p)
	}
}

// isUnderWay tells whether p is a wizard that is not done yet.
func isUnderWay(p page) bool {
	r, rotates := p.(*rotateWizard)
	return isSetup(p) || rotates && r.at != rotateDone
}

// back returns to what the page lies over, or to the keys as they were left.
func (w *Window) back() {
	w.page.leave()
	below := page(w.keys)
	if n := len(w.under); n > 0 {
		below, w.under = w.under[n-1], w.under[:n-1]
	}
	w.fill(below)
}

// done goes back from p, which may not be in sight any more.
func (w *Window) done(p page) {
	if w.page == p {
		w.back()
	} else if i := slices.Index(w.under, p); i >= 0 {
		p.leave()
		w.under = slices.Delete(w.under, i, i+1)
	}
}

// kept is why the person has to finish a page first.
func (w *Window) kept() string {
	for _, p := range append(slices.Clone(w.under), w.page) {
		if why := p.keeps(); why != "" {
			return why
		}
	}
	return ""
}

// mayGo tells whether all pages may be left, and says why not.
func (w *Window) mayGo() bool {
	why := w.kept()
	if why != "" {
		w.toasting(message{text: why})
	}
	return why == ""
}

// focusOn moves the focus within p, while that is what is in sight.
func (w *Window) focusOn(p page, f fyne.Focusable) {
	if w.page == p {
		w.p.Window.Canvas().Focus(f)
	}
}

// inSight tells whether p is what the person sees.
func (w *Window) inSight(p page) bool { return w.page == p }

// inReach tells whether p is in sight, or below what is.
func (w *Window) inReach(p page) bool { return w.inSight(p) || slices.Contains(w.under, p) }

// closeOver closes what lies over the page, menus above all: without what they belong
// to they would be left in a corner. A question stays while a page has to be finished
// first.
func (w *Window) closeOver() {
	over := w.p.Window.Canvas().Overlays()
	for top := over.Top(); top != nil && (top != w.question || w.kept() == ""); top = over.Top() {
		top.Hide()
		over.Remove(top)
	}
}

// grow gives a window that was opened for a wizard alone its usual size once
// the keys are in it, unless the person has given it another.
func (w *Window) grow() {
	if !w.small || w.page != page(w.keys) {
		return
	}
	w.small = false
	if d := w.p.Window.Canvas().Size().Subtract(w.look.sized(setupSize)); max(d.Width, -d.Width, d.Height, -d.Height) < 8 {
		w.p.Window.Resize(w.look.sized(usual))
	}
}

// fill puts p into the window, and gives the focus to what comes first.
func (w *Window) fill(p page) {
	if w.page != nil && w.page != p {
		w.Conceal()
		w.closeOver()
	}
	w.page = p
	w.grow()
	// The others stay in the tree: what is outside misses a change of the theme.
	w.body.Objects = []fyne.CanvasObject{w.keys.content()}
	for _, below := range w.under {
		w.body.Add(below.content())
	}
	if p != page(w.keys) {
		w.body.Add(p.content())
	}
	if l := w.lives; l != nil && page(l) != p && !slices.Contains(w.under, page(l)) {
		w.body.Add(l.content())
	}
	for _, o := range w.body.Objects {
		kit.Show(o, o == p.content())
	}
	w.body.Refresh()
	w.refresh()
	if f := p.focus(); f != nil {
		w.p.Window.Canvas().Focus(f)
	} else {
		w.p.Window.Canvas().Unfocus() // what had it is out of sight
	}
}
