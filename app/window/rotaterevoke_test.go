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
	r.sees(wordsRevokeOld, wordsUntilYouDo, "The old key ends in", "Rw2A", "Choose the bin icon beside it and confirm.", wordsComeBackDead, wordsCheckDead, wordsSkipCheck,
		"1 place still holds the old key.", "It stops working when you revoke it.", "1 person does not know yet.", wordsBackToPlaces)
	if !w.onward.Disabled() {
		t.Error("Next can be pressed before it is proven")
	}
	r.press("Open platform.openai.com/api-keys")
	r.until("it is open", func() bool { return len(r.svc.asked()) == 1 })
	if r.focused() != fyne.Focusable(w.revoke.check) {
		t.Error("the check does not have the focus")
	}
	r.press(wordsBackToPlaces)
	r.at(w, rotatePlaces)
}

func TestARefusedOldKeyEndsTheRotation(t *testing.T) {
	r := newRig(t, someState())
	w := r.rotatingAt(api.StepRevoke)
	r.checksOld(w, refusedOld())
	r.at(w, rotateDone)
	if got := r.svc.checks[0]; got.Name != "chat" || !got.Previous || got.Secret.Len() != 0 {
		t.Errorf("asked %+v", got)
	}
	r.sees("chat-app has a new key", "OpenAI refuses the old one. Its value was deleted here.", "Old key …Rw2A refused by OpenAI", "12:00",
		"1 place still holds the old key: ~/.config/systemd/user/chat-app.service.d/override.conf.", "1 person does not know yet: @jonas.")
	r.misses("places updated")
	r.misses("Back", wordsFinishLater)
	if r.clock.waiting() > 0 {
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
		r.sees("OpenAI still accepts the old key.", wordsRevokingTakes, c.says)
		r.clock.forward(c.after)
		r.until("it has looked again", func() bool { return len(r.svc.asked()) == i+2 && !w.revoke.waits() })
	}
	r.sees("OpenAI still accepts the old key.", wordsTomorrow)
	r.misses("We look again")
	if r.clock.waiting() > 0 {
		t.Error("it looks for ever")
	}
	r.svc.set(func() { r.svc.checked = refusedOld() })
	r.press(wordsLookNow)
	r.until("it is done", func() bool { return w.at == rotateDone })
}

func TestAnOldKeyThatDiesLaterEndsTheRotationByItself(t *testing.T) {
	r := newRig(t, someState())
	w := r.rotatingAt(api.StepRevoke)
	r.checksOld(w, stillAccepted())
	r.svc.set(func() { r.svc.checked = refusedOld() })
	r.clock.forward(time.Minute)
	r.until("it is done", func() bool { return w.at == rotateDone })
}

func TestNobodyIsAskedAfterTheWizardIsLeft(t *testing.T) {
	r := newRig(t, someState())
	w := r.rotatingAt(api.StepRevoke)
	r.checksOld(w, stillAccepted())
	r.press(wordsFinishLater)
	r.clock.forward(time.Hour)
	if asked := r.svc.asked(); len(asked) != 1 || w.revoke.waits() {
		t.Errorf("asked %q", asked)
	}
	w = r.rotatingAt(api.StepRevoke, func(k *api.Key) { k.Case.Asked = &api.Verified{At: today, Result: api.CheckAccepted} })
	r.sees("OpenAI still accepts the old key.", "That was at 12:00.", wordsLookNow)
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
		r.svc.fail(c.err)
		r.checksOld(w, c.answer)
		r.at(w, rotateRevoke)
		r.sees(c.says, wordsLookNow)
		if !w.onward.Disabled() || r.clock.waiting() > 0 {
			t.Errorf("%s: it goes on, or asks again by itself", name)
		}
	}
}

func TestThePersonsWordIsTakenAfterAQuestion(t *testing.T) {
	for provider, button := range map[string]string{"openai": wordsSkipCheck, "pypi": wordsRevokedIt} {
		r := newRig(t, someState())
		w := r.rotatingAt(api.StepRevoke, func(k *api.Key) { k.Provider, k.ProviderName = provider, "Acme" })
		if provider == "pypi" {
			r.sees("Acme has no harmless way to check a key.")
			r.misses(wordsCheckDead)
		}
		r.press(button)
		r.sees(wordsSureRevoked, "does not ask Acme")
		if asked := r.svc.asked(); len(asked) > 0 {
			t.Fatalf("asked %q", asked)
		}
		r.press(wordsRevokedIt)
		r.untilAsked("revoke chat")
		r.until("it is done", func() bool { return w.at == rotateDone })
		r.sees("The value of the old one was deleted here.", wordsYouRevoked)
	}
}

func TestARevokeThatFailsEndsNothing(t *testing.T) {
	r := newRig(t, someState())
	w := r.rotatingAt(api.StepRevoke)
	r.svc.fail(&api.Error{Kind: api.Locked, Text: "GNOME Keyring is locked."})
	r.press(wordsSkipCheck)
	r.press(wordsRevokedIt)
	r.until("it says so", func() bool { return r.win.banner.box.Visible() })
	r.sees("GNOME Keyring is locked.")
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
		r.svc.set(func() { r.svc.called = c.answer })
		r.press("Let GitHub revoke it…")
		r.sees("Let GitHub revoke chat-app?", "This cannot be undone.", "1 place stops working until it has the new key")
		r.press("Revoke chat-app")
		r.until("it is answered", func() bool { return !w.revoke.call.asking })
		r.at(w, c.step)
		r.sees(c.says)
		if waits := r.clock.waiting() > 0; waits != (name == "later") {
			t.Errorf("%s: it looks again: %v", name, waits)
		}
	}
}

// A provider that replaced the key by itself has ended the old one.
func TestNothingIsLeftToRevokeAfterTheProviderReplacedIt(t *testing.T) {
	r := newRig(t, someState())
	w := r.rotatingAt(api.StepRevoke, func(k *api.Key) { k.Previous = 0 })
	r.sees(wordsOldGone, "Nothing is left to revoke.", "It has stopped working.", "1 person does not know yet.")
	r.misses(wordsCheckDead, wordsSkipCheck, "Open platform")
	r.press("Next")
	r.untilAsked("revoke chat")
	r.until("it is done", func() bool { return w.at == rotateDone })
}

func TestEscapeStopsAskingAboutTheOldKey(t *testing.T) {
	r := newRig(t, someState())
	r.svc.set(func() { r.svc.hold = make(chan struct{}) })
	w := r.rotatingAt(api.StepRevoke)
	r.press(wordsCheckDead)
	r.sees("Asking OpenAI. Esc stops it.")
	r.key(fyne.KeyEscape)
	r.until("it is given up", func() bool { return !w.revoke.waits() })
	r.at(w, rotateRevoke)
	r.sees(wordsCheckDead)
	r.misses("You stopped it")
}

// What the question is about has ended elsewhere: its button would destroy the new value.
func TestTheQuestionsGoWhenTheRotationEndsElsewhere(t *testing.T) {
	for _, button := range []string{"Let GitHub revoke it…", wordsSkipCheck} {
		r := newRig(t, someState())
		w := r.rotatingAt(api.StepRevoke, func(k *api.Key) {
			k.Provider, k.ProviderName, k.Kind, k.Calls = "github", "GitHub", "classic", []string{api.CallRevoke}
		})
		r.press(button)
		if r.over() != 1 {
			t.Fatalf("%s: nothing is asked", button)
		}
		r.keyIs(func(k *api.Key) { k.Case, k.Previous = nil, 0 })
		if r.at(w, rotateDone); r.over() != 0 {
			t.Errorf("%s: the question is still there", button)
		}
		if asked := r.svc.asked(); len(asked) > 0 {
			t.Errorf("%s: asked %q", button, asked)
		}
	}
}

func TestTheQuestionSaysThatTheOldKeyWasStillAccepted(t *testing.T) {
	r := newRig(t, someState())
	r.rotatingAt(api.StepRevoke, func(k *api.Key) { k.Case.Asked = &api.Verified{At: today, Result: api.CheckAccepted} })
	r.press(wordsSkipCheck)
	r.sees("OpenAI still accepted the old key at 12:00.")
}

// Who leaves while the old key is asked about is told the answer, and then nobody is
// asked any more.
func TestTheAnswerFollowsWhoHasLeft(t *testing.T) {
	for says, answer := range map[string]api.Checked{"OpenAI still accepts the old key.": stillAccepted(), "OpenAI refuses the old key.": refusedOld()} {
		r := newRig(t, someState())
		w := r.rotatingAt(api.StepRevoke)
		hold := make(chan struct{})
		r.svc.set(func() { r.svc.checked, r.svc.hold = answer, hold })
		r.press(wordsCheckDead)
		r.ctrl(fyne.KeyF)
		if r.win.page != page(r.win.keys) {
			t.Fatalf("the page is %T", r.win.page)
		}
		close(hold)
		r.until("it is answered", func() bool { return !w.revoke.waits() })
		r.sees(says)
		r.clock.forward(time.Hour)
		if asked := r.svc.asked(); len(asked) != 1 || w.revoke.waits() {
			t.Errorf("asked %q", asked)
		}
	}
}

// The steps name the old key of now, not that of a rotation before.
func TestTheStepsNameTheOldKeyOfNow(t *testing.T) {
	r := newRig(t, someState())
	r.rotatingAt(api.StepRevoke)
	r.sees("Rw2A")
	r.keyIs(func(k *api.Key) { k.Case.OldHint, k.Hint = "sk-…h8Ys", "sk-…Bbbb" })
	r.sees("The old key ends in", "h8Ys")
	r.misses("Rw2A")
}

// The page that was opened to make the new key is the one where the old one ends.
func TestThePageOfTheFirstStepIsOpenedAgainForTheLast(t *testing.T) {
	r := newRig(t, someState())
	w := r.rotating()
	r.press("Open platform.openai.com/api-keys")
	r.untilTurned(w, api.StepCreate)
	r.keyIs(func(k *api.Key) { inCase(k, api.StepRevoke) })
	if r.at(w, rotateRevoke); r.focused() != fyne.Focusable(w.revoke.opens) {
		t.Error("the page does not have the focus")
	}
}
