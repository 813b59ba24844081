package window

import (
	"time"

	"fyne.io/fyne/v2"

	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/text"
)

// setup is the wizard for a new key.
type setup struct {
	wizard
	w     *Window
	draft draft

	provider *providerStep
	get      *getStep
	paste    *pasteStep
	name     *nameStep
	end      *doneStep
}

// draft is the key that is being set up. The value itself is in the paste
// step's field alone.
type draft struct {
	provider provider.Provider // without ID while none is chosen
	kind     provider.Kind     // without ID while the value does not tell
	already  bool              // the person has the key already: nothing has to be made
	told     bool              // provider is what the start of a damaged value tells: another value may tell another

	checked api.Checked // what the provider said of the value; zero while nobody asked it

	name, env, account, scopes, limit string
	usedBy, tags                      []string
	notes                             string
	created, expires                  time.Time
	dueAfter, overdueAfter            int

	stored  api.Key // once it is
	cleared bool    // the value was on the clipboard, and is not any more
}

// Steps of the setup.
const (
	setupProvider = iota
	setupGet
	setupPaste
	setupName
	setupDone
)

// setupSize is the size of a window that was opened for the setup alone.
var setupSize = fyne.NewSize(720, 560)

func newSetup(w *Window) *setup {
	s := &setup{w: w}
	s.OnCancel, s.Now = s.escape, w.p.Now
	s.slow = []int{setupName, setupDone}
	s.OnShortcut, s.OnPaste = w.shortcut, s.refuses
	s.OnFocus = func(f fyne.Focusable) { w.focusOn(s, f) }
	s.provider, s.get = newProviderStep(s), newGetStep(s)
	s.paste = newPasteStep(s)
	s.name, s.end = newNameStep(s), newDoneStep(s)
	s.build(text.C("title", "Add a key"), s.provider, s.get, s.paste, s.name, s.end)
	return s
}

// choose takes a provider; another one than before leaves nothing of it.
func (s *setup) choose(p provider.Provider) {
	if p.ID != s.draft.provider.ID {
		s.draft.kind = provider.Kind{}
		s.paste.check.forget()
		s.draft.account = "" // it is nobody else's business
	}
	s.draft.provider, s.draft.told = p, false
}

// chosen is the provider that the person chose, or a whole key told.
func (d *draft) chosen() string {
	if d.told {
		return ""
	}
	return d.provider.ID
}

// pasted goes on with a key that the person has copied already.
func (s *setup) pasted(what string) {
	if !s.paste.sparesText(what) {
		s.choose(provider.Provider{}) // the key says whose it is
		s.draft.already = true
	}
	s.paste.take(what)
	s.turn(setupPaste)
}

// escape leaves the setup, after a question if something would be lost. While a
// step waits for an answer it gives that up instead; storing above all, whichever
// step is in sight.
func (s *setup) escape() {
	if s.giveUp() || s.name.giveUp() {
		return
	}
	s.askFirst(func() { s.w.done(s) })
}

// askFirst does what leaves the setup, after a question if something would be lost.
func (s *setup) askFirst(leave func()) {
	typed, pasted := s.loses()
	s.w.askThrow(typed, pasted, leave)
}

// loses is has, but once the key is stored nothing is lost.
func (s *setup) loses() (typed, pasted bool) {
	if s.at == setupDone {
		return false, false
	}
	return s.has()
}

// renderCopy says at the end how the copy of the new key stands.
func (s *setup) renderCopy() {
	if s.at == setupDone {
		s.end.renderCopy(s.w.state)
	}
}

func (s *setup) storing() bool { return s.name.stop != nil }

func (s *setup) leave() { s.wipe() }

func (s *setup) keeps() string {
	if typed, pasted := s.has(); (typed || pasted) && s.at != setupDone {
		return text.T(wordsKeeps)
	}
	return ""
}

func (s *setup) render(st api.State) {
	for _, step := range s.steps {
		if r, renders := step.(interface{ render(api.State) }); renders {
			r.render(st)
		}
	}
}
