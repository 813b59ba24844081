package window

import (
	"slices"

	"keytray/app/text"
)

// A page may be busy with something that should not be cut off, or hold what is lost
// with it.
type (
	storers interface{ storing() bool }
	losers  interface{ loses() (typed, pasted bool) }
)

// closing is what closing the window by its frame or by Alt F4 does: what would be
// lost is asked about first, and what is just being stored or changed is waited for. The
// end of the session or of the agent comes another way, and waits for nobody.
func (w *Window) closing() {
	waited := w.closes     // the person was told so, and does not want to wait
	w.keys.detail.settle() // which may begin a write
	typed, pasted, storing := w.held()
	typed = typed || w.holdsEdit()
	switch {
	case w.writes > 0 && !waited:
		w.closes = true
		w.toasting(message{text: wordsCloses(storing)})
	case typed || pasted:
		if w.asks() {
			w.dropQuestion() // this one takes its place
		}
		w.askThrow(typed, pasted, w.close)
	default:
		w.close()
	}
}

// close ends the window. Nothing of a key that was stored stays on the clipboard.
func (w *Window) close() {
	if w.clearing != nil {
		w.clearing()
	}
	w.p.Window.Close()
}

// wordsCloses say what a window waits for that the person has closed.
func wordsCloses(storing bool) string {
	if storing {
		return text.T(wordsClosesStored)
	}
	return text.T("The window closes as soon as what you began is done.")
}

// stored ends the wait of a person who has closed the window meanwhile.
func (w *Window) stored() {
	if w.closes {
		w.closes = false
		w.closing()
	}
}

// held is what the pages hold, those below others too, without what is typed about a key
// that there is.
func (w *Window) held() (typed, pasted, storing bool) {
	for _, p := range append(slices.Clone(w.under), w.page) {
		if l, may := p.(losers); may {
			t, k := l.loses()
			typed, pasted = typed || t, pasted || k
		}
		if s, may := p.(storers); may {
			storing = storing || s.storing()
		}
	}
	return typed, pasted, storing
}

// leavePages does what leaves all pages for the keys, after a question if something would
// be lost. It does not while a key is just being stored.
func (w *Window) leavePages(leave func()) {
	typed, pasted, storing := w.held()
	switch {
	case storing, !typed && !pasted && w.kept() != "":
		w.mayGo()
	case w.asks():
	default:
		w.askThrow(typed, pasted, leave)
	}
}

// askThrow asks before what was typed or pasted is lost.
func (w *Window) askThrow(typed, pasted bool, leave func()) {
	switch {
	case pasted:
		w.confirmOr(text.T("Throw away the pasted key?"), text.T(wordsThrowKey), text.T("Throw away"), text.T("Keep going"), leave)
	case typed:
		w.confirmOr(text.T("Throw away what you typed?"), text.T(wordsThrowTyped), text.T("Throw away"), text.T("Keep going"), leave)
	default:
		leave()
	}
}
