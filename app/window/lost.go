package window

import (
	"context"
	"time"

	"keytray/app/api"
	"keytray/app/text"
	"keytray/app/window/client"
)

// restartPause is how long an agent has to live before another one is started by
// itself: one that ends at once is not started for ever.
const restartPause = time.Minute

// answerLimit is how long one that was started may take until its state is here. It has
// answered once by then.
const answerLimit = 5 * time.Second

// losing is why there is no state to follow.
type losing struct {
	lost      string // empty while there is one
	ended     bool   // that is because there is no agent
	starts    bool   // another one is being started
	started   time.Time
	stopStart func() // ends the wait for the state of that one
}

// Lost says that the agent does not answer any more, or what it answered instead of
// a state. One that crashed is started again; one that was quit is not.
func (w *Window) Lost(err error) {
	w.Conceal()
	w.state.Broken = ""
	kind := api.KindOf(err)
	w.ended = kind == api.NoAgent || kind == api.Ended
	switch {
	case kind == api.Ended:
		w.lost = text.T("Keytray was quit. It cannot copy, clear or remind now.")
	case w.ended:
		w.lost = text.T("The agent has ended. Keytray cannot copy, clear or remind without it.")
	default:
		w.lost = client.Sentence(err)
	}
	if w.ended {
		w.state.Clipboard = api.Clipboard{}
	}
	if now := w.p.Now(); kind == api.NoAgent && (w.started.IsZero() || now.Sub(w.started) > restartPause) {
		w.startAgain()
		return
	}
	w.refresh()
}

// Broken says that the agent answers but cannot read the list of keys.
func (w *Window) Broken(st api.State) {
	w.found()
	w.Lost(&api.Error{Kind: api.Failed, Text: st.Broken})
	w.state.Broken, w.state.Keychain, w.state.Settings = st.Broken, st.Keychain, st.Settings
	w.refresh()
}

// startAgain starts an agent; Follow notices when it answers.
func (w *Window) startAgain() {
	if w.p.StartAgent == nil || w.starts {
		w.refresh()
		return
	}
	w.starts, w.started = true, w.p.Now()
	w.refresh()
	ask(w, func(context.Context, api.Service) (struct{}, error) {
		return struct{}{}, w.p.StartAgent()
	}, func(_ struct{}, err error) {
		switch {
		case !w.starts:
		case err != nil:
			w.starts, w.lost = false, client.Sentence(err)
			w.refresh()
		default:
			w.stopStart = w.after(answerLimit, func() { // it has ended again
				w.starts = false
				w.refresh()
			})
		}
	})
}

// found ends the wait for a state and what Lost began, and tells whether there was anything to end.
func (w *Window) found() (was bool) {
	w.stopLate()
	if w.stopStart != nil {
		w.stopStart()
		w.stopStart = nil
	}
	was = w.lost != ""
	w.lost, w.ended, w.starts = "", false, false
	return was
}

// lostMessage says what Lost has to say, and what can be done about it.
func (w *Window) lostMessage() message {
	m := message{text: w.lost, bad: true}
	switch {
	case w.starts:
		return message{text: text.T("The agent has ended. It is being started again.")}
	case !w.ended: // the agent is there, and starting another would not help
		m.button, m.do = text.T("Open Doctor"), func() { w.Open(api.View{Name: api.ViewDoctor}) }
	case w.p.StartAgent != nil:
		m.button, m.do = text.T("Start again"), w.startAgain
	}
	return m
}
