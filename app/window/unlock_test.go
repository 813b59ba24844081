package window

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"keytray/app/api"
	"keytray/app/window/kit"
)

const typedPassphrase = "made-up words for a test"

// ctrl sends Ctrl and a key, as where nothing with the focus takes it.
func (r *rig) ctrl(k fyne.KeyName) {
	r.win.shortcut(&desktop.CustomShortcut{KeyName: k, Modifier: fyne.KeyModifierShortcutDefault})
}

// unlocking is the page that asks for the passphrase.
func (r *rig) unlocking() *unlockPage {
	r.Helper()
	p, ok := r.win.page.(*unlockPage)
	if !ok {
		r.Fatalf("the passphrase is not asked for: %s", r.seen())
	}
	return p
}

// gone fails the test if the passphrase is left anywhere.
func (r *rig) gone(fields ...*kit.ValueField) {
	r.Helper()
	for _, f := range fields {
		if f.Undo(); f.Text != "" {
			r.Error("a field still has a passphrase")
		}
	}
	if r.holds(typedPassphrase) {
		r.Error("the passphrase is left in the window")
	}
	for _, v := range r.svc.given {
		if v.Len() != 0 {
			r.Error("the passphrase that was sent is not wiped")
		}
	}
}

func TestAPassphraseOpensTheFileAtTheKeyThatWasAskedFor(t *testing.T) {
	r := newRig(t, someState())
	r.lockFile()
	r.change(func(st *api.State) {
		st.Show = api.Shown{View: api.View{Name: api.ViewUnlock, Key: "laptop"}, Serial: 8}
	})
	r.sees("Your keys are in an encrypted file. Enter its passphrase to open it.")
	r.misses("Unlock…")
	p := r.unlocking()
	if r.focused() != fyne.Focusable(p.field) {
		t.Error("the passphrase does not have the focus")
	}
	test.Type(p.field, typedPassphrase)
	r.misses(typedPassphrase)
	r.key(fyne.KeyReturn)
	r.sees("Unlocking…")
	if p.field.Text != "" {
		t.Error("the passphrase stays in its field")
	}
	r.until("it is open", func() bool { return r.win.page == page(r.win.keys) })
	if r.svc.secrets[0] != typedPassphrase || r.win.keys.list.selected != "laptop" {
		t.Errorf("%q is selected", r.win.keys.list.selected)
	}
	r.gone(p.field)
}

func TestAWrongPassphraseIsSaidAsTheServiceSaysIt(t *testing.T) {
	r := newRig(t, someState())
	r.lockFile()
	r.press("Unlock…")
	p := r.unlocking()
	r.press("Unlock")
	r.sees(wordsNoPassphrase)
	r.svc.fail(&api.Error{Kind: api.Refused, Text: "That passphrase does not open the file."})
	test.Type(p.field, typedPassphrase)
	r.press("Unlock")
	r.until("it is refused", func() bool { return p.stop == nil })
	r.sees("That passphrase does not open the file.", "Unlock")
	r.misses(wordsNoPassphrase)
	r.gone(p.field)
	if asked := r.svc.asked(); len(asked) != 1 {
		t.Errorf("asked %q", asked)
	}
	r.svc.fail(nil)
	test.Type(p.field, typedPassphrase)
	r.key(fyne.KeyReturn)
	r.until("it is open", func() bool { return r.win.page == page(r.win.keys) })
}

func TestEscapeLeavesTheFileLocked(t *testing.T) {
	r := newRig(t, someState())
	r.lockFile()
	r.svc.set(func() { r.svc.hold = make(chan struct{}) })
	for _, send := range []bool{false, true} {
		r.press("Unlock…")
		p := r.unlocking()
		test.Type(p.field, typedPassphrase)
		if send {
			r.key(fyne.KeyReturn)
		}
		r.key(fyne.KeyEscape)
		r.sees("whisper-cli", "Unlock…")
		if send {
			r.until("the call is given up", func() bool { return p.stop == nil })
		}
		r.gone(p.field)
	}
}

func TestACopyOfALockedValueAsksForThePassphrase(t *testing.T) {
	for name, ask := range map[string]func(*rig){
		"copy": func(r *rig) { r.key(fyne.KeyReturn) },
		"reveal": func(r *rig) {
			r.win.keys.detail.card.hold.MouseDown(nil)
			r.win.keys.detail.card.hold.MouseUp(nil)
		},
	} {
		r := newRig(t, someState())
		r.change(func(st *api.State) { st.Keychain = inFile(api.KeychainOK) })
		r.svc.fail(&api.Error{Kind: api.Locked, Text: "The encrypted file is locked."})
		r.win.keys.list.open("chat")
		ask(r)
		r.until(name+" asks for the passphrase", func() bool { return r.win.page != page(r.win.keys) })
		p := r.unlocking()
		r.misses("The encrypted file is locked.")
		r.svc.fail(nil)
		test.Type(p.field, typedPassphrase)
		r.key(fyne.KeyReturn)
		r.until("it is open", func() bool { return r.win.page == page(r.win.keys) })
		if got := r.win.keys.list.selected; got != "chat" {
			t.Errorf("%s: %q is selected", name, got)
		}
	}
}

func TestALockedKeychainIsNotOpenedWithAPassphrase(t *testing.T) {
	r := newRig(t, someState())
	r.change(func(st *api.State) { st.Keychain.Status, st.Keychain.Store = api.KeychainLocked, api.StoreSystem })
	r.misses("Unlock…")
	r.svc.fail(&api.Error{Kind: api.Locked, Text: "GNOME Keyring is locked. Unlock it."})
	r.press("Copy")
	r.until("it fails", func() bool { return r.win.problem != "" })
	r.sees("GNOME Keyring is locked. Unlock it.", "Try again")
	r.win.Open(api.View{Name: api.ViewUnlock, Key: "laptop"})
	if r.win.page != page(r.win.keys) || r.win.keys.list.selected != "laptop" {
		t.Error("there is nothing to unlock, and the view does not lead to the key")
	}
}

func TestAFileOpenedElsewhereIsNotAskedForAnyMore(t *testing.T) {
	r := newRig(t, someState())
	r.lockFile()
	r.win.Open(api.View{Name: api.ViewUnlock, Key: "laptop"})
	r.change(func(st *api.State) { st.Keychain = inFile(api.KeychainOK) })
	if r.win.page != page(r.win.keys) || r.win.keys.list.selected != "laptop" {
		t.Error("the file is open, and its passphrase is asked for")
	}
}

func TestUnlockingLeadsBackToTheRotationWithItsValue(t *testing.T) {
	r := newRig(t, someState())
	r.lockFile()
	w := r.pastesNew()
	r.svc.fail(&api.Error{Kind: api.Locked, Text: "It is locked."})
	r.press("Next")
	r.until("it fails", func() bool { return w.paste.stop == nil })
	r.sees("It is locked.")
	before := string(w.paste.field.part)
	w.paste.note.Acts.Objects[0].(*kit.Button).Press()
	unlock := r.unlocking()
	r.svc.fail(nil)
	test.Type(unlock.field, typedPassphrase)
	r.key(fyne.KeyReturn)
	r.until("the rotation is back", func() bool { return r.win.page == page(w) })
	if string(w.paste.field.part) != before {
		t.Error("the pasted value is lost")
	}
	r.misses("It is locked.")
}

func TestWhatElseNeedsThePassphraseOffersToUnlock(t *testing.T) {
	r := newRig(t, someState())
	r.change(func(st *api.State) { st.Keychain = inFile(api.KeychainOK) })
	r.openBin()
	r.svc.fail(&api.Error{Kind: api.Locked, Text: "The encrypted file is locked."})
	r.win.page.(*binPage).acts[0].Press()
	r.until("it fails", func() bool { return r.win.problem != "" })
	r.sees("The encrypted file is locked.")
	r.press("Unlock…")
	p := r.unlocking()
	r.svc.fail(nil)
	test.Type(p.field, typedPassphrase)
	r.key(fyne.KeyReturn)
	r.until("the bin is back", func() bool { return r.win.page != page(p) })
	r.sees("old launcher")
	r.misses("The encrypted file is locked.")
}

// A move out of the file was stopped: the keychain is open, and the file is asked for.
func TestAFileThatStillHoldsValuesIsAskedFor(t *testing.T) {
	st := someState()
	st.Keychain = api.Keychain{Name: "GNOME Keyring", Store: api.StoreSystem, Status: api.KeychainOK, File: true, FileLocked: true, NeedsPassphrase: true}
	r := newRig(t, st)
	r.press("Unlock…")
	if _, here := r.win.page.(*unlockPage); !here {
		t.Errorf("the page is %T", r.win.page)
	}
	r.change(func(st *api.State) { st.Keychain.FileLocked, st.Keychain.NeedsPassphrase = false, false })
	if _, here := r.win.page.(*unlockPage); here {
		t.Error("the file is open, and its passphrase is asked for")
	}
}

// The agent runs, its list of keys cannot be read: the doctor is offered, not
// another agent.
func TestABrokenListIsToldAndTheDoctorOffered(t *testing.T) {
	r := newRig(t, someState())
	r.win.Broken(api.State{Broken: "The index is damaged and there is no good copy."})
	r.sees("The index is damaged and there is no good copy.", "Open Doctor")
	r.misses("Start again")
}
