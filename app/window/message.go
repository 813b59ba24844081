package window

import (
	"slices"

	"keytray/app/api"
	"keytray/app/text"
	"keytray/app/window/client"
	"keytray/app/window/unlock"
)

// message is what a banner or a toast says; the zero message is none.
type message struct {
	text   string
	bad    bool
	good   bool
	icon   string // of a toast; that of what it is if empty
	button string
	do     func()
	other  string // a second button
	also   func()
}

// message is the one thing the banner says.
func (w *Window) message() message {
	switch {
	case w.lost != "":
		return w.lostMessage()
	case w.waiting:
		m := message{text: w.wordsWait()}
		if w.tired {
			m.button, m.do = text.T("Cancel"), w.giveUp
		}
		return m
	case w.problem != "" && w.opens:
		return message{text: w.problem, bad: true, button: text.T("Unlock…"), do: func() { w.fail(nil); w.openUnlock("") }}
	case w.problem != "" && w.again != nil:
		return message{text: w.problem, bad: true, button: text.T("Try again"), do: w.again}
	case w.problem != "" && w.address != "" && w.p.Clipboard != nil:
		return message{
			text: w.problem, bad: true, button: text.T("Copy address"), do: w.copyAddress,
			other: text.T("Close"), also: func() { w.fail(nil) },
		}
	case w.problem != "":
		return message{text: w.problem, bad: true, button: text.T("Close"), do: func() { w.fail(nil) }}
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
		m.button, m.do = text.T("Finish the move"), func() { w.openMove(w.state.Keychain.Store) }
	}
	return m
}

func isMove(p page) bool {
	_, is := p.(*movePage)
	return is
}

// unfinished tells whether values are not yet where new ones go.
func (w *Window) unfinished() bool { return w.state.Unmoved > 0 }

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
	if unlock.Needed(chain) {
		return message{
			text:   text.T("The encrypted file with your keys is locked."),
			button: text.T("Unlock…"), do: func() { w.openUnlock("") },
		}
	}
	open, doctor := text.T("Open Doctor"), func() { w.Open(api.View{Name: api.ViewDoctor}) }
	switch chain.Status {
	case api.KeychainMissing:
		if chain.Store == api.StoreFile {
			return message{text: text.T("The encrypted file with your keys is not there."), bad: true, button: open, do: doctor}
		}
		return message{
			text: text.T("No keychain is running. Keytray has nowhere safe to keep keys."), bad: true, button: open, do: doctor,
			other: text.T("Use an encrypted file…"), also: func() { w.openMove(api.StoreFile) },
		}
	case api.KeychainNoCollection:
		m := message{text: text.T("Your keyring has no default collection yet."), bad: true, button: open, do: doctor}
		if chain.CanMake {
			m.button, m.do = text.T("Create it"), w.unlockKeychain
		}
		return m
	case api.KeychainLocked:
		return message{text: text.T("%s is locked.", client.KeychainName(chain)), button: text.T("Unlock"), do: w.unlockKeychain}
	case api.KeychainSilent:
		return message{text: text.T("%s does not answer.", client.KeychainName(chain)), button: open, do: doctor}
	}
	return message{}
}
