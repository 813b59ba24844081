package window

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"keytray/app/api"
)

func TestWaitingForTheKeychainCanBeCancelled(t *testing.T) {
	r := newRig(t, someState())
	r.change(func(st *api.State) { st.Keychain.Waiting = true })
	r.clock.forward(time.Second)
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

func TestAFormThatWaitsIsCancelledWithNothingLost(t *testing.T) {
	for name, open := range map[string]func(*rig) (*form, *valueField){
		"rotate": func(r *rig) (*form, *valueField) {
			p := r.rotating()
			return p.form, p.value
		},
	} {
		for gesture, cancel := range map[string]func(*rig){
			"the button": func(r *rig) { r.press("Cancel") },
			"Escape":     func(r *rig) { r.key(fyne.KeyEscape) },
		} {
			r := newRig(t, someState())
			r.svc.set(func() { r.svc.hold = make(chan struct{}) })
			f, value := open(r)
			before := r.win.page
			test.Type(value, typedSecret)
			f.submit.press()
			r.sees("Storing…")
			r.until("it is sent", func() bool { return len(r.svc.asked()) == 1 })
			cancel(r)
			r.until("it is given up", func() bool { return f.stop == nil })
			r.sees(wordsStopped)
			r.misses("Storing…")
			if r.win.page != before || value.Text != typedSecret || f.submit.Disabled() {
				t.Errorf("%s: after %s what was pasted is lost", name, gesture)
			}
			if r.svc.given[0].Len() != 0 {
				t.Errorf("%s: the copy that was sent is left", name)
			}
			r.svc.set(func() { r.svc.hold = nil })
			f.submit.press()
			r.until("it is stored", func() bool { return r.win.page == page(r.win.keys) })
			cancelled, stored := r.svc.secrets[0], r.svc.secrets[1]
			if cancelled != typedSecret || stored != typedSecret {
				t.Errorf("%s: another value was sent", name)
			}
		}
	}
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
	r.sees("Settings")
	r.win.Open(api.View{Name: api.ViewDoctor})
	r.key(fyne.KeyEscape)
	if r.win.page != page(p) || !p.hasKey() {
		t.Error("the settings and the doctor do not lead back to the setup")
	}
}

func TestAPastedLineLosesOnlyItsEnd(t *testing.T) {
	r := newRig(t, someState())
	p := r.rotating()
	for _, pasted := range []string{"sk-proj-abc\n", "sk-proj-abc\r\n", "sk-proj-abc"} {
		clip := test.NewClipboard()
		clip.SetContent(pasted)
		p.value.empty()
		p.value.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip})
		if p.value.Text != "sk-proj-abc" {
			t.Errorf("%q became %q", pasted, p.value.Text)
		}
	}
}
