package window

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"keytray/app/api"
	"keytray/app/window/kit"
)

func (r *rig) changing() *passphrasePage {
	r.change(func(st *api.State) { st.Keychain = inFile(api.KeychainOK) })
	r.settingsTab("Security")
	r.Press("Change passphrase…")
	return r.win.page.(*passphrasePage)
}

func TestThePassphraseIsChanged(t *testing.T) {
	r := newRig(t, someState())
	p := r.changing()
	r.Sees(wordsNoReset)
	if r.Focused() != fyne.Focusable(p.old) {
		t.Error("the old passphrase does not have the focus")
	}
	test.Type(p.old, typedPassphrase)
	test.Type(p.new, "another one")
	test.Type(p.again, "another one")
	r.Key(fyne.KeyReturn)
	r.Until("it is changed", func() bool { return r.win.page != page(p) })
	r.Sees("The passphrase is changed.", "Changes apply at once.")
	if !slices.Equal(r.Service.Secrets, []string{typedPassphrase, "another one"}) {
		t.Errorf("sent something else: %q", r.Service.Asked())
	}
	r.gone(p.old, p.new, p.again)
}

func TestAPassphraseIsNotChangedToWhatWasTypedOnce(t *testing.T) {
	for _, c := range []struct{ old, new, again, want string }{
		{"", "b", "b", "Type the passphrase that opens the file now."},
		{"a", "", "", "Type the new passphrase first."},
		{"a", "b", "c", "The two passphrases are not the same."},
	} {
		r := newRig(t, someState())
		p := r.changing()
		p.old.SetText(c.old)
		p.new.SetText(c.new)
		p.again.SetText(c.again)
		p.submit.Press()
		r.Sees(c.want)
		if asked := r.Service.Asked(); len(asked) > 0 {
			t.Errorf("asked %q", asked)
		}
	}
}

func TestARefusedPassphraseCanBeTypedAgain(t *testing.T) {
	r := newRig(t, someState())
	p := r.changing()
	r.Service.Fail(&api.Error{Kind: api.Refused, Text: "That is not the passphrase of the file."})
	for _, f := range []*kit.ValueField{p.old, p.new, p.again} {
		test.Type(f, typedPassphrase)
	}
	r.Press("Change passphrase")
	r.Until("it is refused", func() bool { return p.stop == nil })
	r.Sees("That is not the passphrase of the file.")
	r.gone(p.old, p.new, p.again)
	if r.Focused() != fyne.Focusable(p.old) {
		t.Error("it cannot be typed again at once")
	}
}

func TestOnlyAFileHasAPassphraseToChange(t *testing.T) {
	r := newRig(t, someState())
	r.settingsTab("Security")
	r.Misses("Change passphrase…")
}

// changesPassphrase sends another passphrase.
func (r *rig) changesPassphrase() *passphrasePage {
	p := r.changing()
	for _, f := range []*kit.ValueField{p.old, p.new, p.again} {
		test.Type(f, typedPassphrase)
	}
	r.Press("Change passphrase")
	return p
}

// Who has left meanwhile would take the new one for the one that opens the file.
func TestWhoHasLeftHearsThatThePassphraseWasNotChanged(t *testing.T) {
	r := newRig(t, someState())
	hold := make(chan struct{})
	r.Service.Set(func() {
		r.Service.Hold, r.Service.Err = hold, &api.Error{Kind: api.Refused, Text: "That is not the passphrase of the file."}
	})
	p := r.changesPassphrase()
	r.win.Open(api.View{Name: api.ViewKeys})
	close(hold)
	r.Until("it is refused", func() bool { return p.stop == nil })
	r.Sees("The passphrase was not changed. That is not the passphrase of the file.")
}
