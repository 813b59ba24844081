package window

import (
	"time"

	"fyne.io/fyne/v2"

	"keytray/app/api"
	"keytray/app/provider"
)

// setup is the wizard for a new key.
type setup struct {
	wizard
	w     *Window
	draft draft

	provider *providerStep
	get      *getStep
	paste    *pasteStep
}

// draft is the key that is being set up. The value itself is in the paste
// step's field alone.
type draft struct {
	provider provider.Provider // without ID while none is chosen
	kind     provider.Kind     // without ID while the value does not tell
	already  bool              // the person has the key already: nothing has to be made

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
	s.OnCancel = s.escape
	s.OnShortcut = w.shortcut
	s.OnFocus = func(f fyne.Focusable) { w.focusOn(s, f) }
	s.provider, s.get = newProviderStep(s), newGetStep(s)
	s.paste = newPasteStep(s)
	s.build("Add a key", s.provider, s.get, s.paste, newNameStep(s), newDoneStep(s))
	return s
}

// choose takes a provider; another one than before leaves nothing of it.
func (s *setup) choose(p provider.Provider) {
	if p.ID != s.draft.provider.ID {
		s.draft.kind, s.draft.checked = provider.Kind{}, api.Checked{}
	}
	s.draft.provider = p
}

// pasted goes on with a key that the person has copied already.
func (s *setup) pasted(text string) {
	s.choose(provider.Provider{}) // the key says whose it is
	s.draft.already = true
	s.paste.take(text)
	s.turn(setupPaste)
}

// escape leaves the setup, after a question if something would be lost. While a
// step waits for an answer it gives that up instead.
func (s *setup) escape() {
	if s.giveUp() {
		return
	}
	leave := func() { s.w.done(s) }
	typed, pasted := s.has()
	switch {
	case s.at == setupDone:
		leave()
	case pasted:
		s.w.confirmOr("Throw away the pasted key?", wordsThrowKey, "Throw away", "Keep going", leave)
	case typed:
		s.w.confirmOr("Throw away what you typed?", wordsThrowTyped, "Throw away", "Keep going", leave)
	default:
		leave()
	}
}

func (s *setup) leave() { s.wipe() }

func (s *setup) keeps() string {
	if _, pasted := s.has(); pasted && s.at != setupDone {
		return wordsKeeps
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
