package window

import "keytray/app/api"

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
		if w.state.Broken != "" { // the agent is there, the list of keys is not
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
	return message{text: w.state.Notice}
}

// aboutKeychain says what is wrong with the keychain, except on the pages that
// are there to mend it.
func (w *Window) aboutKeychain() message {
	switch w.page.(type) {
	case *unlockPage, *movePage, *passphrasePage:
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
