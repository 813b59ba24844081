package window

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/window/kit"
)

// getFrom is the second step for a provider as it is given.
func (r *rig) getFrom(p provider.Provider) *setup {
	s := r.setup()
	s.choose(p)
	s.turn(setupGet)
	return s
}

func TestTheStepsOfAProviderAreShown(t *testing.T) {
	r := newRig(t, someState())
	r.getAt("openai")
	r.Sees("Create a key at OpenAI", wordsComeBack, "Sign in and open the API keys page.", "Create new secret key", "keytray-2026-11",
		"OpenAI shows the key only once.", "If you close the page first, make a new one.", "A ChatGPT plan does not pay for API use.",
		"You keep 2 OpenAI keys. One key per app lets you revoke one without breaking the others.")
	r.Misses("**", wordsUnconfirmed, "Set a spend limit") // one fact is enough
}

func TestBoldWordsAreBold(t *testing.T) {
	got := kit.Marked("Choose **Create new secret key**.")
	want := []kit.Span{{Text: "Choose ", Bold: false}, {Text: "Create new secret key", Bold: true}, {Text: ".", Bold: false}}
	for i, w := range want {
		if i >= len(got) || got[i] != w {
			t.Fatalf("got %v", got)
		}
	}
}

func TestTheConsoleOpensInTheBrowser(t *testing.T) {
	r := newRig(t, someState())
	s := r.getAt("openai")
	r.Press("Open platform.openai.com/api-keys")
	r.UntilAsked("open https://platform.openai.com/api-keys")
	r.Press(wordsSignUp)
	r.UntilAsked("open https://platform.openai.com/api-keys", "open https://platform.openai.com/signup")
	r.Misses("The browser did not open.")
	if s.at != setupGet {
		t.Errorf("step %d", s.at)
	}
}

func TestWithoutABrowserTheAddressIsShown(t *testing.T) {
	r := newRig(t, someState())
	r.Service.Fail(errors.New("exec: no browser"))
	s := r.getAt("openai")
	r.Press("Open platform.openai.com/api-keys")
	r.Until("it says so", func() bool { return s.get.page.fail.Visible() })
	r.Sees("The browser did not open. Copy this address into it:", "https://platform.openai.com/api-keys")
	r.Misses("exec")
	for _, f := range r.tabs() {
		if strings.HasPrefix(fmt.Sprintf("%T", f), "*widget.") {
			t.Errorf("Tab leads to a %T, which shows no focus", f)
		}
	}
	r.tabTo("Copy address")
	r.Key(fyne.KeyReturn)
	if got := r.Clip.Content(); got != "https://platform.openai.com/api-keys" {
		t.Errorf("%q was copied", got)
	}
	r.Sees("Copied")
}

func TestOnlyHTTPSPagesOfTheCatalogueOpen(t *testing.T) {
	for address, opens := range map[string]bool{
		"https://example.com/keys": true, "http://example.com/keys": false, "file:///etc/passwd": false, "javascript:alert(1)": false, "": false, "https://": false,
	} {
		if got := webPage(address) != nil; got != opens {
			t.Errorf("%q: %v", address, got)
		}
	}
}

func TestTheNameIsCopiedForAMoment(t *testing.T) {
	r := newRig(t, someState())
	r.getAt("openai")
	r.Press(wordsCopyName)
	if got := r.Clip.Content(); got != "keytray-2026-11" {
		t.Errorf("the clipboard has %q", got)
	}
	r.Sees(wordsNameCopied)
	r.Clock.Forward(2 * time.Second)
	r.Sees(wordsCopyName)
}

func TestWhatNobodyConfirmedIsSaidSoftly(t *testing.T) {
	yes := true
	p := provider.Provider{
		ID: "acme", Name: "Acme", Links: provider.Links{Console: "https://acme.example/keys/"}, ShownOnce: &yes,
		Steps: provider.Steps{Create: []string{"Sign in.", "Choose **New**."}}, Facts: []string{"The first fact.", "The second fact."},
		Unverified: []string{"links.console", "steps.create.2", "shown_once", "facts.1"},
	}
	r := newRig(t, someState())
	r.getFrom(p)
	r.Sees(wordsUnconfirmed, wordsMayMove, "Try acme.example/keys", "Acme may show the key only once.", "The second fact.")
	r.Misses("Open acme.example", "The first fact.", "You keep")
	p.Unverified = nil
	r = newRig(t, someState())
	r.getFrom(p)
	r.Sees("Open acme.example/keys", "Acme shows the key only once.", "The first fact.")
	r.Misses(wordsUnconfirmed, wordsMayMove)
}

func TestAProviderWithoutStepsHasGeneralOnes(t *testing.T) {
	r := newRig(t, someState())
	r.getFrom(provider.Provider{ID: "acme", Name: "Acme"})
	r.Sees("Sign in at Acme and open its settings.", "Developer settings", "keytray-2026-11", "Copy the key and press")
	r.Misses("Open", wordsSignUp, wordsUnconfirmed)
	r.Press(wordsLost)
	r.Sees("Find your Acme key", "Look in your password manager.")
}

func TestALostKeyIsLookedForInPlace(t *testing.T) {
	r := newRig(t, someState())
	s := r.getAt("openai")
	r.Press(wordsLost)
	r.Sees("Find your OpenAI key", "ChatGPT itself lists no keys", wordsSteps, "Open platform.openai.com/api-keys")
	r.Misses("Create a key at OpenAI")
	if b, is := r.Focused().(*kit.Button); !is || b.Text != wordsSteps {
		t.Error("the way back does not have the focus")
	}
	r.Key(fyne.KeyReturn)
	r.Sees("Create a key at OpenAI", wordsLost)
	r.Press(wordsLost)
	r.Press("Next")
	if s.at != setupPaste {
		t.Errorf("step %d", s.at)
	}
	r.altLeft()
	r.Sees("Create a key at OpenAI")
}

func TestWhoHasAKeyAlreadySkipsMakingOne(t *testing.T) {
	r := newRig(t, someState())
	s := r.getAt("openai")
	r.Press(wordsHave)
	if s.at != setupPaste || !s.draft.already {
		t.Errorf("step %d, already %v", s.at, s.draft.already)
	}
	r.altLeft()
	r.Press("Next")
	if s.at != setupPaste || s.draft.already {
		t.Errorf("step %d, already %v", s.at, s.draft.already)
	}
}

func TestAKeyPastedBesideTheStepsSkipsToThePaste(t *testing.T) {
	r := newRig(t, someState())
	s := r.getAt("openai")
	r.pastes("OpenAI")
	if s.at != setupGet {
		t.Errorf("a word led to step %d", s.at)
	}
	r.pastes(madeUp("openai", "project"))
	if s.at != setupPaste || !s.hasKey() || s.draft.already {
		t.Errorf("step %d, already %v", s.at, s.draft.already)
	}
}

// Every provider of the catalogue has a second step that fits.
func TestTheStepsOfAllProvidersFit(t *testing.T) {
	r := newRig(t, someState())
	for _, size := range []fyne.Size{setupSize, fyne.NewSize(400, 640)} {
		r.Frame.Resize(size)
		for _, p := range r.win.catalogue().All() {
			if p.ID == provider.Other {
				continue
			}
			s := r.getFrom(p)
			r.textFits(p.ID)
			r.ButtonsFit(p.ID)
			if seen := r.Seen(); strings.Contains(seen, "**") || strings.Contains(seen, "!") {
				t.Errorf("%s: stars, or an exclamation mark: %s", p.ID, seen)
			}
			s.w.done(s)
		}
	}
}

func TestOneKeyIsOne(t *testing.T) {
	if got := wordsKept(1, "Groq"); !strings.HasPrefix(got, "You keep 1 Groq key. ") {
		t.Errorf("got %q", got)
	}
	r := newRig(t, someState())
	r.change(func(st *api.State) { st.Keys = st.Keys[:1] })
	r.getAt("groq")
	r.Sees("You keep 1 Groq key.")
}
