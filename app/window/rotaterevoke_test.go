package window

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"keytray/app/api"
)

func TestTheOldKeyIsRevokedAtTheProvider(t *testing.T) {
	r := newRig(t, someState())
	w := r.rotatingAt(api.StepRevoke)
	r.Sees(wordsRevokeOld, wordsUntilYouDo, "The old key ends in", "Rw2A", "Choose the bin icon beside it and confirm.", wordsComeBackDead, wordsCheckDead, wordsSkipCheck,
		"1 place still holds the old key.", "It stops working when you revoke it.", "1 person does not know yet.", wordsBackToPlaces)
	if !w.onward.Disabled() {
		t.Error("Next can be pressed before it is proven")
	}
	r.Press("Open platform.openai.com/api-keys")
	r.Until("it is open", func() bool { return len(r.Service.Asked()) == 1 })
	if r.Focused() != fyne.Focusable(w.revoke.check) {
		t.Error("the check does not have the focus")
	}
	r.Press(wordsBackToPlaces)
	r.at(w, rotatePlaces)
}

func TestARefusedOldKeyEndsTheRotation(t *testing.T) {
	r := newRig(t, someState())
	w := r.rotatingAt(api.StepRevoke)
	r.checksOld(w, refusedOld())
	r.at(w, rotateDone)
	if got := r.Service.Checks[0]; got.Name != "chat" || !got.Previous || got.Secret.Len() != 0 {
		t.Errorf("asked %+v", got)
	}
	r.Sees("chat-app has a new key", "OpenAI refuses the old one. Its value was deleted here.", "Old key …Rw2A refused by OpenAI", "12:00",
		"1 place still holds the old key: ~/.config/systemd/user/chat-app.service.d/override.conf.", "1 person does not know yet: @jonas.")
	r.Misses("places updated")
	r.Misses("Back", wordsFinishLater)
	if r.Clock.Waiting() > 0 {
		t.Error("it looks again")
	}
}

func TestAnOldKeyThatWorksIsLookedAtAgain(t *testing.T) {
	r := newRig(t, someState())
	w := r.rotatingAt(api.StepRevoke)
	r.checksOld(w, stillAccepted())
	r.at(w, rotateRevoke)
	for i, c := range []struct {
		after time.Duration
		says  string
	}{{time.Minute, "We look again at 12:01."}, {2 * time.Minute, "We look again at 12:03."}, {7 * time.Minute, "We look again at 12:10."}} {
		r.Sees("OpenAI still accepts the old key.", wordsRevokingTakes, c.says)
		r.Clock.Forward(c.after)
		r.Until("it has looked again", func() bool { return len(r.Service.Asked()) == i+2 && !w.revoke.waits() })
	}
	r.Sees("OpenAI still accepts the old key.", wordsTomorrow)
	r.Misses("We look again")
	if r.Clock.Waiting() > 0 {
		t.Error("it looks for ever")
	}
	r.Service.Set(func() { r.Service.Checked = refusedOld() })
	r.Press(wordsLookNow)
	r.Until("it is done", func() bool { return w.at == rotateDone })
}

func TestAnOldKeyThatDiesLaterEndsTheRotationByItself(t *testing.T) {
	r := newRig(t, someState())
	w := r.rotatingAt(api.StepRevoke)
	r.checksOld(w, stillAccepted())
	r.Service.Set(func() { r.Service.Checked = refusedOld() })
	r.Clock.Forward(time.Minute)
	r.Until("it is done", func() bool { return w.at == rotateDone })
}

func TestNobodyIsAskedAfterTheWizardIsLeft(t *testing.T) {
	r := newRig(t, someState())
	w := r.rotatingAt(api.StepRevoke)
	r.checksOld(w, stillAccepted())
	r.Press(wordsFinishLater)
	r.Clock.Forward(time.Hour)
	if asked := r.Service.Asked(); len(asked) != 1 || w.revoke.waits() {
		t.Errorf("asked %q", asked)
	}
	w = r.rotatingAt(api.StepRevoke, func(k *api.Key) { k.Case.Asked = &api.Verified{At: today, Result: api.CheckAccepted} })
	r.Sees("OpenAI still accepts the old key.", "That was at 12:00.", wordsLookNow)
	if w.revoke.waits() {
		t.Error("it asks without being told to")
	}
}

func TestWhatTheProviderDoesNotTellIsSaid(t *testing.T) {
	for name, c := range map[string]struct {
		answer api.Checked
		err    error
		says   string
	}{
		"no answer": {api.Checked{Verified: api.Verified{Result: api.CheckUnknown}, Text: "No answer from OpenAI. Try again."}, nil, "No answer from OpenAI."},
		"both":      {api.Checked{Verified: api.Verified{Result: api.CheckRejected}, Text: "OpenAI refuses both keys. Nothing was destroyed."}, nil, "OpenAI refuses both keys."},
		"an error":  {api.Checked{}, &api.Error{Kind: api.Locked, Text: "GNOME Keyring is locked."}, "GNOME Keyring is locked."},
	} {
		r := newRig(t, someState())
		w := r.rotatingAt(api.StepRevoke)
		r.Service.Fail(c.err)
		r.checksOld(w, c.answer)
		r.at(w, rotateRevoke)
		r.Sees(c.says, wordsLookNow)
		if !w.onward.Disabled() || r.Clock.Waiting() > 0 {
			t.Errorf("%s: it goes on, or asks again by itself", name)
		}
	}
}

func TestThePersonsWordIsTakenAfterAQuestion(t *testing.T) {
	for provider, button := range map[string]string{"openai": wordsSkipCheck, "pypi": wordsRevokedIt} {
		r := newRig(t, someState())
		w := r.rotatingAt(api.StepRevoke, func(k *api.Key) { k.Provider, k.ProviderName = provider, "Acme" })
		if provider == "pypi" {
			r.Sees("Acme has no harmless way to check a key.")
			r.Misses(wordsCheckDead)
		}
		r.Press(button)
		r.Sees(wordsSureRevoked, "does not ask Acme")
		if asked := r.Service.Asked(); len(asked) > 0 {
			t.Fatalf("asked %q", asked)
		}
		r.Press(wordsRevokedIt)
		r.UntilAsked("revoke chat")
		r.Until("it is done", func() bool { return w.at == rotateDone })
		r.Sees("The value of the old one was deleted here.", wordsYouRevoked)
	}
}

func TestARevokeThatFailsEndsNothing(t *testing.T) {
	r := newRig(t, someState())
	w := r.rotatingAt(api.StepRevoke)
	r.Service.Fail(&api.Error{Kind: api.Locked, Text: "GNOME Keyring is locked."})
	r.Press(wordsSkipCheck)
	r.Press(wordsRevokedIt)
	r.Until("it says so", func() bool { return r.win.banner.box.Visible() })
	r.Sees("GNOME Keyring is locked.")
	r.at(w, rotateRevoke)
}

func TestTheProviderRevokesTheOldKeyByItself(t *testing.T) {
	for name, c := range map[string]struct {
		answer api.Called
		step   int
		says   string
	}{
		"dead":    {api.Called{Key: keyOf("chat", "chat-app", "github", "", 0), Result: api.CallDone, Text: "GitHub has revoked it."}, rotateDone, "GitHub ended the old one."},
		"later":   {api.Called{Result: api.CallDone, Text: "GitHub takes a while."}, rotateRevoke, "GitHub takes a while."},
		"refused": {api.Called{Result: api.CallRefused, Text: "GitHub did not take the token."}, rotateRevoke, "GitHub did not take the token."},
	} {
		r := newRig(t, someState())
		w := r.rotatingAt(api.StepRevoke, func(k *api.Key) {
			k.Provider, k.ProviderName, k.Kind, k.Calls = "github", "GitHub", "classic", []string{api.CallRevoke}
		})
		r.Service.Set(func() { r.Service.Called = c.answer })
		r.Press("Let GitHub revoke it…")
		r.Sees("Let GitHub revoke chat-app?", "This cannot be undone.", "1 place stops working until it has the new key")
		r.Press("Revoke chat-app")
		r.Until("it is answered", func() bool { return !w.revoke.call.asking })
		r.at(w, c.step)
		r.Sees(c.says)
		r.Clock.Forward(0) // what the question still has to do
		if waits := r.Clock.Waiting() > 0; waits != (name == "later") {
			t.Errorf("%s: it looks again: %v", name, waits)
		}
	}
}

// A provider that replaced the key by itself has ended the old one.
func TestNothingIsLeftToRevokeAfterTheProviderReplacedIt(t *testing.T) {
	r := newRig(t, someState())
	w := r.rotatingAt(api.StepRevoke, func(k *api.Key) { k.Previous = 0 })
	r.Sees(wordsOldGone, "Nothing is left to revoke.", "It has stopped working.", "1 person does not know yet.")
	r.Misses(wordsCheckDead, wordsSkipCheck, "Open platform")
	r.Press("Next")
	r.UntilAsked("revoke chat")
	r.Until("it is done", func() bool { return w.at == rotateDone })
}

func TestEscapeStopsAskingAboutTheOldKey(t *testing.T) {
	r := newRig(t, someState())
	r.Service.Set(func() { r.Service.Hold = make(chan struct{}) })
	w := r.rotatingAt(api.StepRevoke)
	r.Press(wordsCheckDead)
	r.Sees("Asking OpenAI. Esc stops it.")
	r.Key(fyne.KeyEscape)
	r.Until("it is given up", func() bool { return !w.revoke.waits() })
	r.at(w, rotateRevoke)
	r.Sees(wordsCheckDead)
	r.Misses("You stopped it")
}

// What the question is about has ended elsewhere: its button would destroy the new value.
func TestTheQuestionsGoWhenTheRotationEndsElsewhere(t *testing.T) {
	for _, button := range []string{"Let GitHub revoke it…", wordsSkipCheck} {
		r := newRig(t, someState())
		w := r.rotatingAt(api.StepRevoke, func(k *api.Key) {
			k.Provider, k.ProviderName, k.Kind, k.Calls = "github", "GitHub", "classic", []string{api.CallRevoke}
		})
		r.Press(button)
		if r.over() != 1 {
			t.Fatalf("%s: nothing is asked", button)
		}
		r.keyIs(func(k *api.Key) { k.Case, k.Previous = nil, 0 })
		if r.at(w, rotateDone); r.over() != 0 {
			t.Errorf("%s: the question is still there", button)
		}
		if asked := r.Service.Asked(); len(asked) > 0 {
			t.Errorf("%s: asked %q", button, asked)
		}
	}
}

func TestTheQuestionSaysThatTheOldKeyWasStillAccepted(t *testing.T) {
	r := newRig(t, someState())
	r.rotatingAt(api.StepRevoke, func(k *api.Key) { k.Case.Asked = &api.Verified{At: today, Result: api.CheckAccepted} })
	r.Press(wordsSkipCheck)
	r.Sees("OpenAI still accepted the old key at 12:00.")
}

// Who leaves while the old key is asked about is told the answer, and then nobody is
// asked any more.
func TestTheAnswerFollowsWhoHasLeft(t *testing.T) {
	for says, answer := range map[string]api.Checked{"OpenAI still accepts the old key.": stillAccepted(), "OpenAI refuses the old key.": refusedOld()} {
		r := newRig(t, someState())
		w := r.rotatingAt(api.StepRevoke)
		hold := make(chan struct{})
		r.Service.Set(func() { r.Service.Checked, r.Service.Hold = answer, hold })
		r.Press(wordsCheckDead)
		r.ctrl(fyne.KeyF)
		if r.win.page != page(r.win.keys) {
			t.Fatalf("the page is %T", r.win.page)
		}
		close(hold)
		r.Until("it is answered", func() bool { return !w.revoke.waits() })
		r.Sees(says)
		r.Clock.Forward(time.Hour)
		if asked := r.Service.Asked(); len(asked) != 1 || w.revoke.waits() {
			t.Errorf("asked %q", asked)
		}
	}
}

// The steps name the old key of now, not that of a rotation before.
func TestTheStepsNameTheOldKeyOfNow(t *testing.T) {
	r := newRig(t, someState())
	r.rotatingAt(api.StepRevoke)
	r.Sees("Rw2A")
	r.keyIs(func(k *api.Key) { k.Case.OldHint, k.Hint = "sk-…h8Ys", "sk-…Bbbb" })
	r.Sees("The old key ends in", "h8Ys")
	r.Misses("Rw2A")
}

// The page that was opened to make the new key is the one where the old one ends.
func TestThePageOfTheFirstStepIsOpenedAgainForTheLast(t *testing.T) {
	r := newRig(t, someState())
	w := r.rotating()
	r.Press("Open platform.openai.com/api-keys")
	r.untilTurned(w, api.StepCreate)
	r.keyIs(func(k *api.Key) { inCase(k, api.StepRevoke) })
	if r.at(w, rotateRevoke); r.Focused() != fyne.Focusable(w.revoke.opens) {
		t.Error("the page does not have the focus")
	}
}
