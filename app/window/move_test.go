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
		r.Fatalf("nothing says what a move means: %s", r.Seen())
	}
	return m
}

func TestAnotherPlaceForValuesIsNotSetButMovedTo(t *testing.T) {
	r := newRig(t, someState())
	p := r.choose(api.StoreFile)
	r.Sees("Move your keys", "Keytray will keep your values in an encrypted file, protected by a passphrase only you know.",
		"Nobody can reset it: if you forget it, the values are lost.", "are removed after each value was read back from the file.")
	r.Service.Set(func() { r.Service.Moved = api.Moved{To: api.StoreFile, Values: 12} })
	test.Type(p.pass, typedPassphrase)
	test.Type(p.again, typedPassphrase)
	r.Misses(typedPassphrase)
	r.Press("Move")
	r.Until("it is done", func() bool { return r.win.page != page(p) })
	r.Sees("Moved 12 values.", "Changes apply at once.", "System keychain")
	r.gone(p.pass, p.again)
	if r.Service.Secrets[0] != typedPassphrase {
		t.Error("another passphrase was sent")
	}
	r.change(func(st *api.State) { st.Keychain = inFile(api.KeychainOK); setTo(st, settingKeychain, api.StoreFile) })
	r.Sees("Encrypted file", "Change passphrase…")
	r.Misses("System keychain")
	if asked := r.Service.Asked(); !slices.Equal(asked, []string{"move to file"}) {
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
		r.Sees(c.says)
		if c.want != none {
			r.Press("Move")
			if asked := r.Service.Asked(); len(asked) > 0 {
				t.Errorf("%s: without a passphrase it asked %q", c.name, asked)
			}
			r.Sees("first.")
			continue
		}
		r.Key(fyne.KeyReturn)
		r.UntilAsked("move to " + c.to)
	}
}

func TestTwoDifferentPassphrasesMoveNothing(t *testing.T) {
	r := newRig(t, someState())
	p := r.choose(api.StoreFile)
	test.Type(p.pass, typedPassphrase)
	test.Type(p.again, typedPassphrase+" ")
	r.Press("Move")
	r.Sees("The two passphrases are not the same.")
	if asked := r.Service.Asked(); len(asked) > 0 {
		t.Errorf("asked %q", asked)
	}
	r.Key(fyne.KeyEscape)
	r.Sees("Changes apply at once.", "System keychain")
	r.Misses("Encrypted file")
	r.gone(p.pass, p.again)
}

func TestAMoveCanBeCancelledAndGoneOnWith(t *testing.T) {
	r := newRig(t, someState())
	r.Service.Set(func() { r.Service.Hold = make(chan struct{}) })
	p := r.choose(api.StoreFile)
	test.Type(p.pass, typedPassphrase)
	test.Type(p.again, typedPassphrase)
	r.Key(fyne.KeyReturn)
	p.submit.Press()
	r.Sees("Moving…", wordsMoving)
	r.UntilAsked("move to file")
	r.ctrl(fyne.KeyN)
	r.Sees("Moving…", "Your values are being moved.")
	r.change(func(st *api.State) { st.Keychain.File = true })
	r.Sees("Again") // nothing jumps meanwhile
	r.Press("Cancel")
	r.Until("it is given up", func() bool { return p.stop == nil })
	r.Sees("The move was stopped. No value is lost. Move again to go on where it stopped.")
	r.Misses("Moving…", "Again")
	r.gone(p.pass, p.again)
	r.Service.Set(func() { r.Service.Hold, r.Service.Moved = nil, api.Moved{To: api.StoreFile, Values: 1} })
	test.Type(p.pass, typedPassphrase)
	r.Key(fyne.KeyReturn)
	r.Until("it is done", func() bool { return r.win.page != page(p) })
	r.Sees("Moved 1 value.")
}

func TestAMoveThatFailsSaysWhy(t *testing.T) {
	st := someState()
	st.Keychain.Store, st.Keychain.File, st.Keychain.FileLocked = api.StoreSystem, true, true
	r := newRig(t, st)
	p := r.choose(api.StoreFile)
	r.Service.Fail(&api.Error{Kind: api.Refused, Text: "That passphrase does not open the file."})
	test.Type(p.pass, typedPassphrase)
	r.Press("Move")
	r.Until("it fails", func() bool { return p.stop == nil })
	r.Sees("That passphrase does not open the file.", "Move your keys")
	r.gone(p.pass)
	if r.Focused() != fyne.Focusable(p.pass) {
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
		r.Sees("No keychain is running.", "Open Doctor")
		r.Press("Use an encrypted file…")
		p := r.win.page.(*movePage)
		r.Sees("Nobody can reset it")
		r.Misses("No keychain is running.")
		if asked := r.Service.Asked(); p.to != api.StoreFile || len(asked) > 0 {
			t.Errorf("%s: asked %q", name, asked)
		}
		r.Key(fyne.KeyEscape)
		r.Sees("No keychain is running.")
		r.Press("Use an encrypted file…")
		p = r.win.page.(*movePage)
		test.Type(p.pass, typedPassphrase)
		test.Type(p.again, typedPassphrase)
		r.Press("Move")
		r.Until("it is there", func() bool { return r.win.page == before })
		r.Sees("New values go into the encrypted file.")
		r.change(func(st *api.State) { st.Keychain = inFile(api.KeychainOK) })
		r.Misses("No keychain is running.")
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
		st.Unmoved = 4
	})
	r.Sees("4 values are not yet in the system keychain.")
	r.Press("Finish the move")
	p, here := r.win.page.(*movePage)
	if !here || p.to != api.StoreSystem {
		t.Fatalf("the page is %T", r.win.page)
	}
	r.Sees("Your values move into the system keychain. The file's copies are removed")
	offered := r.win.banner.act.Visible
	if offered() {
		t.Error("the move is offered on its own page")
	}
	r.Service.Set(func() { r.Service.Hold = make(chan struct{}) })
	r.Press("Move")
	r.UntilAsked("move to system")
	r.settingsPage() // a second move is not offered meanwhile
	r.Sees("4 values are not yet in the system keychain.")
	if offered() {
		t.Error("a second move is offered while one is under way")
	}
	r.Key(fyne.KeyEscape)
	close(r.Service.Hold)
	r.Until("it is done", func() bool { return r.win.page == page(r.win.keys) })
	r.change(func(st *api.State) { st.Notice, st.Unmoved = "", 0 })
	r.Misses("not yet in")
	r.win.openMove(api.StoreGoKeyring)
	r.Sees("Nothing moves.")
	r.win.back()
	r.change(func(st *api.State) { st.Notice, st.Unmoved = unfinished, 4 })
	r.win.openMove(api.StoreGoKeyring)
	r.Sees("the file's copies are removed")
	r.Misses("Nothing moves.")
}

func TestAnotherNoticeOffersNoMove(t *testing.T) {
	r := newRig(t, someState())
	r.change(func(st *api.State) { st.Keychain.Store, st.Notice = api.StoreSystem, "The list of keys was damaged." })
	r.Sees("The list of keys was damaged.")
	r.Misses("Finish the move")
}
