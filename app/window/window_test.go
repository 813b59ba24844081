package window

import (
	"errors"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"keytray/app/api"
)

func TestACopyCountsDown(t *testing.T) {
	r := newRig(t, someState())
	r.win.keys.list.open("chat")
	r.sees(wordsIdle)
	if n := r.clock.waiting(); n != 0 {
		t.Errorf("%d timers run while nothing happens", n)
	}
	r.change(func(st *api.State) {
		st.Clipboard = api.Clipboard{ID: "chat", Key: "chat-app", Until: today.Add(30 * time.Second)}
	})
	r.sees("Copied", "On the clipboard. Clears in 30 s.", "Clear now", "Clipboard clears in 30 s")
	r.clock.forward(12 * time.Second)
	r.sees("On the clipboard. Clears in 18 s.")
	if n := r.clock.waiting(); n != 1 {
		t.Errorf("%d timers count down", n)
	}
	r.key(fyne.KeyReturn)
	r.untilAsked("copy chat")
	r.change(func(st *api.State) { st.Clipboard.Until = r.clock.now.Add(30 * time.Second) })
	r.sees("On the clipboard. Clears in 30 s.")
	r.change(func(st *api.State) { st.Clipboard.Once = true })
	r.sees("Clears at the first paste, or in 30 s.")

	r.win.keys.list.open("obsidian")
	r.sees(wordsIdle, "Clipboard clears in 30 s")
	r.misses("Clear now")
	r.win.keys.list.open("chat")

	r.clock.forward(31 * time.Second)
	r.change(func(st *api.State) { st.Clipboard = api.Clipboard{Ended: api.ClearedOurs} })
	r.sees(wordsCleared)
	r.clock.forward(2 * time.Second)
	r.sees(wordsIdle)
	if n := r.clock.waiting(); n != 0 {
		t.Errorf("%d timers are left", n)
	}
}

func TestAnEndedCopySaysWhatBecameOfIt(t *testing.T) {
	for ended, want := range map[string]string{
		api.ClearedOurs: wordsCleared, api.ClearedNotOurs: wordsNotOurs, api.ClearedFailed: wordsNotCleared,
		api.ClearedOnPaste: wordsPasted, api.ClearedGone: wordsGone,
	} {
		r := newRig(t, someState())
		r.win.keys.list.open("chat")
		r.change(func(st *api.State) { st.Clipboard = api.Clipboard{ID: "chat", Until: today.Add(30 * time.Second)} })
		r.change(func(st *api.State) { st.Clipboard = api.Clipboard{Ended: ended} })
		r.sees(want)
	}
}

// Who clears the clipboard right after Enter has the key on it no longer, whichever of
// the two the agent heard of first.
func TestClearNowAlsoEndsACopyThatIsUnderWay(t *testing.T) {
	r := newRig(t, someState())
	r.win.keys.list.open("chat")
	r.svc.set(func() { r.svc.hold = make(chan struct{}) })
	r.key(fyne.KeyReturn)
	r.untilAsked("copy chat")
	r.send(clearIt)
	r.untilAsked("copy chat", "clear")
	close(r.svc.hold)
	r.untilAsked("copy chat", "clear", "clear")

	// The next copy is wanted.
	r.svc.set(func() { r.svc.hold = nil })
	r.key(fyne.KeyReturn)
	r.until("it is there", func() bool { return len(r.svc.asked()) > 3 && !r.win.copy.under })
	r.untilAsked("copy chat", "clear", "clear", "copy chat")
}

func TestClearNowSaysHowItEnded(t *testing.T) {
	for result, want := range map[string]string{api.ClearedOurs: wordsCleared, api.ClearedNotOurs: wordsNotOurs} {
		for _, stateFirst := range []bool{true, false} {
			r := newRig(t, someState())
			r.svc.set(func() { r.svc.cleared.Result = result })
			r.win.keys.list.open("chat")
			r.change(func(st *api.State) { st.Clipboard = api.Clipboard{ID: "chat", Until: today.Add(30 * time.Second)} })
			off := func() { r.change(func(st *api.State) { st.Clipboard = api.Clipboard{} }) }
			r.press("Clear now")
			if stateFirst {
				off()
			}
			r.until("it says so", func() bool { return r.win.copy.said != "" })
			if !stateFirst {
				off()
			}
			r.sees(want)
			r.clock.forward(4 * time.Second)
			r.sees(wordsIdle)
		}
	}
}

func TestAValueIsInSightOnlyWhileItIsHeld(t *testing.T) {
	r := newRig(t, someState())
	r.svc.set(func() { r.svc.value = "sk-proj-abcdefghijklmnop\nsecond line" })
	hold := r.win.keys.detail.card.hold
	hold.MouseDown(nil)
	r.until("the value is in sight", func() bool { return r.holds("sk-proj-abcdefghijklmnop") })
	r.sees("second line")
	hold.MouseUp(nil)
	if r.holds("sk-proj") || r.holds("second line") {
		t.Error("the value is left after the release")
	}

	hold.KeyDown(&fyne.KeyEvent{Name: fyne.KeySpace})
	r.until("the value is in sight", func() bool { return r.holds("sk-proj") })
	r.clock.forward(revealLimit)
	if r.holds("sk-proj") {
		t.Error("the value is left after ten seconds")
	}
	hold.KeyUp(&fyne.KeyEvent{Name: fyne.KeySpace})

	hold.MouseDown(nil)
	r.until("the value is in sight", func() bool { return r.holds("sk-proj") })
	r.win.Conceal()
	if r.holds("sk-proj") {
		t.Error("the value is left after the window lost the focus")
	}
	hold.MouseUp(nil)

	hold.MouseDown(nil)
	r.until("the value is in sight", func() bool { return r.holds("sk-proj") })
	r.key(fyne.KeyDown)
	if r.holds("sk-proj") {
		t.Error("the value is left beside another key")
	}
	hold.MouseUp(nil)
	want := "get whisper revealed"
	if asked := r.svc.asked(); len(asked) != 4 || asked[0] != want {
		t.Errorf("asked %q", asked)
	}
}

func TestALateValueIsNotShown(t *testing.T) {
	r := newRig(t, someState())
	hang := make(chan struct{})
	r.svc.set(func() { r.svc.value, r.svc.hold = "sk-proj-late", hang })
	hold, before := r.win.keys.detail.card.hold, r.ran
	hold.MouseDown(nil)
	hold.MouseUp(nil)
	close(hang)
	r.untilAsked("get whisper revealed")
	r.until("the answer came", func() bool { return r.ran > before })
	if r.holds("sk-proj") {
		t.Error("a value came after the release, and is in sight")
	}
}

func TestErrorsOfTheServiceAreShownAsTheyAre(t *testing.T) {
	r := newRig(t, someState())
	r.svc.fail(&api.Error{Kind: api.Locked, Text: "GNOME Keyring is locked. Unlock it and try again.", Err: errors.New("cause")})
	r.press("Copy")
	r.until("the error is there", func() bool { return r.win.problem != "" })
	r.sees("GNOME Keyring is locked. Unlock it and try again.")
	r.misses("cause")
	r.svc.fail(nil)
	r.press("Try again")
	r.untilAsked("copy whisper", "copy whisper")
	r.until("the error is gone", func() bool { return r.win.problem == "" })
	r.misses("GNOME Keyring is locked.")
}

func TestTheBannerSaysWhatIsWrong(t *testing.T) {
	for status, want := range map[string]string{
		api.KeychainMissing: "No keychain is running. Keytray has nowhere safe to keep keys.", api.KeychainLocked: "GNOME Keyring is locked.",
		api.KeychainNoCollection: "Your keyring has no default collection yet.", api.KeychainSilent: "GNOME Keyring does not answer.",
	} {
		r := newRig(t, someState())
		r.change(func(st *api.State) { st.Keychain.Status = status })
		r.sees(want)
		r.change(func(st *api.State) { st.Keychain.Status = api.KeychainOK })
		r.misses(want)
	}
	r := newRig(t, someState())
	r.change(func(st *api.State) { st.Notice = "The index was damaged." })
	r.sees("The index was damaged.")
}

func TestWaitingIsSaidAfterAMoment(t *testing.T) {
	r := newRig(t, someState())
	r.change(func(st *api.State) { st.Keychain.Waiting = true })
	r.misses("Waiting for")
	r.clock.forward(299 * time.Millisecond)
	r.misses("Waiting for")
	r.clock.forward(time.Millisecond)
	r.sees("Waiting for GNOME Keyring. It may be asking for your password.")
	r.change(func(st *api.State) { st.Keychain.Waiting = false })
	r.misses("Waiting for")
	r.change(func(st *api.State) { st.Keychain.Waiting = true })
	r.change(func(st *api.State) { st.Keychain.Waiting = false })
	r.clock.forward(time.Second)
	r.misses("Waiting for")
}

func TestTheWindowFollowsWhatIsAskedFor(t *testing.T) {
	st := someState()
	st.Show = api.Shown{View: api.View{Name: api.ViewSettings}, Serial: 7}
	r := newRig(t, st)
	r.misses("Changes apply at once.") // asked for before this window was opened
	other := test.NewTempWindow(t, nil)
	other.RequestFocus()
	r.change(func(st *api.State) { st.Show = api.Shown{View: api.View{Name: api.ViewKeys, Key: "laptop"}, Serial: 8} })
	if got := r.win.keys.list.selected; got != "laptop" {
		t.Errorf("%q is selected", got)
	}
	r.change(func(st *api.State) { st.Show = api.Shown{View: api.View{Name: api.ViewRotate, Key: "chat"}, Serial: 9} })
	r.sees("chat-app, OpenAI", wordsCreateFirst)
	r.change(func(*api.State) {})
	r.sees(wordsCreateFirst)
	r.change(func(st *api.State) { st.Show = api.Shown{View: api.View{Name: api.ViewRotation}, Serial: 10} })
	r.sees(wordsByUrgency, "Next 30 days")
	r.change(func(st *api.State) { st.Show = api.Shown{View: api.View{Name: api.ViewKeys}, Serial: 11} })
	r.misses(wordsByUrgency)
}

func TestAPastedValueIsNotLostToAnotherView(t *testing.T) {
	r := newRig(t, someState())
	s := r.pasted()
	r.change(func(st *api.State) { st.Show = api.Shown{View: api.View{Name: api.ViewKeys}, Serial: 8} })
	if r.win.page != page(s) || !s.hasKey() {
		t.Fatal("the setup and its value are gone")
	}
	r.sees(wordsKeeps)
	r.key(fyne.KeyEscape)
	r.press("Throw away")
	r.change(func(st *api.State) { st.Show = api.Shown{View: api.View{Name: api.ViewSettings}, Serial: 9} })
	r.sees("Changes apply at once.")
}

func TestTheTitleNamesNoKey(t *testing.T) {
	r := newRig(t, someState())
	r.win.keys.list.open("chat")
	if got := r.frame.Title(); got != "Keytray" {
		t.Errorf("the title is %q", got)
	}
}

func TestNoSentenceShouts(t *testing.T) {
	r := newRig(t, someState())
	r.win.keys.list.open("obsidian")
	if strings.Contains(r.seen(), "!") {
		t.Error("there is an exclamation mark")
	}
}

// The agent answers, only not with a state: another agent would not help.
func TestAnAgentThatAnswersWithAnErrorIsNotGone(t *testing.T) {
	r := newRig(t, someState())
	r.win.Lost(&api.Error{Kind: api.Failed, Text: "The list of keys cannot be read."})
	r.sees("The list of keys cannot be read.", "GNOME Keyring · unlocked")
	r.misses("No agent", "Start again", "The agent has ended")
	r.press("Open Doctor")
	r.untilAsked("doctor")
	r.change(func(*api.State) {})
	r.misses("The list of keys cannot be read.")
}
