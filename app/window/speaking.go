package window

import (
	"slices"

	"keytray/app/text"
)

// speaking is a language that the settings ask for, and that the window does not speak yet.
type speaking struct {
	later bool
	tries bool // a try is on its way
}

// changeLanguage speaks the language of the settings. What is being typed about a key is
// saved first. Where something in sight would be lost, or would stay as it is, all of the
// window keeps the language before: half a window in each is worse than a late one.
func (w *Window) changeLanguage() {
	w.speaking.later = true
	w.keys.detail.settle()
	w.speakAnew()
	if w.speaking.later && w.holdsPage() {
		w.toasting(message{text: text.T("The new language comes once you are done here.")})
	}
}

// speakSoon tries again, where what the language waits for may be over. Not at once: who
// calls it is still at work on what would be made again.
func (w *Window) speakSoon() {
	if !w.speaking.later || w.speaking.tries {
		return
	}
	w.speaking.tries = true
	w.p.Post(func() {
		w.speaking.tries = false
		if w.speaking.later {
			w.speakAnew()
		}
	})
}

// speakAnew makes what is in sight again, for it was made in the language before.
func (w *Window) speakAnew() {
	if w.editing.busy || len(w.editing.waiting) > 0 || w.holdsEdit() || w.keys.detail.typing() || w.holdsPage() {
		return
	}
	w.speaking.later = false
	w.p.Speak(w.look.Language)
	before := w.keys
	edits := before.detail.editing
	before.detail.letGo()
	w.Conceal() // what holds a value in sight is left behind
	w.absent = nil
	w.build()
	w.p.Window.SetContent(w.root)
	w.keys.ready = before.ready
	w.Apply(w.state.Settings)
	w.keys.render(w.state)
	w.keys.resume(before)
	for i, p := range w.under {
		w.under[i] = w.anew(before, p)
	}
	w.fill(w.anew(before, w.page))
	if id := w.keys.list.selected; edits && w.inKeys() {
		w.openEdit(id)
	}
}

// holdsPage tells whether a page is open that must not be made again.
func (w *Window) holdsPage() bool {
	return slices.ContainsFunc(append(slices.Clone(w.under), w.page), func(p page) bool {
		h, may := p.(interface{ holds() bool })
		return may && h.holds()
	})
}

// anew is a page in the language now in use.
func (w *Window) anew(keys *keysView, p page) page {
	if p == page(keys) {
		return w.keys
	}
	old, can := p.(interface{ anew() page })
	if !can {
		return p
	}
	n := old.anew()
	p.leave()
	return n
}

// resume shows what another view of the keys has shown.
func (v *keysView) resume(before *keysView) {
	v.list.filter = before.list.filter
	v.list.search.SetText(before.list.search.Text)
	if id := before.list.selected; id != "" {
		v.list.open(id)
	}
	v.open(before.panes.detail)
}
