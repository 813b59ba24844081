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

// An agent that stands still sends no state: the wait for a value begins with the call.
func TestACopyThatTakesLongIsSaidAndCanBeGivenUp(t *testing.T) {
	r := newRig(t, someState())
	r.svc.hold = make(chan struct{})
	r.win.keys.list.open("chat")
	r.key(fyne.KeyReturn)
	r.clock.forward(waitNoticed - 1)
	r.misses("Waiting for")
	r.clock.forward(1)
	r.sees("Waiting for the value of “chat-app”.")
	r.misses("Cancel")
	r.clock.forward(waitTired)
	r.press("Cancel")
	r.untilSees("You stopped it before it was done.")
	r.misses("Waiting for", "Cancel")
	if asked := r.svc.asked(); len(asked) != 1 { // the keychain makes nobody wait
		t.Errorf("asked %q", asked)
	}
	r.svc.hold = nil
	r.key(fyne.KeyReturn)
	r.until("it is copied", func() bool { return !r.win.copy.under })
	r.clock.forward(waitTired)
	r.misses("Waiting for")
}

func TestAValueThatIsHeldInSightIsWaitedForWhileItIsHeld(t *testing.T) {
	r := newRig(t, someState())
	r.svc.hold = make(chan struct{})
	r.win.keys.list.open("chat")
	hold := r.win.keys.detail.card.hold
	hold.MouseDown(nil)
	r.clock.forward(waitNoticed)
	r.sees("Waiting for the value of “chat-app”.")
	hold.MouseUp(nil)
	r.misses("Waiting for")
}

func TestALockThatIsGoneIsNoProblemAnyMore(t *testing.T) {
	for name, c := range map[string]struct {
		do    func(*rig)
		again string // what "Try again" asks the service for
	}{
		"copied": {func(r *rig) { r.key(fyne.KeyReturn) }, "copy chat"},
		"held in sight": {func(r *rig) {
			r.win.keys.detail.card.hold.MouseDown(nil)
			r.untilSees("GNOME Keyring stayed locked.")
			r.win.keys.detail.card.hold.MouseUp(nil)
		}, "unlock"},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, someState())
			r.win.keys.list.open("chat")
			locked := &api.Error{Kind: api.Dismissed, Text: "GNOME Keyring stayed locked."}
			r.svc.fail(locked)
			c.do(r)
			r.untilSees("GNOME Keyring stayed locked.")
			r.change(func(st *api.State) { st.Keychain.Status = api.KeychainLocked })
			before := len(r.svc.asked())
			r.press("Try again")
			r.until("it is tried again", func() bool { return len(r.svc.asked()) > before })
			if asked := r.svc.asked(); asked[len(asked)-1] != c.again {
				t.Errorf("asked for %q", asked)
			}
			r.untilSees("GNOME Keyring stayed locked.")
			r.change(func(st *api.State) { st.Keychain.Status = api.KeychainOK })
			r.misses("stayed locked", "Try again")
		})
	}
}

// What the banner takes room from still shows the key that Enter copies.
func TestTheBannerDoesNotHideTheSelectedRow(t *testing.T) {
	r := newRig(t, someState())
	r.frame.Resize(fyne.NewSize(980, 480))
	l := r.win.keys.list
	for l.key(fyne.KeyHome); l.list.InSight(); l.key(fyne.KeyDown) {
		if l.list.Place(l.index(l.selected)).Y+2*scaled(rowHeight) > l.list.Size().Height {
			break // the lowest row that is in sight
		}
	}
	id := l.selected
	r.win.fail(&api.Error{Kind: api.Failed, Text: "Something went wrong."})
	r.sees("Something went wrong.")
	if l.selected != id || !l.list.InSight() {
		t.Error("the banner has pushed the selected row out of sight")
	}
	r.win.fail(nil)
	r.win.Open(api.View{Name: api.ViewSettings}) // and the same while another page lies over the list
	r.win.fail(&api.Error{Kind: api.Failed, Text: "Something went wrong."})
	r.key(fyne.KeyEscape)
	if r.win.page != page(r.win.keys) || l.selected != id || !l.list.InSight() {
		t.Error("the selected row is out of sight after another page")
	}
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
