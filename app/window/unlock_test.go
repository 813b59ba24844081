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
		r.Fatalf("the passphrase is not asked for: %s", r.Seen())
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
	if r.Holds(typedPassphrase) {
		r.Error("the passphrase is left in the window")
	}
	for _, v := range r.Service.Given {
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
	r.Sees("Your keys are in an encrypted file. Enter its passphrase to open it.")
	r.Misses("Unlock…")
	p := r.unlocking()
	if r.Focused() != fyne.Focusable(p.Field) {
		t.Error("the passphrase does not have the focus")
	}
	test.Type(p.Field, typedPassphrase)
	r.Misses(typedPassphrase)
	r.Key(fyne.KeyReturn)
	r.Sees("Unlocking…")
	if p.Field.Text != "" {
		t.Error("the passphrase stays in its field")
	}
	r.Until("it is open", func() bool { return r.win.page == page(r.win.keys) })
	if r.Service.Secrets[0] != typedPassphrase || r.win.keys.list.selected != "laptop" {
		t.Errorf("%q is selected", r.win.keys.list.selected)
	}
	r.gone(p.Field)
}

func TestAWrongPassphraseIsSaidAsTheServiceSaysIt(t *testing.T) {
	r := newRig(t, someState())
	r.lockFile()
	r.Press("Unlock…")
	p := r.unlocking()
	r.Press("Unlock")
	r.Sees(wordsNoPassphrase)
	r.Service.Fail(&api.Error{Kind: api.Refused, Text: "That passphrase does not open the file."})
	test.Type(p.Field, typedPassphrase)
	r.Press("Unlock")
	r.Until("it is refused", func() bool { return !p.Asking() })
	r.Sees("That passphrase does not open the file.", "Unlock")
	r.Misses(wordsNoPassphrase)
	r.gone(p.Field)
	if asked := r.Service.Asked(); len(asked) != 1 {
		t.Errorf("asked %q", asked)
	}
	r.Service.Fail(nil)
	test.Type(p.Field, typedPassphrase)
	r.Key(fyne.KeyReturn)
	r.Until("it is open", func() bool { return r.win.page == page(r.win.keys) })
}

func TestEscapeLeavesTheFileLocked(t *testing.T) {
	r := newRig(t, someState())
	r.lockFile()
	r.Service.Set(func() { r.Service.Hold = make(chan struct{}) })
	for _, send := range []bool{false, true} {
		r.Press("Unlock…")
		p := r.unlocking()
		test.Type(p.Field, typedPassphrase)
		if send {
			r.Key(fyne.KeyReturn)
		}
		r.Key(fyne.KeyEscape)
		r.Sees("whisper-cli", "Unlock…")
		if send {
			r.Until("the call is given up", func() bool { return !p.Asking() })
		}
		r.gone(p.Field)
	}
}

func TestACopyOfALockedValueAsksForThePassphrase(t *testing.T) {
	for name, ask := range map[string]func(*rig){
		"copy": func(r *rig) { r.Key(fyne.KeyReturn) },
		"reveal": func(r *rig) {
			r.win.keys.detail.card.hold.MouseDown(nil)
			r.win.keys.detail.card.hold.MouseUp(nil)
		},
	} {
		r := newRig(t, someState())
		r.change(func(st *api.State) { st.Keychain = inFile(api.KeychainOK) })
		r.Service.Fail(&api.Error{Kind: api.Locked, Text: "The encrypted file is locked."})
		r.win.keys.list.open("chat")
		ask(r)
		r.Until(name+" asks for the passphrase", func() bool { return r.win.page != page(r.win.keys) })
		p := r.unlocking()
		r.Misses("The encrypted file is locked.")
		r.Service.Fail(nil)
		test.Type(p.Field, typedPassphrase)
		r.Key(fyne.KeyReturn)
		r.Until("it is open", func() bool { return r.win.page == page(r.win.keys) })
		if got := r.win.keys.list.selected; got != "chat" {
			t.Errorf("%s: %q is selected", name, got)
		}
	}
}

func TestALockedKeychainIsNotOpenedWithAPassphrase(t *testing.T) {
	r := newRig(t, someState())
	r.change(func(st *api.State) { st.Keychain.Status, st.Keychain.Store = api.KeychainLocked, api.StoreSystem })
	r.Misses("Unlock…")
	r.Service.Fail(&api.Error{Kind: api.Locked, Text: "GNOME Keyring is locked. Unlock it."})
	r.Press("Copy")
	r.Until("it fails", func() bool { return r.win.problem != "" })
	r.Sees("GNOME Keyring is locked. Unlock it.", "Try again")
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
	r.Service.Fail(&api.Error{Kind: api.Locked, Text: "It is locked."})
	r.Press("Next")
	r.Until("it fails", func() bool { return w.paste.stop == nil })
	r.Sees("It is locked.")
	before := string(w.paste.field.part)
	w.paste.note.Acts.Objects[0].(*kit.Button).Press()
	unlock := r.unlocking()
	r.Service.Fail(nil)
	test.Type(unlock.Field, typedPassphrase)
	r.Key(fyne.KeyReturn)
	r.Until("the rotation is back", func() bool { return r.win.page == page(w) })
	if string(w.paste.field.part) != before {
		t.Error("the pasted value is lost")
	}
	r.Misses("It is locked.")
}

func TestWhatElseNeedsThePassphraseOffersToUnlock(t *testing.T) {
	r := newRig(t, someState())
	r.change(func(st *api.State) { st.Keychain = inFile(api.KeychainOK) })
	r.openBin()
	r.Service.Fail(&api.Error{Kind: api.Locked, Text: "The encrypted file is locked."})
	r.win.page.(*binPage).acts[0].Press()
	r.Until("it fails", func() bool { return r.win.problem != "" })
	r.Sees("The encrypted file is locked.")
	r.Press("Unlock…")
	p := r.unlocking()
	r.Service.Fail(nil)
	test.Type(p.Field, typedPassphrase)
	r.Key(fyne.KeyReturn)
	r.Until("the bin is back", func() bool { return r.win.page != page(p) })
	r.Sees("old launcher")
	r.Misses("The encrypted file is locked.")
}

// A move out of the file was stopped: the keychain is open, and the file is asked for.
func TestAFileThatStillHoldsValuesIsAskedFor(t *testing.T) {
	st := someState()
	st.Keychain = api.Keychain{Name: "GNOME Keyring", Store: api.StoreSystem, Status: api.KeychainOK, File: true, FileLocked: true, NeedsPassphrase: true}
	r := newRig(t, st)
	r.Press("Unlock…")
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
	r.Sees("The index is damaged and there is no good copy.", "Open Doctor")
	r.Misses("Start again")
}
