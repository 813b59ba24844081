package window

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"keytray/app/api"
	"keytray/app/window/kit"
)

func TestWaitingForTheKeychainCanBeCancelled(t *testing.T) {
	r := newRig(t, someState())
	r.change(func(st *api.State) { st.Keychain.Waiting = true })
	r.clock.forward(waitTired)
	r.press("Cancel")
	r.untilAsked("cancel")
	r.sees("Waiting for GNOME Keyring. It may be asking for your password.")
	r.change(func(st *api.State) { st.Keychain.Waiting = false })
	r.misses("Waiting for", "Cancel")
}

func TestAnEncryptedFileAsksNobody(t *testing.T) {
	st := someState()
	st.Keychain = inFile(api.KeychainOK)
	r := newRig(t, st)
	r.change(func(st *api.State) { st.Keychain.Waiting = true })
	r.clock.forward(time.Second)
	r.sees("Waiting for the encrypted file.")
	r.misses("password")
}

func TestNoShortcutTakesAPastedValueAway(t *testing.T) {
	r := newRig(t, someState())
	p := r.pasted()
	for _, k := range []fyne.KeyName{fyne.KeyF, fyne.KeyN, fyne.KeyR, fyne.KeyT, fyne.Key1} {
		r.ctrl(k)
		if r.win.page != page(p) || !p.hasKey() {
			t.Fatalf("Ctrl %s takes the value away", k)
		}
	}
	r.sees(wordsKeeps)
	r.ctrl(fyne.KeyComma)
	r.sees("Changes apply at once.")
	r.win.Open(api.View{Name: api.ViewDoctor})
	r.key(fyne.KeyEscape)
	if r.win.page != page(p) || !p.hasKey() {
		t.Error("the settings and the doctor do not lead back to the setup")
	}
}

func TestAPastedLineLosesOnlyItsEnd(t *testing.T) {
	newRig(t, someState())
	value := kit.NewValueField()
	for _, pasted := range []string{"sk-proj-abc\n", "sk-proj-abc\r\n", "sk-proj-abc"} {
		clip := test.NewClipboard()
		clip.SetContent(pasted)
		value.Empty()
		value.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip})
		if value.Text != "sk-proj-abc" {
			t.Errorf("%q became %q", pasted, value.Text)
		}
	}
}
