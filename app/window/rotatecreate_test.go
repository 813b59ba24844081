package window

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/window/kit"
)

func TestTheNameForTheNewKeyIsCopied(t *testing.T) {
	r := newRig(t, someState())
	r.rotating()
	r.Press(wordsCopyName)
	if got := r.Clip.Content(); got != "chat-app-2026-11" {
		t.Errorf("the clipboard has %q", got)
	}
}

func TestAKeyPastedBesideTheStepsLeadsToThePaste(t *testing.T) {
	r := newRig(t, someState())
	w := r.rotating()
	r.pastes("OpenAI")
	r.at(w, rotateCreate)
	r.pastes(secondKey("openai", "project"))
	r.at(w, rotatePaste)
	r.Sees("A new OpenAI project key.")
}

// A provider that ends the old key with the new one says so first.
func TestAProviderThatEndsTheOldKeyAtOnceSaysSo(t *testing.T) {
	r := newRig(t, someState())
	r.keyIs(func(k *api.Key) { k.Provider, k.ProviderName = "discord", "Discord" })
	r.rotating()
	r.Sees(wordsGetNew, wordsEndsAtOnce, "Reset Token")
	r.Misses(wordsOldWorks, wordsNotYetDelete)
}

func TestAKeyOfNobodyHasGeneralSteps(t *testing.T) {
	r := newRig(t, someState())
	r.keyIs(func(k *api.Key) { k.Provider, k.ProviderName = provider.Other, "" })
	w := r.rotating()
	r.Sees("Developer settings", "Copy the key and press")
	r.Misses("Open ")
	r.Press("Next")
	w.takes(madeUp("groq", ""))
	r.Sees("A new Groq")
	r.Misses("Does ", "This looks like")
	r.Press("Next")
	r.Until("it is stored", func() bool { return w.at == rotatePlaces })
}

func TestALeakedKeyIsRevokedFirstWhereThatIsBetter(t *testing.T) {
	for where, first := range map[string]bool{api.LeakRepository: true, api.LeakComputer: true, api.LeakChat: false, api.LeakUnsure: true} {
		r := newRig(t, someState())
		r.keyIs(func(k *api.Key) {
			usedBy(k, "Vercel")
			k.Exposure = &api.Exposure{At: today, Where: where}
		})
		w := r.rotating()
		r.Sees(wordsKeyLeaked, provider.AfterLeak(where, 1).Why, "Create new secret key")
		if first {
			r.Sees(wordsRevokeFirst, "Choose the bin icon beside it and confirm.")
			if n := strings.Count(r.Seen(), "Sign in and open the API keys page."); n != 1 {
				t.Errorf("%d steps send the person to the page on which they are", n)
			}
		} else {
			r.Misses(wordsRevokeFirst, "bin icon")
		}
		r.Press("Next")
		r.at(w, rotatePaste)
		r.Sees(wordsKeyLeaked)
	}
}

func TestTheProviderRevokesALeakedKeyBeforeThereIsANewOne(t *testing.T) {
	r := newRig(t, someState())
	r.keyIs(func(k *api.Key) {
		k.Provider, k.ProviderName, k.Kind, k.Calls = "github", "GitHub", "classic", []string{api.CallRevoke}
		k.Exposure = &api.Exposure{At: today, Where: api.LeakRepository}
	})
	w := r.rotating()
	r.Service.Set(func() {
		r.Service.Called = api.Called{Result: api.CallDone, Text: "GitHub revokes it. Make a new one."}
	})
	r.Press("Let GitHub revoke it…")
	r.Press("Revoke chat-app")
	r.UntilAsked("call revoke chat chat-app")
	r.Until("it is answered", func() bool { return !w.calling() })
	r.at(w, rotateCreate)
	r.Sees("GitHub revokes it.", "Generate new token")
}

func TestALeakIsRememberedUntilTheOldKeyIsDead(t *testing.T) {
	r := newRig(t, someState())
	w := r.rotatingAt(api.StepPlaces, func(k *api.Key) { k.Case.Leaked = &api.Exposure{At: today, Where: api.LeakRepository} })
	r.Sees(wordsLeakedOld, wordsUntilDead)
	r.Press("Next")
	r.Sees(wordsLeakedOld)
	r.checksOld(w, refusedOld())
	r.Misses(wordsLeakedOld)
}

// byCall presses the offer, and what the question asks.
func (r *rig) byCall(a api.Called) *rotateWizard {
	r.Helper()
	r.win.Open(api.View{Name: api.ViewRotate, Key: r.gitlab()})
	w := r.win.page.(*rotateWizard)
	r.Service.Set(func() { r.Service.Called = a })
	r.Sees("GitLab can replace this key by itself.", "ends the old one at once", "scope api or self_rotate")
	r.Press("Let GitLab replace it…")
	r.Sees("Let GitLab replace mirror bot?", "This cannot be undone.", "2 places stop working until they have the new key.")
	if asked := r.Service.Asked(); len(asked) > 0 {
		r.Fatalf("it asks nobody: %q", asked)
	}
	r.Press("Replace mirror bot")
	r.Until("it is answered", func() bool { return !w.create.call.asking })
	return w
}

func TestTheProviderReplacesTheKeyByItself(t *testing.T) {
	r := newRig(t, someState())
	k := keyOf("mirror", "mirror bot", "gitlab", "mara-k", 0)
	inCase(&k, api.StepPlaces)
	w := r.byCall(api.Called{Key: k, Result: api.CallDone, Text: "GitLab made a new key."})
	r.UntilAsked("call rotate mirror mirror bot")
	r.at(w, rotatePlaces)
	r.Sees("••••h8Ys", "2 of 4 done.")
}

// GitLab ends the old token with the call: then nothing is left to revoke.
func TestAKeyThatTheProviderReplacedNeedsNoRevoking(t *testing.T) {
	r := newRig(t, someState())
	k := keyOf("mirror", "mirror bot", "gitlab", "mara-k", 0)
	inCase(&k, api.StepPlaces)
	k.Previous = 0
	w := r.byCall(api.Called{Key: k, Result: api.CallDone, Text: "GitLab made a new key."})
	r.Misses(wordsCopyOld)
	r.Clock.Forward(kit.HeldFor)
	r.Press("Next")
	r.at(w, rotateRevoke)
	r.Sees(wordsOldGone)
}

func TestARefusedCallChangesNothing(t *testing.T) {
	r := newRig(t, someState())
	w := r.byCall(api.Called{Result: api.CallRefused, Text: "GitLab does not let this token replace itself. It needs the scope api or self_rotate."})
	r.at(w, rotateCreate)
	r.Sees("GitLab does not let this token replace itself.", wordsCreateFirst)
}

func TestACallNobodyKnowsAboutIsSaid(t *testing.T) {
	r := newRig(t, someState())
	w := r.byCall(api.Called{Result: api.CallUnknown, Text: "GitLab did not answer. Look at its page."})
	r.at(w, rotateCreate)
	r.Sees("GitLab did not answer.", "Look at its page.")
	r.change(func(st *api.State) {
		st.Keys = append([]api.Key{}, st.Keys...)
		st.Keys[1].Case = &api.Case{Step: api.StepCreate, Number: 1, Of: 5, Started: today, Call: api.CallRotate, CallAt: today}
	})
	r.Sees("Nobody knows whether GitLab replaced the key.", "21 Nov 2026 at 12:00", "paste it in step 2")
	r.Misses("Let GitLab replace it…")
	r.Service.Set(func() { r.Service.Checked = api.Checked{Text: "GitLab still accepts the key: it replaced nothing."} })
	r.Press(wordsCheckKey)
	r.UntilAsked("call rotate mirror mirror bot", "check mirror")
}

func TestNobodyLeavesWhileTheProviderIsAsked(t *testing.T) {
	r := newRig(t, someState())
	hold := make(chan struct{})
	r.Service.Set(func() { r.Service.Hold = hold; r.Service.Called = api.Called{Result: api.CallRefused, Text: "No."} })
	r.win.Open(api.View{Name: api.ViewRotate, Key: r.gitlab()})
	w := r.win.page.(*rotateWizard)
	r.Press("Let GitLab replace it…")
	r.Press("Replace mirror bot")
	r.Sees("Asking GitLab. Keep this window open until it answers.")
	r.Press(wordsFinishLater)
	r.at(w, rotateCreate)
	if r.Closes() {
		t.Fatal("the window is closed")
	}
	w.forward()
	r.at(w, rotateCreate)
	close(hold)
	r.Until("it is answered", func() bool { return !w.create.call.asking })
	if r.Frame.Closed {
		t.Error("the window is closed before the answer is read")
	}
}

func TestTheQuestionBeforeACallIsSafe(t *testing.T) {
	r := newRig(t, someState())
	r.win.Open(api.View{Name: api.ViewRotate, Key: r.gitlab()})
	r.Press("Let GitLab replace it…")
	if b, is := r.Focused().(*kit.Button); !is || b.Text != "Cancel" {
		t.Error("the safe choice does not have the focus")
	}
	r.Key(fyne.KeyEscape)
	r.Sees(wordsCreateFirst)
	r.Clock.Forward(time.Second)
	if asked := r.Service.Asked(); len(asked) > 0 {
		t.Errorf("asked %q", asked)
	}
}

// Every provider of the catalogue has steps that fit, to make a key and to end one.
func TestTheRotationOfAllProvidersFits(t *testing.T) {
	r := newRig(t, someState())
	r.Frame.Resize(fyne.NewSize(400, 640))
	for _, p := range r.win.catalogue().All() {
		for _, step := range []string{api.StepCreate, api.StepRevoke} {
			r.rotatingAt(step, func(k *api.Key) { k.Provider, k.ProviderName = p.ID, p.Name })
			r.textFits(p.ID + " " + step)
			r.ButtonsFit(p.ID + " " + step)
			r.Misses("**", "!")
			r.win.done(r.win.page)
		}
	}
}

// A rotation was given up with the value before still held: what leaked is the current
// one, and a call would be about the other.
func TestNoCallIsOfferedThatWouldRevokeAnotherValue(t *testing.T) {
	r := newRig(t, someState())
	r.keyIs(func(k *api.Key) {
		k.Provider, k.ProviderName, k.Kind, k.Calls = "github", "GitHub", "classic", []string{api.CallRevoke}
		k.Previous, k.Phase, k.Exposure = 1, "exposed", &api.Exposure{At: today, Where: api.LeakRepository}
		usedBy(k, "a", "b")
	})
	r.rotating()
	r.Sees(wordsRevokeFirst)
	r.Misses("Let GitHub revoke it…")
}

func TestAQuestionGoesWhenAnotherValueIsTheCurrentOne(t *testing.T) {
	r := newRig(t, someState())
	versions := func(current string) {
		r.changeKey("mirror", func(k *api.Key) { k.Versions = []api.Version{{Item: current, State: "current"}} })
	}
	id := r.gitlab()
	versions("mirror.1")
	r.win.Open(api.View{Name: api.ViewRotate, Key: id})
	r.Press("Let GitLab replace it…")
	versions("mirror.1")
	r.Sees("Let GitLab replace mirror bot?")
	versions("mirror.2")
	r.Sees(wordsChangedMeanwhile)
	r.Misses("Let GitLab replace mirror bot?", "Replace mirror bot")
	if asked := r.Service.Asked(); len(asked) > 0 {
		t.Errorf("asked %q", asked)
	}
}

func TestACallIsAboutTheValueThatWasConfirmed(t *testing.T) {
	r := newRig(t, someState())
	id := r.gitlab()
	r.changeKey(id, func(k *api.Key) { k.Versions = []api.Version{{Item: "mirror.4", State: "current"}} })
	r.win.Open(api.View{Name: api.ViewRotate, Key: id})
	r.Press("Let GitLab replace it…")
	r.Sees("gitlab.com")
	r.Press("Replace mirror bot")
	w := r.win.page.(*rotateWizard)
	r.Until("it is answered", func() bool { return !w.calling() })
	if got := r.Service.Sent; len(got) != 1 || got[0].Item != "mirror.4" {
		t.Errorf("sent %+v", got)
	}
}

// An answer that nobody has read keeps the window open.
func TestACallThatIsNotDoneKeepsTheWindow(t *testing.T) {
	for result, closes := range map[string]bool{api.CallDone: true, api.CallRefused: false, api.CallUnknown: false} {
		r := newRig(t, someState())
		hold := make(chan struct{})
		r.Service.Set(func() { r.Service.Hold = hold; r.Service.Called = api.Called{Result: result, Text: "GitLab says so."} })
		r.win.Open(api.View{Name: api.ViewRotate, Key: r.gitlab()})
		w := r.win.page.(*rotateWizard)
		r.Press("Let GitLab replace it…")
		r.Press("Replace mirror bot")
		if r.ctrl(fyne.KeyF); r.win.page != page(w) {
			t.Fatal("it is left while the provider is asked")
		}
		if r.Closes() {
			t.Fatal("the window is closed")
		}
		close(hold)
		r.Until("it is answered", func() bool { return !w.calling() })
		if got := r.Frame.Closed; got != closes {
			t.Errorf("%s: the window is closed: %v", result, got)
		}
		if !closes {
			r.Sees("GitLab says so.")
		}
	}
}

// Who has gone to another page meanwhile is told what became of a call.
func TestACallIsAnsweredOnAnotherPage(t *testing.T) {
	r := newRig(t, someState())
	hold := make(chan struct{})
	r.Service.Set(func() {
		r.Service.Hold = hold
		r.Service.Called = api.Called{Result: api.CallUnknown, Text: "The answer of GitLab did not arrive."}
	})
	r.win.Open(api.View{Name: api.ViewRotate, Key: r.gitlab()})
	w := r.win.page.(*rotateWizard)
	r.Press("Let GitLab replace it…")
	r.Press("Replace mirror bot")
	r.ctrl(fyne.KeyComma)
	r.Sees("Changes apply at once.")
	close(hold)
	r.Until("it is answered", func() bool { return !w.calling() })
	r.Sees("The answer of GitLab did not arrive.")
}

func TestEscapeStopsAskingWhetherACallWasDone(t *testing.T) {
	r := newRig(t, someState())
	id := r.gitlab()
	r.changeKey(id, func(k *api.Key) {
		k.Case = &api.Case{Step: api.StepCreate, Number: 1, Of: 5, Started: today, Call: api.CallRotate, CallAt: today}
	})
	r.Service.Set(func() { r.Service.Hold = make(chan struct{}) })
	r.win.Open(api.View{Name: api.ViewRotate, Key: id})
	w := r.win.page.(*rotateWizard)
	r.Press(wordsCheckKey)
	r.Sees("Asking GitLab. Esc stops it.")
	r.Key(fyne.KeyEscape)
	r.Until("it is given up", func() bool { return w.create.call.stop == nil })
	r.at(w, rotateCreate)
	r.Sees(wordsCheckKey)
}

// A check proved it: nothing is left to revoke before the new key is made.
func TestAKeyThatIsDeadAlreadyNeedsNoRevoking(t *testing.T) {
	r := newRig(t, someState())
	r.keyIs(func(k *api.Key) {
		k.Exposure = &api.Exposure{At: today, Where: api.LeakRepository}
		k.Verified = &api.Verified{At: today, Result: api.CheckRejected}
	})
	w := r.rotating()
	r.Sees(wordsGetNew, wordsKeyLeaked, wordsOldDead)
	r.Misses(wordsRevokeFirst, wordsOldWorks, wordsNotYetDelete, "even if something stops working")
	r.Press("Next")
	r.Sees(wordsOldDead)
	w.takes(secondKey("openai", "project"))
	r.Press("Next")
	r.Until("it is stored", func() bool { return w.at == rotatePlaces })
	r.keyIs(func(k *api.Key) {
		leak := k.Exposure
		inCase(k, api.StepPlaces)
		k.Exposure, k.Verified, k.Case.Leaked = nil, nil, leak
	})
	r.Sees(wordsOldDead)
	r.Misses(wordsUntilDead)
	r.Clock.Forward(kit.HeldFor)
	r.Press("Next")
	r.at(w, rotateRevoke)
	r.Sees(wordsProveDead)
	r.Misses(wordsUntilYouDo, wordsUntilDead)
}

// GitLab can end the old key with its call: the page does not promise the opposite.
func TestACallThatEndsTheOldKeyIsNotSaidToKeepIt(t *testing.T) {
	r := newRig(t, someState())
	r.win.Open(api.View{Name: api.ViewRotate, Key: r.gitlab()})
	r.Sees("GitLab can replace this key by itself.")
	r.Misses(wordsOldWorks)
}
