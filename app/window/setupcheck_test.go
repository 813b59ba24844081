package window

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"keytray/app/api"
	"keytray/app/provider"
)

func TestACheckSendsTheKeyAndShowsTheAnswer(t *testing.T) {
	r := newRig(t, someState())
	s := r.pasting("openai")
	key := madeUp("openai", "project")
	s.takes(key)
	r.Sees("Does OpenAI accept it?", "One read-only request, straight from this computer to", "api.openai.com.", "Check")
	if len(r.Service.Asked()) > 0 {
		t.Fatalf("asked %q without a click", r.Service.Asked())
	}
	a := accepted()
	a.Account, a.Scopes, a.Expires = "acme-labs", "models.read", time.Date(2027, 4, 30, 10, 0, 0, 0, time.Local)
	r.answers(s, a)
	r.Sees("Accepted by OpenAI just now", "Can see", "41 models", "Kind", "Project key", "Account", "acme-labs", "Scopes", "models.read",
		"Ends on", "30 Apr 2027", "Answer time", "0.4 s", "Check again")
	got := r.Service.Checks[0]
	if got.Provider != "openai" || got.Kind != "project" || !got.Confirmed || got.Name != "" || r.Service.Secrets[0] != key {
		t.Errorf("got %+v", got)
	}
	if got.Secret.Len() != 0 {
		t.Error("the copy that was sent is not wiped")
	}
	if s.draft.checked.Result != api.CheckAccepted {
		t.Error("the answer is not kept")
	}
	r.hides(key)
	s.paste.field.TypedRune('x')
	r.Misses("Accepted", "41 models") // it was about another value
	if s.draft.checked.Result != "" {
		t.Error("the answer is kept for another value")
	}
}

func TestWhatACheckAnswers(t *testing.T) {
	for result, c := range map[string]struct {
		text  string
		sees  []string
		ready bool
	}{
		api.CheckLimited:  {"OpenAI knows this key but allows it little. That can be what you chose.", []string{"OpenAI knows this key but allows it little."}, true},
		api.CheckRejected: {"OpenAI refused this key. Revoked or mistyped.", []string{"Refused by OpenAI just now", "OpenAI refused this key.", "Keep it anyway"}, false},
		api.CheckUnknown:  {"No answer from OpenAI.", []string{"No answer from OpenAI. Store it now, check later.", "Try again"}, true},
	} {
		r := newRig(t, someState())
		s := r.pasting("openai")
		s.takes(madeUp("openai", "project"))
		r.answers(s, api.Checked{Verified: api.Verified{Result: result}, Text: c.text})
		r.Sees(c.sees...)
		if _, ready := s.paste.next(); ready != c.ready {
			t.Errorf("%s: Next is ready: %v", result, ready)
		}
	}
	r := newRig(t, someState())
	s := r.pasting("openai")
	s.takes(madeUp("openai", "project"))
	r.answers(s, api.Checked{Verified: api.Verified{Result: api.CheckRejected}})
	r.Press("Keep it anyway")
	if _, ready := s.paste.next(); !ready {
		t.Error("a refused key cannot be kept")
	}
	s.takes(madeUp("openai", "project"))
	r.answers(s, api.Checked{Verified: api.Verified{Result: api.CheckUnknown}, Text: "OpenAI asks us to wait. Try again in a minute."})
	r.Sees("OpenAI asks us to wait. Try again in a minute.")
	r.Service.Set(func() { r.Service.Checked = accepted() })
	r.Press("Try again")
	r.Until("there is another answer", func() bool { return s.paste.check.stop == nil })
	r.Sees("Accepted by OpenAI just now", "This looks like an OpenAI project key.")
}

func TestACheckThatFailsSaysWhy(t *testing.T) {
	r := newRig(t, someState())
	s := r.pasting("openai")
	s.takes(madeUp("openai", "project"))
	r.Service.Fail(&api.Error{Kind: api.Failed, Text: "Keys cannot be checked in this build."})
	r.answers(s, api.Checked{})
	r.Sees("Keys cannot be checked in this build.", "Check again")
	if _, ready := s.paste.next(); !ready {
		t.Error("a key cannot be stored unchecked")
	}
}

func TestEscapeGivesACheckUp(t *testing.T) {
	r := newRig(t, someState())
	s := r.pasting("openai")
	s.takes(madeUp("openai", "project"))
	r.Service.Set(func() { r.Service.Hold = make(chan struct{}) })
	r.Press("Check")
	r.Misses("Asking OpenAI.")
	r.Clock.Forward(300 * time.Millisecond)
	r.Sees("Asking OpenAI. Esc stops it.")
	r.UntilAsked("check openai")
	r.Key(fyne.KeyEscape)
	r.Misses("Asking OpenAI.")
	r.Sees("Check", "Does OpenAI accept it?")
	if r.win.page != page(s) || s.paste.check.stop != nil {
		t.Error("Escape leaves the setup, or the call goes on")
	}
	r.Until("the copy that was sent is wiped", func() bool { return r.Service.Given[0].Len() == 0 })
	r.Misses("You stopped it", "Check again") // the answer that came too late
}

func TestAnAnswerToAnotherValueIsDropped(t *testing.T) {
	r := newRig(t, someState())
	s := r.pasting("openai")
	s.takes(madeUp("openai", "project"))
	hold := make(chan struct{})
	r.Service.Set(func() { r.Service.Hold, r.Service.Checked = hold, accepted() })
	r.Press("Check")
	r.UntilAsked("check openai")
	s.takes(madeUp("openai", "admin"))
	close(hold)
	r.Until("the copy that was sent is wiped", func() bool { return r.Service.Given[0].Len() == 0 })
	r.Misses("Accepted")
	if s.draft.checked.Result != "" {
		t.Error("the answer is taken for another value")
	}
}

func TestTheCheckNamesTheHost(t *testing.T) {
	r := newRig(t, someState())
	gitlab, _ := r.win.catalogue().ByID("gitlab")
	s := r.pasting("openai")
	s.choose(gitlab)
	v := *gitlab.Check("")
	v.SelfHosted = true
	s.draft.provider.Verify = &v
	s.paste.enter()
	s.takes(madeUp("gitlab", ""))
	r.Sees("Check at gitlab.com", "Only if the key is from gitlab.com, not from your own server.")
}

// withCheck is the setup with a key of a provider that is checked in some way.
func (r *rig) withCheck(v *provider.Verify) *setup {
	s := r.pasting("openai")
	s.paste.recognise = func(b []byte) provider.Finding { return provider.Finding{Value: b} }
	s.draft.provider = provider.Provider{ID: "acme", Name: "Acme", Verify: v}
	s.paste.enter()
	s.takes(filler(40))
	return s
}

func TestEachRegionHasAButton(t *testing.T) {
	r := newRig(t, someState())
	s := r.withCheck(&provider.Verify{URL: "https://api.acme.com/v1", Regions: []provider.Region{
		{Name: "US", URL: "https://api.acme.com/v1"}, {Name: "EU", URL: "https://eu.acme.com/v1"},
	}})
	r.Sees("Check US", "Check EU")
	r.Press("Check EU")
	r.Until("there is an answer", func() bool { return s.paste.check.stop == nil })
	if got := r.Service.Checks[0].Region; got != "EU" {
		t.Errorf("the region is %q", got)
	}
}

func TestACheckThatNeedsAnAccountAsksForIt(t *testing.T) {
	r := newRig(t, someState())
	s := r.withCheck(&provider.Verify{URL: "https://api.acme.com/v1", AccountLabel: "Account SID"})
	r.Press("Check")
	r.Sees("Type the Account SID first.")
	if r.Focused() != fyne.Focusable(s.paste.check.account) || len(r.Service.Asked()) > 0 {
		t.Errorf("asked %q", r.Service.Asked())
	}
	test.Type(s.paste.check.account, "AC12")
	r.answers(s, accepted())
	if got := r.Service.Checks[0].Account; got != "AC12" {
		t.Errorf("the account is %q", got)
	}
	r.Sees("Accepted by Acme just now")
	test.Type(s.paste.check.account, "3")
	r.Misses("Accepted by Acme")
}

func TestWithoutAHarmlessRequestThereIsNoButton(t *testing.T) {
	r := newRig(t, someState())
	r.withCheck(nil)
	r.Sees("Acme has no harmless way to check a key.")
	r.Misses("Check again")
	s := r.pasting(provider.Other)
	s.takes(filler(47))
	r.Misses("accept it?")
	s = r.withCheck(nil)
	s.draft.provider.Own = true
	s.paste.judge()
	r.Misses("accept it?", "harmless")
}
