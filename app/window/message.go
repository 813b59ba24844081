package window

import (
	"slices"
	"strings"

	"keytray/app/api"
)

// message is what a banner or a toast says; the zero message is none.
type message struct {
	text   string
	bad    bool
	good   bool
	button string
	do     func()
	other  string // a second button
	also   func()
}

// message is the one thing the banner says.
func (w *Window) message() message {
	switch {
	case w.lost != "":
		m := message{text: w.lost, bad: true}
		if !w.ended { // the agent is there, and starting another would not help
			m.button, m.do = "Open Doctor", func() { w.Open(api.View{Name: api.ViewDoctor}) }
		} else if w.p.StartAgent != nil {
			m.button, m.do = "Start again", w.startAgain
		}
		return m
	case w.waiting:
		return message{text: wordsWaiting(w.state.Keychain), button: "Cancel", do: w.giveUp}
	case w.problem != "" && w.opens:
		return message{text: w.problem, bad: true, button: "Unlock…", do: func() { w.fail(nil); w.openUnlock("") }}
	case w.problem != "":
		return message{text: w.problem, bad: true, button: "Close", do: func() { w.fail(nil) }}
	}
	if m := w.aboutKeychain(); m.text != "" {
		return m
	}
	return w.notice()
}

// notice is what the agent wants said. A move that was cut off can be gone on with,
// unless that is what happens.
func (w *Window) notice() message {
	m := message{text: w.state.Notice}
	if w.unfinished() && !w.mends() && !slices.ContainsFunc(w.under, isMove) {
		m.button, m.do = "Finish the move", func() { w.openMove(w.state.Keychain.Store) }
	}
	return m
}

func isMove(p page) bool {
	_, is := p.(*movePage)
	return is
}

// unfinished tells whether values are not yet where new ones go. The state has no
// field for it, but its notice names the command that goes on with the move.
func (w *Window) unfinished() bool {
	to := w.state.Keychain.Store
	return to != "" && strings.Contains(w.state.Notice, "config keychain "+to)
}

// mends tells whether the page in sight is there to mend the keychain.
func (w *Window) mends() bool {
	switch w.page.(type) {
	case *unlockPage, *movePage, *passphrasePage:
		return true
	}
	return false
}

// aboutKeychain says what is wrong with the keychain, except on the pages that
// are there to mend it.
func (w *Window) aboutKeychain() message {
	if w.mends() {
		return message{}
	}
	chain := w.state.Keychain
	if fileLocked(chain) {
		return message{text: wordsFileLocked, button: "Unlock…", do: func() { w.openUnlock("") }}
	}
	doctor := func() { w.Open(api.View{Name: api.ViewDoctor}) }
	switch chain.Status {
	case api.KeychainMissing:
		if chain.Store == api.StoreFile {
			return message{text: wordsNoFile, bad: true, button: "Open Doctor", do: doctor}
		}
		return message{
			text: wordsNoKeychain, bad: true, button: "Open Doctor", do: doctor,
			other: "Use an encrypted file…", also: func() { w.openMove(api.StoreFile) },
		}
	case api.KeychainNoCollection:
		return message{text: wordsNoDefault, bad: true, button: "Open Doctor", do: doctor}
	case api.KeychainLocked:
		return message{text: wordsLocked(chain.Name)}
	case api.KeychainSilent:
		return message{text: wordsSilent(chain.Name), button: "Open Doctor", do: doctor}
	}
	return message{}
}
