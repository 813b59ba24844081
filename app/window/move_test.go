package window

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"keytray/app/api"
	"keytray/app/window/kit"
)

// choose takes another place for values in the settings.
func (r *rig) choose(store string) *movePage {
	r.Helper()
	p := r.settingsTab("Security")
	p.byKey[settingKeychain].first.(*kit.Dropdown).Pick(storeName(store))
	m, ok := r.win.page.(*movePage)
	if !ok {
		r.Fatalf("nothing says what a move means: %s", r.seen())
	}
	return m
}

func TestAnotherPlaceForValuesIsNotSetButMovedTo(t *testing.T) {
	r := newRig(t, someState())
	p := r.choose(api.StoreFile)
	r.sees("Move your keys", "Keytray will keep your values in an encrypted file, protected by a passphrase only you know.",
		"Nobody can reset it: if you forget it, the values are lost.", "are removed after each value was read back from the file.")
	r.svc.set(func() { r.svc.moved = api.Moved{To: api.StoreFile, Values: 12} })
	test.Type(p.pass, typedPassphrase)
	test.Type(p.again, typedPassphrase)
	r.misses(typedPassphrase)
	r.press("Move")
	r.until("it is done", func() bool { return r.win.page != page(p) })
	r.sees("Moved 12 values.", "Changes apply at once.", "System keychain")
	r.gone(p.pass, p.again)
	if r.svc.secrets[0] != typedPassphrase {
		t.Error("another passphrase was sent")
	}
	r.change(func(st *api.State) { st.Keychain = inFile(api.KeychainOK); setTo(st, settingKeychain, api.StoreFile) })
	r.sees("Encrypted file", "Change passphrase…")
	r.misses("System keychain")
	if asked := r.svc.asked(); !slices.Equal(asked, []string{"move to file"}) {
		t.Errorf("asked %q", asked)
	}
}

func TestAMoveAsksForAPassphraseWhereItNeedsOne(t *testing.T) {
	const none, once, both = "none", "once", "twice"
	system := api.Keychain{Store: api.StoreSystem, Status: api.KeychainOK}
	hasFile := system
	hasFile.File, hasFile.FileLocked = true, true
	stopped := hasFile // a move out of the file was stopped
	stopped.NeedsPassphrase = true
	for _, c := range []struct {
		name  string
		state api.Keychain
		to    string
		want  string
		says  string
	}{
		{"a new file", system, api.StoreFile, both, "an encrypted file"},
		{"a file that exists", hasFile, api.StoreFile, once, "an encrypted file"},
		{"out of an open file", inFile(api.KeychainOK), api.StoreSystem, none, "Your values move into the system keychain. The file's copies are removed after each value was read back."},
		{"out of a locked file", inFile(api.KeychainLocked), api.StoreSystem, once, "The file's copies are removed"},
		{"to go-keyring", system, api.StoreGoKeyring, none, "Nothing moves."},
		{"a stopped move out of a locked file", stopped, api.StoreSystem, once, "Your values move into the system keychain."},
		{"to go-keyring out of a locked file", inFile(api.KeychainLocked), api.StoreGoKeyring, once, "the file's copies are removed"},
	} {
		st := someState()
		st.Keychain = c.state
		r := newRig(t, st)
		r.win.openMove(c.to)
		p := r.win.page.(*movePage)
		got := none
		switch {
		case p.againRow.Visible():
			got = both
		case p.passRow.Visible():
			got = once
		}
		if got != c.want {
			t.Errorf("%s: asks %s, want %s", c.name, got, c.want)
		}
		r.sees(c.says)
		if c.want != none {
			r.press("Move")
			if asked := r.svc.asked(); len(asked) > 0 {
				t.Errorf("%s: without a passphrase it asked %q", c.name, asked)
			}
			r.sees("first.")
			continue
		}
		r.key(fyne.KeyReturn)
		r.untilAsked("move to " + c.to)
	}
}

func TestTwoDifferentPassphrasesMoveNothing(t *testing.T) {
	r := newRig(t, someState())
	p := r.choose(api.StoreFile)
	test.Type(p.pass, typedPassphrase)
	test.Type(p.again, typedPassphrase+" ")
	r.press("Move")
	r.sees("The two passphrases are not the same.")
	if asked := r.svc.asked(); len(asked) > 0 {
		t.Errorf("asked %q", asked)
	}
	r.key(fyne.KeyEscape)
	r.sees("Changes apply at once.", "System keychain")
	r.misses("Encrypted file")
	r.gone(p.pass, p.again)
}

func TestAMoveCanBeCancelledAndGoneOnWith(t *testing.T) {
	r := newRig(t, someState())
	r.svc.set(func() { r.svc.hold = make(chan struct{}) })
	p := r.choose(api.StoreFile)
	test.Type(p.pass, typedPassphrase)
	test.Type(p.again, typedPassphrase)
	r.key(fyne.KeyReturn)
	p.submit.Press()
	r.sees("Moving…", wordsMoving)
	r.untilAsked("move to file")
	r.ctrl(fyne.KeyN)
	r.sees("Moving…", "Your values are being moved.")
	r.change(func(st *api.State) { st.Keychain.File = true })
	r.sees("Again") // nothing jumps meanwhile
	r.press("Cancel")
	r.until("it is given up", func() bool { return p.stop == nil })
	r.sees("The move was stopped. No value is lost. Move again to go on where it stopped.")
	r.misses("Moving…", "Again")
	r.gone(p.pass, p.again)
	r.svc.set(func() { r.svc.hold, r.svc.moved = nil, api.Moved{To: api.StoreFile, Values: 1} })
	test.Type(p.pass, typedPassphrase)
	r.key(fyne.KeyReturn)
	r.until("it is done", func() bool { return r.win.page != page(p) })
	r.sees("Moved 1 value.")
}

func TestAMoveThatFailsSaysWhy(t *testing.T) {
	st := someState()
	st.Keychain.Store, st.Keychain.File, st.Keychain.FileLocked = api.StoreSystem, true, true
	r := newRig(t, st)
	p := r.choose(api.StoreFile)
	r.svc.fail(&api.Error{Kind: api.Refused, Text: "That passphrase does not open the file."})
	test.Type(p.pass, typedPassphrase)
	r.press("Move")
	r.until("it fails", func() bool { return p.stop == nil })
	r.sees("That passphrase does not open the file.", "Move your keys")
	r.gone(p.pass)
	if r.focused() != fyne.Focusable(p.pass) {
		t.Error("the passphrase cannot be typed again at once")
	}
}

func TestWithoutAKeychainAFileIsOffered(t *testing.T) {
	for name, open := range map[string]func(*rig) func() string{
		"the keys": func(r *rig) func() string { return func() string { return typedSecret } },
		"the form": func(r *rig) func() string {
			w := r.rotatingAt(api.StepPaste)
			w.takes(typedSecret)
			return func() string { return string(w.paste.field.part) }
		},
		"the welcome": func(r *rig) func() string {
			r.change(func(st *api.State) { st.Keys = nil })
			return func() string { return typedSecret }
		},
	} {
		r := newRig(t, someState())
		r.missKeychain()
		pasted := open(r)
		before := r.win.page
		r.sees("No keychain is running.", "Open Doctor")
		r.press("Use an encrypted file…")
		p := r.win.page.(*movePage)
		r.sees("Nobody can reset it")
		r.misses("No keychain is running.")
		if asked := r.svc.asked(); p.to != api.StoreFile || len(asked) > 0 {
			t.Errorf("%s: asked %q", name, asked)
		}
		r.key(fyne.KeyEscape)
		r.sees("No keychain is running.")
		r.press("Use an encrypted file…")
		p = r.win.page.(*movePage)
		test.Type(p.pass, typedPassphrase)
		test.Type(p.again, typedPassphrase)
		r.press("Move")
		r.until("it is there", func() bool { return r.win.page == before })
		r.sees("New values go into the encrypted file.")
		r.change(func(st *api.State) { st.Keychain = inFile(api.KeychainOK) })
		r.misses("No keychain is running.")
		if pasted() != typedSecret {
			t.Errorf("%s: what was pasted is lost", name)
		}
	}
}

func TestAMoveThatWasCutOffCanBeFinished(t *testing.T) {
	const unfinished = "4 values are not yet in the system keychain. Finish the move with: keytray config keychain system"
	r := newRig(t, someState())
	r.change(func(st *api.State) {
		st.Keychain.Store, st.Keychain.File, st.Notice = api.StoreSystem, true, unfinished
	})
	r.sees("4 values are not yet in the system keychain.")
	r.press("Finish the move")
	p, here := r.win.page.(*movePage)
	if !here || p.to != api.StoreSystem {
		t.Fatalf("the page is %T", r.win.page)
	}
	r.sees("Your values move into the system keychain. The file's copies are removed")
	offered := r.win.banner.act.Visible
	if offered() {
		t.Error("the move is offered on its own page")
	}
	r.svc.set(func() { r.svc.hold = make(chan struct{}) })
	r.press("Move")
	r.untilAsked("move to system")
	r.settingsPage() // a second move is not offered meanwhile
	r.sees("4 values are not yet in the system keychain.")
	if offered() {
		t.Error("a second move is offered while one is under way")
	}
	r.key(fyne.KeyEscape)
	close(r.svc.hold)
	r.until("it is done", func() bool { return r.win.page == page(r.win.keys) })
	r.change(func(st *api.State) { st.Notice = "" })
	r.misses("not yet in")
	r.win.openMove(api.StoreGoKeyring)
	r.sees("Nothing moves.")
	r.win.back()
	r.change(func(st *api.State) { st.Notice = unfinished })
	r.win.openMove(api.StoreGoKeyring)
	r.sees("the file's copies are removed")
	r.misses("Nothing moves.")
}

func TestAnotherNoticeOffersNoMove(t *testing.T) {
	r := newRig(t, someState())
	r.change(func(st *api.State) { st.Keychain.Store, st.Notice = api.StoreSystem, "The list of keys was damaged." })
	r.sees("The list of keys was damaged.")
	r.misses("Finish the move")
}
