package window

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"keytray/app/api"
	"keytray/app/window/client"
	"keytray/app/window/kit"
)

func TestWaitingForTheKeychainCanBeCancelled(t *testing.T) {
	r := newRig(t, someState())
	r.change(func(st *api.State) { st.Keychain.Waiting = true })
	r.Clock.Forward(waitTired)
	r.Press("Cancel")
	r.UntilAsked("cancel")
	r.Sees("Waiting for GNOME Keyring. It may be asking for your password.")
	r.change(func(st *api.State) { st.Keychain.Waiting = false })
	r.Misses("Waiting for", "Cancel")
}

// An agent that stands still sends no state: the wait for a value begins with the call.
func TestACopyThatTakesLongIsSaidAndCanBeGivenUp(t *testing.T) {
	r := newRig(t, someState())
	r.Service.Hold = make(chan struct{})
	r.win.keys.list.open("chat")
	r.Key(fyne.KeyReturn)
	r.Clock.Forward(client.WaitNoticed - 1)
	r.Misses("Waiting for")
	r.Clock.Forward(1)
	r.Sees("Waiting for the value of “chat-app”.")
	r.Misses("Cancel")
	r.Clock.Forward(waitTired)
	r.Press("Cancel")
	r.UntilSees("You stopped it before it was done.")
	r.Misses("Waiting for", "Cancel")
	if asked := r.Service.Asked(); len(asked) != 1 { // the keychain makes nobody wait
		t.Errorf("asked %q", asked)
	}
	r.Service.Hold = nil
	r.Key(fyne.KeyReturn)
	r.Until("it is copied", func() bool { return !r.win.copy.under })
	r.Clock.Forward(waitTired)
	r.Misses("Waiting for")
}

func TestAValueThatIsHeldInSightIsWaitedForWhileItIsHeld(t *testing.T) {
	r := newRig(t, someState())
	r.Service.Hold = make(chan struct{})
	r.win.keys.list.open("chat")
	hold := r.win.keys.detail.card.hold
	hold.MouseDown(nil)
	r.Clock.Forward(client.WaitNoticed)
	r.Sees("Waiting for the value of “chat-app”.")
	hold.MouseUp(nil)
	r.Misses("Waiting for")
}

func TestALockThatIsGoneIsNoProblemAnyMore(t *testing.T) {
	for name, c := range map[string]struct {
		do    func(*rig)
		again string // what "Try again" asks the service for
	}{
		"copied": {func(r *rig) { r.Key(fyne.KeyReturn) }, "copy chat"},
		"held in sight": {func(r *rig) {
			r.win.keys.detail.card.hold.MouseDown(nil)
			r.UntilSees("GNOME Keyring stayed locked.")
			r.win.keys.detail.card.hold.MouseUp(nil)
		}, "unlock"},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, someState())
			r.win.keys.list.open("chat")
			locked := &api.Error{Kind: api.Dismissed, Text: "GNOME Keyring stayed locked."}
			r.Service.Fail(locked)
			c.do(r)
			r.UntilSees("GNOME Keyring stayed locked.")
			r.change(func(st *api.State) { st.Keychain.Status = api.KeychainLocked })
			before := len(r.Service.Asked())
			r.Press("Try again")
			r.Until("it is tried again", func() bool { return len(r.Service.Asked()) > before })
			if asked := r.Service.Asked(); asked[len(asked)-1] != c.again {
				t.Errorf("asked for %q", asked)
			}
			r.UntilSees("GNOME Keyring stayed locked.")
			r.change(func(st *api.State) { st.Keychain.Status = api.KeychainOK })
			r.Misses("stayed locked", "Try again")
		})
	}
}

// What the banner takes room from still shows the key that Enter copies.
func TestTheBannerDoesNotHideTheSelectedRow(t *testing.T) {
	r := newRig(t, someState())
	r.Frame.Resize(fyne.NewSize(980, 480))
	l := r.win.keys.list
	for l.key(fyne.KeyHome); l.list.InSight(); l.key(fyne.KeyDown) {
		if l.list.Place(l.index(l.selected)).Y+2*kit.Scaled(rowHeight) > l.list.Size().Height {
			break // the lowest row that is in sight
		}
	}
	id := l.selected
	r.win.fail(&api.Error{Kind: api.Failed, Text: "Something went wrong."})
	r.Sees("Something went wrong.")
	if l.selected != id || !l.list.InSight() {
		t.Error("the banner has pushed the selected row out of sight")
	}
	r.win.fail(nil)
	r.win.Open(api.View{Name: api.ViewSettings}) // and the same while another page lies over the list
	r.win.fail(&api.Error{Kind: api.Failed, Text: "Something went wrong."})
	r.Key(fyne.KeyEscape)
	if r.win.page != page(r.win.keys) || l.selected != id || !l.list.InSight() {
		t.Error("the selected row is out of sight after another page")
	}
}

func TestAnEncryptedFileAsksNobody(t *testing.T) {
	st := someState()
	st.Keychain = inFile(api.KeychainOK)
	r := newRig(t, st)
	r.change(func(st *api.State) { st.Keychain.Waiting = true })
	r.Clock.Forward(time.Second)
	r.Sees("Waiting for the encrypted file.")
	r.Misses("password")
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
	r.Sees(wordsKeeps)
	r.ctrl(fyne.KeyComma)
	r.Sees("Changes apply at once.")
	r.win.Open(api.View{Name: api.ViewDoctor})
	r.Key(fyne.KeyEscape)
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
