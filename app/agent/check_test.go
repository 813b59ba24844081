package agent_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"keytray/app/api"
	"keytray/app/check"
	"keytray/app/keychain/keychaintest"
	"keytray/app/provider"
	"keytray/app/provider/providertest"
	"keytray/app/secret"
)

// asked is a checker that remembers what it was asked, and answers as it was told.
type asked struct {
	requests []check.Request
	values   []string
	answer   check.Answer
	err      error
}

func (a *asked) ask(_ context.Context, r check.Request) (check.Answer, error) {
	a.requests = append(a.requests, r)
	a.values = append(a.values, string(r.Secret.Reveal()))
	return a.answer, a.err
}

func accepted() check.Answer {
	return check.Answer{Result: check.Accepted, Why: "Accepted by somebody just now."}
}

// withChecker is a service over a checker that only remembers.
func withChecker(t *testing.T, answer check.Answer) (*fixture, *asked) {
	t.Helper()
	a := &asked{answer: answer}
	f := start(t)
	f.checker = a.ask
	return f.again(t), a
}

func (f *fixture) check(t *testing.T, r api.CheckRequest) api.Checked {
	t.Helper()
	said, err := f.Check(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	return said
}

func (f *fixture) key(t *testing.T, name string) api.Key {
	t.Helper()
	k, err := f.Find(t.Context(), name)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func (f *fixture) addAs(t *testing.T, name, issuer string, more func(*api.AddRequest)) (api.Key, secret.Value) {
	t.Helper()
	value := keychaintest.Random()
	r := api.AddRequest{Name: name, Secret: value, Details: api.Details{Provider: issuer}}
	if more != nil {
		more(&r)
	}
	k, err := f.Add(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	return k, value
}

func TestTheAnswerAboutAStoredKeyIsKept(t *testing.T) {
	f, a := withChecker(t, check.Answer{
		Result: check.Limited, Why: "GitHub knows it.", Host: "api.github.com", Account: "octocat", Scopes: "repo, user",
		Expires: time.Date(2027, 2, 19, 10, 0, 0, 0, time.UTC), Count: 3, Counts: "things", Took: time.Second,
	})
	_, value := f.addAs(t, "dotfiles", "github", nil)
	said := f.check(t, api.CheckRequest{Name: "dotfiles"})
	want := "GitHub knows it. GitHub ends it on 19 Feb 2027."
	if said.Text != want || said.Result != api.CheckLimited || said.Count != 3 || said.Host != "api.github.com" || said.Took != time.Second {
		t.Errorf("it says %+v", said)
	}
	if len(a.values) != 1 || a.values[0] != string(value.Reveal()) || a.requests[0].Provider != "github" {
		t.Error("something else was asked")
	}
	if a.requests[0].Secret.Len() != 0 {
		t.Error("the value is not wiped")
	}
	k := f.key(t, "dotfiles")
	switch {
	case k.Verified == nil || k.Verified.Result != api.CheckLimited || !k.Verified.At.Equal(f.now):
		t.Errorf("kept is %+v", k.Verified)
	case k.Account != "octocat" || k.Scopes != "repo, user":
		t.Errorf("noted are %q and %q", k.Account, k.Scopes)
	case !k.Expires.Equal(a.answer.Expires):
		t.Errorf("it ends on %v", k.Expires)
	}
	events, err := f.History(t.Context(), "dotfiles")
	if last := events[len(events)-1]; err != nil || last.What != "checked" || last.Note != check.Limited {
		t.Errorf("the last event is %+v, %v", last, err)
	}
	if k := f.again(t).key(t, "dotfiles"); k.Verified == nil {
		t.Error("the next process does not know it")
	}
}

func TestWhatThePersonNotedStaysAndAWrongEndIsCorrected(t *testing.T) {
	end := time.Date(2027, 2, 19, 10, 0, 0, 0, time.UTC)
	f, _ := withChecker(t, check.Answer{Result: check.Accepted, Why: "Yes.", Account: "octocat", Scopes: "repo", Expires: end})
	f.addAs(t, "ci", "github", func(r *api.AddRequest) {
		r.Account, r.Scopes, r.Expires = "mine", "as I put it", end.AddDate(0, 1, 0)
	})
	said := f.check(t, api.CheckRequest{Name: "ci"})
	if want := "Yes. GitHub ends it on 19 Feb 2027. Noted was 19 Mar 2027; that is corrected."; said.Text != want {
		t.Errorf("it says %q", said.Text)
	}
	if k := f.key(t, "ci"); k.Account != "mine" || k.Scopes != "as I put it" || !k.Expires.Equal(end) {
		t.Errorf("noted are %q, %q, %v", k.Account, k.Scopes, k.Expires)
	}
	if said := f.check(t, api.CheckRequest{Name: "ci"}); said.Text != "Yes." {
		t.Errorf("the same end again: %q", said.Text)
	}
}

func TestAnEndThatCannotBeIsNotNoted(t *testing.T) {
	f, _ := withChecker(t, check.Answer{Result: check.Accepted, Why: "Yes.", Expires: time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)})
	f.addAs(t, "ci", "github", nil)
	if said := f.check(t, api.CheckRequest{Name: "ci"}); said.Text != "Yes." || !f.key(t, "ci").Expires.IsZero() {
		t.Errorf("it says %q", said.Text)
	}
}

func TestNoAnswerLeavesWhatWasKnown(t *testing.T) {
	f, a := withChecker(t, accepted())
	f.addAs(t, "chat", "openai", nil)
	f.check(t, api.CheckRequest{Name: "chat"})
	first := f.now
	f.now = f.now.Add(time.Hour)
	a.answer = check.Answer{Result: check.Unknown, Why: "No answer from OpenAI."}
	if said := f.check(t, api.CheckRequest{Name: "chat"}); said.Text != "No answer from OpenAI. Check it again later." {
		t.Errorf("it says %q", said.Text)
	}
	if v := f.key(t, "chat").Verified; v == nil || v.Result != api.CheckAccepted || !v.At.Equal(first) {
		t.Errorf("kept is %+v", v)
	}
	if said := f.check(t, api.CheckRequest{Provider: "openai", Secret: keychaintest.Random()}); !strings.HasSuffix(said.Text, " Store it now, check later.") {
		t.Errorf("of a new key it says %q", said.Text)
	}
	a.answer.Why = "OpenAI asks us to wait. Try again in a minute."
	if said := f.check(t, api.CheckRequest{Name: "chat"}); said.Text != a.answer.Why {
		t.Errorf("it says %q", said.Text)
	}
}

func TestANewValueIsNotCheckedYet(t *testing.T) {
	f, a := withChecker(t, accepted())
	value := openAI()
	f.add(t, "chat", value)
	f.check(t, api.CheckRequest{Name: "chat"})
	if f.key(t, "chat").Verified == nil {
		t.Fatal("nothing is kept")
	}
	next := secret.FromString(strings.Replace(string(openAI().Reveal()), "sk-proj-", "sk-admin-", 1))
	k, err := f.Rotate(t.Context(), api.RotateRequest{Name: "chat", Secret: next})
	if err != nil || k.Verified != nil || k.Kind != "admin" || !strings.HasPrefix(k.Hint, "sk-admin-…") {
		t.Errorf("after rotating: %+v of kind %s, %v", k.Verified, k.Kind, err)
	}
	f.check(t, api.CheckRequest{Name: "chat"})
	if last := a.requests[len(a.requests)-1]; last.Kind != "admin" {
		t.Errorf("asked for a key of kind %q", last.Kind)
	}
}

func TestARotationWhileAskingIsNotTakenForChecked(t *testing.T) {
	f, _ := withChecker(t, accepted())
	f.addAs(t, "chat", "openai", nil)
	f.checker = func(ctx context.Context, _ check.Request) (check.Answer, error) {
		_, err := f.Rotate(ctx, api.RotateRequest{Name: "chat", Secret: keychaintest.Random()})
		return accepted(), err
	}
	f.again(t).check(t, api.CheckRequest{Name: "chat"})
	if v := f.key(t, "chat").Verified; v != nil {
		t.Errorf("of the new value it says %+v", v)
	}
}

func TestACheckBeforeAddingIsKept(t *testing.T) {
	f, _ := withChecker(t, accepted())
	for result, kept := range map[string]bool{api.CheckAccepted: true, api.CheckLimited: true, api.CheckRejected: true, api.CheckUnknown: false, "": false, "nonsense": false} {
		k, _ := f.addAs(t, "key "+result, "openai", func(r *api.AddRequest) { r.Verified.Result = result })
		if (k.Verified != nil) != kept || kept && (k.Verified.Result != result || !k.Verified.At.Equal(f.now)) {
			t.Errorf("%q: kept is %+v", result, k.Verified)
		}
	}
}

func TestARefusalByOneOfSeveralHostsIsNotKept(t *testing.T) {
	f, a := withChecker(t, check.Answer{Result: check.Rejected, Why: "Mailgun refused this key."})
	f.addAs(t, "mail", "mailgun", nil)
	for _, region := range []string{"", "US", "EU"} {
		if said := f.check(t, api.CheckRequest{Name: "mail", Region: region}); said.Result != api.CheckRejected || f.key(t, "mail").Verified != nil {
			t.Errorf("region %q: it says %s, kept is %+v", region, said.Result, f.key(t, "mail").Verified)
		}
	}
	k, _ := f.addAs(t, "other mail", "mailgun", func(r *api.AddRequest) { r.Verified.Result = api.CheckRejected })
	if k.Verified != nil {
		t.Errorf("of one that was asked about before: kept is %+v", k.Verified)
	}
	a.answer = accepted()
	f.check(t, api.CheckRequest{Name: "mail", Region: "EU"})
	if v := f.key(t, "mail").Verified; v == nil || v.Result != api.CheckAccepted {
		t.Errorf("kept is %+v", v)
	}
}

func TestARefusalOfAnotherAccountIsNotKept(t *testing.T) {
	f, _ := withChecker(t, check.Answer{Result: check.Rejected, Why: "Twilio refused this key."})
	f.addAs(t, "phone", "twilio", func(r *api.AddRequest) { r.Kind, r.Account = "auth-token", "AC0" })
	f.check(t, api.CheckRequest{Name: "phone", Account: "AC1"})
	if v := f.key(t, "phone").Verified; v != nil {
		t.Errorf("kept is %+v", v)
	}
	f.check(t, api.CheckRequest{Name: "phone"})
	if v := f.key(t, "phone").Verified; v == nil || v.Result != api.CheckRejected {
		t.Errorf("kept is %+v", v)
	}
}

func TestOfAProviderThatCannotBeAskedNothingIsKept(t *testing.T) {
	f := start(t)
	for _, issuer := range []string{provider.Other, "perplexity"} {
		k, _ := f.addAs(t, "of "+issuer, issuer, func(r *api.AddRequest) { r.Verified.Result = api.CheckAccepted })
		if k.Verified != nil {
			t.Errorf("%s: kept is %+v", issuer, k.Verified)
		}
	}
}

func TestAnEditWhileAskingIsNotTakenForChecked(t *testing.T) {
	other, admin, account := "mistral", "admin", "org-1"
	for name, edit := range map[string]api.EditRequest{
		"another provider": {Provider: &other},
		"another kind":     {Kind: &admin},
		"another account":  {Account: &account},
	} {
		f, _ := withChecker(t, accepted())
		f.addAs(t, "chat", "openai", nil)
		f.checker = func(ctx context.Context, _ check.Request) (check.Answer, error) {
			edit.Name = "chat"
			_, err := f.Edit(ctx, edit)
			return check.Answer{Result: check.Rejected, Why: "No.", Scopes: "read"}, err
		}
		said := f.again(t).check(t, api.CheckRequest{Name: "chat"})
		if want := "No. The key was changed meanwhile, so that was not noted."; said.Text != want {
			t.Errorf("%s: it says %q", name, said.Text)
		}
		if k := f.key(t, "chat"); k.Verified != nil || k.Scopes != "" {
			t.Errorf("%s: kept are %+v and %q", name, k.Verified, k.Scopes)
		}
	}
}

// example makes a key of a kind.
func example(t *testing.T, issuer, kind string) string {
	t.Helper()
	p, _ := provider.New().ByID(issuer)
	k, ok := p.Kind(kind)
	if !ok {
		t.Fatalf("%s has no kind %s", issuer, kind)
	}
	return providertest.Example(k.Example, rand.New(rand.NewPCG(rand.Uint64(), 1)))
}

func TestNoKeyGoesToAnotherProvider(t *testing.T) {
	f, a := withChecker(t, accepted())
	own := api.Provider{Name: "My Gateway", Pattern: "sk-ant-[A-Za-z0-9_-]+"}
	anthropic := example(t, "anthropic", "key")
	for name, key := range map[string]string{
		"a live key of Stripe":       example(t, "stripe", "secret-live"),
		"a restricted one":           example(t, "stripe", "restricted-live"),
		"an old key of Google":       "AIza" + strings.Repeat("Sy3k", 9)[:35],
		"a key of Anthropic":         anthropic,
		"one that was cut off":       anthropic[:len(anthropic)-20],
		"one with a space inside":    anthropic[:30] + " " + anthropic[30:],
		"one with a character extra": anthropic + "x",
		"a token of GitHub":          example(t, "github", "classic"),
	} {
		for range 2 {
			_, err := f.Check(t.Context(), api.CheckRequest{Provider: "mistral", Secret: secret.FromString(key), Confirmed: true})
			if api.KindOf(err) != api.Refused || !strings.Contains(err.Error(), "so it was not sent to Mistral") {
				t.Errorf("%s: %v", name, err)
			}
			if _, err := f.AddProvider(t.Context(), own); err != nil { // its pattern changes nothing
				t.Fatal(err)
			}
		}
		if err := f.RemoveProvider(t.Context(), "my-gateway"); err != nil {
			t.Fatal(err)
		}
	}
	if len(a.requests) != 0 {
		t.Errorf("%d were sent", len(a.requests))
	}
	f.addAs(t, "search", "mistral", func(r *api.AddRequest) { r.Secret = secret.FromString(anthropic) })
	if _, err := f.Check(t.Context(), api.CheckRequest{Name: "search"}); api.KindOf(err) != api.Refused || len(a.requests) != 0 {
		t.Errorf("of a stored one: %v", err)
	}
	if _, err := f.AddProvider(t.Context(), own); err != nil {
		t.Fatal(err)
	}
	f.check(t, api.CheckRequest{Provider: "anthropic", Secret: secret.FromString(anthropic)})
	if len(a.requests) != 1 {
		t.Error("its own provider is not asked")
	}
}

func TestAKeyIsNoAccount(t *testing.T) {
	f, a := withChecker(t, accepted())
	key := example(t, "twilio", "auth-token")
	for name, account := range map[string]string{
		"the key": key, "with it inside": "AC" + key, "in capitals": strings.ToUpper(key), "a part of it": key[:20], "another key": string(openAI().Reveal()),
	} {
		_, err := f.Check(t.Context(), api.CheckRequest{Provider: "twilio", Kind: "auth-token", Account: account, Secret: secret.FromString(key)})
		if api.KindOf(err) != api.Refused || !strings.Contains(err.Error(), "Account SID (starts with AC) is a key, so nothing was sent") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if len(a.requests) != 0 {
		t.Errorf("%d were sent", len(a.requests))
	}
	for issuer, account := range map[string]string{"twilio": example(t, "twilio", "account-sid"), "langfuse": example(t, "langfuse", "public")} {
		f.check(t, api.CheckRequest{Provider: issuer, Account: account, Secret: secret.FromString(keyOf(t, issuer)), Confirmed: true})
	}
}

func keyOf(t *testing.T, issuer string) string {
	t.Helper()
	if issuer == "twilio" {
		return example(t, issuer, "auth-token")
	}
	return example(t, issuer, "secret")
}

func TestAValueThatNobodyTakesIsNotSent(t *testing.T) {
	f, a := withChecker(t, accepted())
	long := func(n int) secret.Value { return secret.FromString(strings.Repeat("Zk3p", n/4)) }
	f.addAs(t, "long", "mistral", func(r *api.AddRequest) { r.Secret = long(check.MostSecret + 4) })
	for _, r := range []api.CheckRequest{{Name: "long"}, {Provider: "mistral", Secret: long(check.MostSecret + 4)}} {
		_, err := f.Check(t.Context(), r)
		if api.KindOf(err) != api.Refused || !strings.Contains(err.Error(), "too long to be checked: 8196 bytes, and a provider takes at most 8192. Nothing was sent.") {
			t.Errorf("%v", err)
		}
	}
	if len(a.requests) != 0 {
		t.Error("it was sent")
	}
	f.check(t, api.CheckRequest{Provider: "mistral", Secret: long(check.MostSecret)})
}

// A key that got its provider later has no kind: what the person is told then is
// of the usual one.
func TestAnUnknownKindLeadsToNoOtherHost(t *testing.T) {
	f, a := withChecker(t, accepted())
	later := func(name, issuer, value string) {
		f.addAs(t, name, provider.Other, func(r *api.AddRequest) { r.Secret, r.Account = secret.FromString(value), "ada@acme.io" })
		if _, err := f.Edit(t.Context(), api.EditRequest{Name: name, Provider: &issuer}); err != nil {
			t.Fatal(err)
		}
		if kind := f.key(t, name).Kind; kind != "" {
			t.Fatalf("it is of kind %s", kind)
		}
	}
	later("dns", "cloudflare", example(t, "cloudflare", "global"))
	later("chat", "openai", example(t, "openai", "admin"))
	_, err := f.Check(t.Context(), api.CheckRequest{Name: "dns"})
	if api.KindOf(err) != api.Refused || !strings.Contains(err.Error(), "keytray edit NAME --kind global") || len(a.requests) != 0 {
		t.Errorf("it says %v", err)
	}
	kind := "global"
	if _, err := f.Edit(t.Context(), api.EditRequest{Name: "dns", Kind: &kind}); err != nil {
		t.Fatal(err)
	}
	f.check(t, api.CheckRequest{Name: "dns"})
	if said := f.check(t, api.CheckRequest{Name: "chat"}); said.Host != "api.openai.com" {
		t.Errorf("asked was %s", said.Host)
	}
	if len(a.requests) != 2 || a.requests[0].Kind != "global" || a.requests[1].Kind != "admin" {
		t.Errorf("asked were %d", len(a.requests))
	}
}

func TestWhatMustNotBeAskedIsNot(t *testing.T) {
	f, a := withChecker(t, accepted())
	f.addAs(t, "unknown", provider.Other, nil)
	f.addAs(t, "search", "perplexity", nil)
	f.addAs(t, "code", "gitlab", nil)
	f.addAs(t, "phone", "twilio", func(r *api.AddRequest) { r.Kind = "auth-token" })
	f.addAs(t, "mail", "mailgun", nil)
	f.addAs(t, "gone", "openai", nil)
	if _, err := f.Remove(t.Context(), api.RemoveRequest{Name: "gone"}); err != nil {
		t.Fatal(err)
	}
	if _, err := f.AddProvider(t.Context(), api.Provider{Name: "My Server"}); err != nil {
		t.Fatal(err)
	}
	f.addAs(t, "own", "my-server", nil)
	for name, c := range map[string]struct {
		r    api.CheckRequest
		kind api.Kind
		says string
	}{
		"nobody":             {api.CheckRequest{Name: "nobody"}, api.NotFound, "No key"},
		"in the bin":         {api.CheckRequest{Name: "gone"}, api.NotFound, "No key"},
		"an unknown issuer":  {api.CheckRequest{Name: "unknown"}, api.Refused, "who issued this key"},
		"an own provider":    {api.CheckRequest{Name: "own"}, api.Refused, "provider of your own"},
		"a check that costs": {api.CheckRequest{Name: "search"}, api.Refused, "no harmless way"},
		"another server":     {api.CheckRequest{Name: "code"}, api.Refused, "gitlab.com"},
		"half a key":         {api.CheckRequest{Name: "phone"}, api.Refused, "Account SID (starts with AC)"},
		"no such region":     {api.CheckRequest{Name: "mail", Region: "Mars"}, api.Usage, "It has: US, EU"},
		"no regions at all":  {api.CheckRequest{Provider: "openai", Secret: openAI(), Region: "EU"}, api.Usage, "no regions"},
		"no provider":        {api.CheckRequest{Secret: openAI()}, api.Usage, "which provider"},
		"no such provider":   {api.CheckRequest{Secret: openAI(), Provider: "nobody"}, api.Usage, "No provider is called"},
		"no key":             {api.CheckRequest{Provider: "openai"}, api.Usage, "no key"},
		"a key of another":   {api.CheckRequest{Provider: "mistral", Secret: openAI(), Confirmed: true}, api.Refused, "looks like a key of OpenAI"},
	} {
		_, err := f.Check(t.Context(), c.r)
		if err == nil || api.KindOf(err) != c.kind || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %s, %v", name, api.KindOf(err), err)
		}
	}
	if len(a.requests) != 0 {
		t.Errorf("%d were asked all the same", len(a.requests))
	}
	f.check(t, api.CheckRequest{Name: "code", Confirmed: true})
	f.check(t, api.CheckRequest{Name: "phone", Account: "AC0"})
	if len(a.requests) != 2 || a.requests[1].Account != "AC0" {
		t.Errorf("asked were %d", len(a.requests))
	}
}

func TestACheckThatCannotBeMadeHasASentence(t *testing.T) {
	f, a := withChecker(t, accepted())
	f.addAs(t, "chat", "openai", nil)
	for says, err := range map[string]error{
		"Install keytray-check beside it.": check.ErrNone,
		"did not come to an end":           errors.Join(check.ErrFailed, errors.New("exit status 1")),
		"was stopped":                      context.Canceled,
	} {
		a.err = err
		_, err := f.Check(t.Context(), api.CheckRequest{Name: "chat"})
		if api.KindOf(err) != api.Failed || !strings.Contains(err.Error(), says) {
			t.Errorf("it says %v, want %q", err, says)
		}
	}
	if _, err := start(t).Check(t.Context(), api.CheckRequest{Provider: "openai", Secret: openAI()}); !strings.Contains(err.Error(), "cannot check keys") {
		t.Errorf("without a checker it says %v", err)
	}
	if f.key(t, "chat").Verified != nil {
		t.Error("something is kept")
	}
}

func TestTheValueOfACallerStaysWhole(t *testing.T) {
	f, _ := withChecker(t, accepted())
	value := openAI()
	n := value.Len()
	f.check(t, api.CheckRequest{Provider: "openai", Secret: value})
	if value.Len() != n {
		t.Error("it is gone: it could not be stored after the check")
	}
}

func TestAnotherProviderHasNotSaidAnything(t *testing.T) {
	f, _ := withChecker(t, accepted())
	f.addAs(t, "chat", "openai", nil)
	f.check(t, api.CheckRequest{Name: "chat"})
	same, other, note := "openai", "mistral", "x"
	if k, err := f.Edit(t.Context(), api.EditRequest{Name: "chat", Provider: &same, Notes: &note}); err != nil || k.Verified == nil {
		t.Errorf("after an edit of something else: %+v, %v", k.Verified, err)
	}
	if k, err := f.Edit(t.Context(), api.EditRequest{Name: "chat", Provider: &other}); err != nil || k.Verified != nil {
		t.Errorf("of another provider it says %+v, %v", k.Verified, err)
	}
}

func TestAnAnswerThatCannotBeNotedIsToldAllTheSame(t *testing.T) {
	f, _ := withChecker(t, accepted())
	f.addAs(t, "chat", "openai", nil)
	f.checker = func(context.Context, check.Request) (check.Answer, error) {
		return accepted(), os.WriteFile(filepath.Join(f.paths.Data, "index.json"), []byte(`{"schema":9999}`), 0o600)
	}
	said := f.again(t).check(t, api.CheckRequest{Name: "chat"})
	if said.Result != api.CheckAccepted || !strings.Contains(said.Text, "That could not be noted: The list of keys was written by a newer Keytray.") {
		t.Errorf("it says %q", said.Text)
	}
}
