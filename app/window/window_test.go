package window

import (
	"errors"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"keytray/app/api"
)

func TestACopyCountsDown(t *testing.T) {
	r := newRig(t, someState())
	r.win.keys.list.open("chat")
	r.Sees(wordsIdle)
	if n := r.Clock.Waiting(); n != 0 {
		t.Errorf("%d timers run while nothing happens", n)
	}
	r.change(func(st *api.State) {
		st.Clipboard = api.Clipboard{ID: "chat", Key: "chat-app", Until: today.Add(30 * time.Second)}
	})
	r.Sees("Copied", "On the clipboard. Clears in 30 s.", "Clear now", "Clipboard clears in 30 s")
	r.Clock.Forward(12 * time.Second)
	r.Sees("On the clipboard. Clears in 18 s.")
	if n := r.Clock.Waiting(); n != 1 {
		t.Errorf("%d timers count down", n)
	}
	r.Key(fyne.KeyReturn)
	r.UntilAsked("copy chat")
	r.change(func(st *api.State) { st.Clipboard.Until = r.Clock.At.Add(30 * time.Second) })
	r.Sees("On the clipboard. Clears in 30 s.")
	r.change(func(st *api.State) { st.Clipboard.Once = true })
	r.Sees("Clears at the first paste, or in 30 s.")

	r.win.keys.list.open("obsidian")
	r.Sees(wordsIdle, "Clipboard clears in 30 s")
	r.Misses("Clear now")
	r.win.keys.list.open("chat")

	r.Clock.Forward(31 * time.Second)
	r.change(func(st *api.State) { st.Clipboard = api.Clipboard{Ended: api.ClearedOurs} })
	r.Sees(wordsCleared)
	r.Clock.Forward(2 * time.Second)
	r.Sees(wordsIdle)
	if n := r.Clock.Waiting(); n != 0 {
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
		r.Sees(want)
	}
}

// Who clears the clipboard right after Enter has the key on it no longer, whichever of
// the two the agent heard of first.
func TestClearNowAlsoEndsACopyThatIsUnderWay(t *testing.T) {
	r := newRig(t, someState())
	r.win.keys.list.open("chat")
	r.Service.Set(func() { r.Service.Hold = make(chan struct{}) })
	r.Key(fyne.KeyReturn)
	r.UntilAsked("copy chat")
	r.send(&desktop.CustomShortcut{KeyName: fyne.KeyDelete, Modifier: fyne.KeyModifierShortcutDefault})
	r.UntilAsked("copy chat", "clear")
	close(r.Service.Hold)
	r.UntilAsked("copy chat", "clear", "clear")

	// The next copy is wanted.
	r.Service.Set(func() { r.Service.Hold = nil })
	r.Key(fyne.KeyReturn)
	r.Until("it is there", func() bool { return len(r.Service.Asked()) > 3 && !r.win.copy.under })
	r.UntilAsked("copy chat", "clear", "clear", "copy chat")
}

func TestClearNowSaysHowItEnded(t *testing.T) {
	for result, want := range map[string]string{api.ClearedOurs: wordsCleared, api.ClearedNotOurs: wordsNotOurs} {
		for _, stateFirst := range []bool{true, false} {
			r := newRig(t, someState())
			r.Service.Set(func() { r.Service.Cleared.Result = result })
			r.win.keys.list.open("chat")
			r.change(func(st *api.State) { st.Clipboard = api.Clipboard{ID: "chat", Until: today.Add(30 * time.Second)} })
			off := func() { r.change(func(st *api.State) { st.Clipboard = api.Clipboard{} }) }
			r.Press("Clear now")
			if stateFirst {
				off()
			}
			r.Until("it says so", func() bool { return r.win.copy.said != "" })
			if !stateFirst {
				off()
			}
			r.Sees(want)
			r.Clock.Forward(4 * time.Second)
			r.Sees(wordsIdle)
		}
	}
}

func TestAValueIsInSightOnlyWhileItIsHeld(t *testing.T) {
	r := newRig(t, someState())
	r.Service.Set(func() { r.Service.Value = "sk-proj-abcdefghijklmnop\nsecond line" })
	hold := r.win.keys.detail.card.hold
	hold.MouseDown(nil)
	r.Until("the value is in sight", func() bool { return r.Holds("sk-proj-abcdefghijklmnop") })
	r.Sees("second line")
	hold.MouseUp(nil)
	if r.Holds("sk-proj") || r.Holds("second line") {
		t.Error("the value is left after the release")
	}

	hold.KeyDown(&fyne.KeyEvent{Name: fyne.KeySpace})
	r.Until("the value is in sight", func() bool { return r.Holds("sk-proj") })
	r.Clock.Forward(revealLimit)
	if r.Holds("sk-proj") {
		t.Error("the value is left after ten seconds")
	}
	hold.KeyUp(&fyne.KeyEvent{Name: fyne.KeySpace})

	hold.MouseDown(nil)
	r.Until("the value is in sight", func() bool { return r.Holds("sk-proj") })
	r.win.Conceal()
	if r.Holds("sk-proj") {
		t.Error("the value is left after the window lost the focus")
	}
	hold.MouseUp(nil)

	hold.MouseDown(nil)
	r.Until("the value is in sight", func() bool { return r.Holds("sk-proj") })
	r.Key(fyne.KeyDown)
	if r.Holds("sk-proj") {
		t.Error("the value is left beside another key")
	}
	hold.MouseUp(nil)
	want := "get whisper revealed"
	if asked := r.Service.Asked(); len(asked) != 4 || asked[0] != want {
		t.Errorf("asked %q", asked)
	}
}

func TestALateValueIsNotShown(t *testing.T) {
	r := newRig(t, someState())
	hang := make(chan struct{})
	r.Service.Set(func() { r.Service.Value, r.Service.Hold = "sk-proj-late", hang })
	hold, before := r.win.keys.detail.card.hold, r.Ran
	hold.MouseDown(nil)
	hold.MouseUp(nil)
	close(hang)
	r.UntilAsked("get whisper revealed")
	r.Until("the answer came", func() bool { return r.Ran > before })
	if r.Holds("sk-proj") {
		t.Error("a value came after the release, and is in sight")
	}
}

func TestErrorsOfTheServiceAreShownAsTheyAre(t *testing.T) {
	r := newRig(t, someState())
	r.Service.Fail(&api.Error{Kind: api.Locked, Text: "GNOME Keyring is locked. Unlock it and try again.", Err: errors.New("cause")})
	r.Press("Copy")
	r.Until("the error is there", func() bool { return r.win.problem != "" })
	r.Sees("GNOME Keyring is locked. Unlock it and try again.")
	r.Misses("cause")
	r.Service.Fail(nil)
	r.Press("Try again")
	r.UntilAsked("copy whisper", "copy whisper")
	r.Until("the error is gone", func() bool { return r.win.problem == "" })
	r.Misses("GNOME Keyring is locked.")
}

func TestTheBannerSaysWhatIsWrong(t *testing.T) {
	for status, want := range map[string]string{
		api.KeychainMissing: "No keychain is running. Keytray has nowhere safe to keep keys.", api.KeychainLocked: "GNOME Keyring is locked.",
		api.KeychainNoCollection: "Your keyring has no default collection yet.", api.KeychainSilent: "GNOME Keyring does not answer.",
	} {
		r := newRig(t, someState())
		r.change(func(st *api.State) { st.Keychain.Status = status })
		r.Sees(want)
		r.change(func(st *api.State) { st.Keychain.Status = api.KeychainOK })
		r.Misses(want)
	}
	r := newRig(t, someState())
	r.change(func(st *api.State) { st.Notice = "The index was damaged." })
	r.Sees("The index was damaged.")
}

func TestWaitingIsSaidAfterAMoment(t *testing.T) {
	r := newRig(t, someState())
	r.change(func(st *api.State) { st.Keychain.Waiting = true })
	r.Misses("Waiting for")
	r.Clock.Forward(299 * time.Millisecond)
	r.Misses("Waiting for")
	r.Clock.Forward(time.Millisecond)
	r.Sees("Waiting for GNOME Keyring. It may be asking for your password.")
	r.change(func(st *api.State) { st.Keychain.Waiting = false })
	r.Misses("Waiting for")
	r.change(func(st *api.State) { st.Keychain.Waiting = true })
	r.change(func(st *api.State) { st.Keychain.Waiting = false })
	r.Clock.Forward(time.Second)
	r.Misses("Waiting for")
}

func TestTheWindowFollowsWhatIsAskedFor(t *testing.T) {
	st := someState()
	st.Show = api.Shown{View: api.View{Name: api.ViewSettings}, Serial: 7}
	r := newRig(t, st)
	r.Misses("Changes apply at once.") // asked for before this window was opened
	other := test.NewTempWindow(t, nil)
	other.RequestFocus()
	r.change(func(st *api.State) { st.Show = api.Shown{View: api.View{Name: api.ViewKeys, Key: "laptop"}, Serial: 8} })
	if got := r.win.keys.list.selected; got != "laptop" {
		t.Errorf("%q is selected", got)
	}
	r.Until("the agent knows", func() bool {
		gone := uint64(0)
		r.Service.Set(func() { gone = r.Service.Gone })
		return gone == 8
	})
	r.change(func(st *api.State) { st.Show = api.Shown{View: api.View{Name: api.ViewRotate, Key: "chat"}, Serial: 9} })
	r.Sees("chat-app, OpenAI", wordsCreateFirst)
	r.change(func(*api.State) {})
	r.Sees(wordsCreateFirst)
	r.change(func(st *api.State) { st.Show = api.Shown{View: api.View{Name: api.ViewRotation}, Serial: 10} })
	r.Sees(wordsByUrgency, "Next 30 days")
	r.change(func(st *api.State) { st.Show = api.Shown{View: api.View{Name: api.ViewKeys}, Serial: 11} })
	r.Misses(wordsByUrgency)
}

func TestAPastedValueIsNotLostToAnotherView(t *testing.T) {
	r := newRig(t, someState())
	s := r.pasted()
	r.change(func(st *api.State) { st.Show = api.Shown{View: api.View{Name: api.ViewKeys}, Serial: 8} })
	if r.win.page != page(s) || !s.hasKey() {
		t.Fatal("the setup and its value are gone")
	}
	r.Sees(wordsKeeps)
	r.Key(fyne.KeyEscape)
	r.Press("Throw away")
	r.change(func(st *api.State) { st.Show = api.Shown{View: api.View{Name: api.ViewSettings}, Serial: 9} })
	r.Sees("Changes apply at once.")
}

func TestTheTitleNamesNoKey(t *testing.T) {
	r := newRig(t, someState())
	r.win.keys.list.open("chat")
	if got := r.Frame.Title(); got != "Keytray" {
		t.Errorf("the title is %q", got)
	}
}

func TestNoSentenceShouts(t *testing.T) {
	r := newRig(t, someState())
	r.win.keys.list.open("obsidian")
	if strings.Contains(r.Seen(), "!") {
		t.Error("there is an exclamation mark")
	}
}

// The agent answers, only not with a state: another agent would not help.
func TestAnAgentThatAnswersWithAnErrorIsNotGone(t *testing.T) {
	r := newRig(t, someState())
	r.win.Lost(&api.Error{Kind: api.Failed, Text: "The list of keys cannot be read."})
	r.Sees("The list of keys cannot be read.", "GNOME Keyring · unlocked")
	r.Misses("No agent", "Start again", "The agent has ended")
	r.Press("Open Doctor")
	r.UntilAsked("doctor")
	r.change(func(*api.State) {})
	r.Misses("The list of keys cannot be read.")
}
