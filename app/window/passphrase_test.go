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
	r.press("Change passphrase…")
	return r.win.page.(*passphrasePage)
}

func TestThePassphraseIsChanged(t *testing.T) {
	r := newRig(t, someState())
	p := r.changing()
	r.sees(wordsNoReset)
	if r.focused() != fyne.Focusable(p.old) {
		t.Error("the old passphrase does not have the focus")
	}
	test.Type(p.old, typedPassphrase)
	test.Type(p.new, "another one")
	test.Type(p.again, "another one")
	r.key(fyne.KeyReturn)
	r.until("it is changed", func() bool { return r.win.page != page(p) })
	r.sees("The passphrase is changed.", "Changes apply at once.")
	if !slices.Equal(r.svc.secrets, []string{typedPassphrase, "another one"}) {
		t.Errorf("sent something else: %q", r.svc.asked())
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
		r.sees(c.want)
		if asked := r.svc.asked(); len(asked) > 0 {
			t.Errorf("asked %q", asked)
		}
	}
}

func TestARefusedPassphraseCanBeTypedAgain(t *testing.T) {
	r := newRig(t, someState())
	p := r.changing()
	r.svc.fail(&api.Error{Kind: api.Refused, Text: "That is not the passphrase of the file."})
	for _, f := range []*kit.ValueField{p.old, p.new, p.again} {
		test.Type(f, typedPassphrase)
	}
	r.press("Change passphrase")
	r.until("it is refused", func() bool { return p.stop == nil })
	r.sees("That is not the passphrase of the file.")
	r.gone(p.old, p.new, p.again)
	if r.focused() != fyne.Focusable(p.old) {
		t.Error("it cannot be typed again at once")
	}
}

func TestOnlyAFileHasAPassphraseToChange(t *testing.T) {
	r := newRig(t, someState())
	r.settingsTab("Security")
	r.misses("Change passphrase…")
}
