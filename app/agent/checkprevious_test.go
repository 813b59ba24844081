package agent_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"keytray/app/api"
	"keytray/app/check"
	"keytray/app/keychain"
	"keytray/app/keychain/keychaintest"
	"keytray/app/provider"
	"keytray/app/secret"
)

// office is a provider that knows its keys; it gives no answer about others.
type office struct {
	result map[string]string // by value
	asked  []string          // results, as they were given
	last   check.Request
	during func() // happens while it is asked
}

func (o *office) ask(ctx context.Context, r check.Request) (check.Answer, error) {
	if o.during != nil {
		o.during()
	}
	if ctx.Err() != nil {
		return check.Answer{}, ctx.Err()
	}
	result, ok := o.result[string(r.Secret.Reveal())]
	if !ok {
		result = check.Unknown
	}
	o.asked, o.last = append(o.asked, result), r
	return check.Answer{Result: result, Why: check.Words(result, "OpenAI", ""), Host: "api.openai.com"}, nil
}

// says makes the provider answer so about a value from now on.
func (o *office) says(result string, values ...secret.Value) {
	o.asked = nil
	for _, v := range values {
		o.result[string(v.Reveal())] = result
	}
}

// withOld is a key of OpenAI that got a new value, which is accepted, while the
// provider says something of the old one.
func withOld(t *testing.T, ofOld string) (f *fixture, o *office, old, fresh secret.Value) {
	t.Helper()
	o = &office{result: map[string]string{}}
	f = start(t)
	f.checker = o.ask
	f = f.again(t)
	_, old = f.addAs(t, "chat", "openai", nil)
	fresh = f.renew(t, "chat")
	o.says(ofOld, old)
	o.says(check.Accepted, fresh)
	return f, o, old, fresh
}

func (f *fixture) renew(t *testing.T, name string) secret.Value {
	t.Helper()
	value := keychaintest.Random()
	if _, err := f.Rotate(t.Context(), api.RotateRequest{Name: name, Secret: value}); err != nil {
		t.Fatal(err)
	}
	return value
}

func (f *fixture) checkOld(t *testing.T) api.Checked {
	t.Helper()
	return f.check(t, api.CheckRequest{Name: "chat", Previous: true})
}

// assertHeld wants the key to have both values, and its rotation to be under way.
func (f *fixture) assertHeld(t *testing.T, what string, old, fresh secret.Value) {
	t.Helper()
	for previous, want := range map[bool]secret.Value{false: fresh, true: old} {
		got, err := f.Get(t.Context(), api.GetRequest{Name: "chat", Previous: previous})
		if err != nil || !got.Equal(want) {
			t.Errorf("%s: previous %v: another value or none (%v)", what, previous, err)
		}
	}
	if f.key(t, "chat").Case == nil {
		t.Errorf("%s: the rotation is over", what)
	}
}

func TestARefusedOldKeyIsDestroyedAndTheRotationDone(t *testing.T) {
	f, o, _, fresh := withOld(t, check.Rejected)
	said := f.checkOld(t)
	if want := "OpenAI refuses the old key. Our copy of it is destroyed."; said.Text != want || said.Result != api.CheckRejected || !said.Closed {
		t.Errorf("it says %+v", said)
	}
	if got := strings.Join(o.asked, " "); got != "rejected accepted" {
		t.Errorf("asked was %q", got) // the old one, and whether the new one works
	}
	k := f.again(t).key(t, "chat")
	if k.Case != nil || k.Previous != 0 || k.Verified == nil || k.Verified.Result != api.CheckAccepted {
		t.Errorf("afterwards: %+v", k)
	}
	if left := f.store.Accounts(); len(left) != 2 { // with the key for fingerprints
		t.Errorf("in the keychain: %v", left)
	}
	if got, err := f.Get(t.Context(), api.GetRequest{Name: "chat"}); err != nil || !got.Equal(fresh) {
		t.Errorf("the new value: %v", err)
	}
	_, err := f.Check(t.Context(), api.CheckRequest{Name: "chat", Previous: true})
	if api.KindOf(err) != api.Refused || !strings.Contains(err.Error(), "no previous value") {
		t.Errorf("once more: %v", err)
	}
}

func TestAnOldKeyThatIsStillAcceptedStays(t *testing.T) {
	for _, result := range []string{check.Accepted, check.Limited} {
		f, o, old, fresh := withOld(t, result)
		f.now = f.now.Add(time.Hour)
		said := f.checkOld(t)
		if want := "OpenAI still accepts the old key. Revoking can take a few minutes."; said.Text != want || said.Result != result || said.Closed {
			t.Errorf("it says %+v", said)
		}
		if len(o.asked) != 1 {
			t.Errorf("asked was %q", o.asked)
		}
		f.assertHeld(t, result, old, fresh)
		if c := f.key(t, "chat").Case; c.Asked == nil || c.Asked.Result != result || !c.Asked.At.Equal(f.now) {
			t.Errorf("noted is %+v", c.Asked)
		}
	}
}

func TestNoAnswerAboutAnOldKeyChangesNothing(t *testing.T) {
	f, _, old, fresh := withOld(t, check.Unknown)
	said := f.checkOld(t)
	if want := "No answer from OpenAI. Check it again later."; said.Text != want || said.Result != api.CheckUnknown || said.Closed {
		t.Errorf("it says %+v", said)
	}
	f.assertHeld(t, "no answer", old, fresh)
	if c := f.key(t, "chat").Case; c.Asked != nil {
		t.Errorf("noted is %+v", c.Asked)
	}
}

// Who is refused both may be in the wrong network, or the account is blocked.
func TestOneThatIsRefusedWithTheNewOneIsNotProvenDead(t *testing.T) {
	f, o, old, fresh := withOld(t, check.Rejected)
	o.says(check.Rejected, fresh)
	said := f.checkOld(t)
	if !strings.HasPrefix(said.Text, "OpenAI refuses both keys, the old one and the new one, so nothing was destroyed.") || said.Result != api.CheckUnknown || said.Closed {
		t.Errorf("it says %+v", said)
	}
	f.assertHeld(t, "both refused", old, fresh)
}

func TestWithoutAWordOfTheNewOneNothingIsDestroyed(t *testing.T) {
	f, o, old, fresh := withOld(t, check.Rejected)
	o.says(check.Unknown, fresh)
	said := f.checkOld(t)
	if !strings.HasPrefix(said.Text, "OpenAI refuses the old key, but could not be asked whether it accepts the new one, so nothing was destroyed.") ||
		!strings.HasSuffix(said.Text, `say so with: keytray revoke chat`) || said.Result != api.CheckRejected || said.Closed {
		t.Errorf("it says %+v", said)
	}
	f.assertHeld(t, "the new one is silent", old, fresh)
	if k, err := f.Revoke(t.Context(), api.RevokeRequest{Name: "chat"}); err != nil || k.Case != nil || k.Previous != 0 {
		t.Errorf("the check is skipped: %+v, %v", k.Case, err)
	}
}

// An account that was blocked a minute ago refuses both.
func TestTheNewOneIsAskedAboutEachTime(t *testing.T) {
	f, o, old, fresh := withOld(t, check.Rejected)
	f.check(t, api.CheckRequest{Name: "chat"})
	o.says(check.Rejected, fresh)
	if said := f.checkOld(t); said.Closed || len(o.asked) != 2 {
		t.Errorf("%q, asked was %q", said.Text, o.asked)
	}
	f.assertHeld(t, "both refused", old, fresh)
}

// A wrong value was pasted first: two are to die.
func TestEachOldKeyIsAskedAbout(t *testing.T) {
	f, o, first, wrong := withOld(t, check.Accepted)
	fresh := f.renew(t, "chat")
	o.says(check.Rejected, wrong)
	o.says(check.Accepted, fresh)
	said := f.checkOld(t)
	if want := "OpenAI still accepts 1 of 2 old keys. Revoking can take a few minutes. Our copy of what it refuses is destroyed."; said.Text != want || said.Result != api.CheckAccepted || said.Closed {
		t.Errorf("it says %+v", said)
	}
	if got := strings.Join(o.asked, " "); got != "rejected accepted accepted" { // newest first, then the current one
		t.Errorf("asked was %q", got)
	}
	f.assertHeld(t, "one is alive", first, fresh)
	o.says(check.Rejected, first)
	if said := f.checkOld(t); !said.Closed || said.Text != "OpenAI refuses the old key. Our copy of it is destroyed." {
		t.Errorf("it says %+v", said)
	}
}

func TestAtMostFiveOldKeysAreAskedAboutAtOnce(t *testing.T) {
	f, o, old, fresh := withOld(t, check.Rejected)
	for range 6 {
		o.says(check.Rejected, fresh)
		fresh = f.renew(t, "chat")
	}
	o.says(check.Accepted, fresh)
	said := f.checkOld(t)
	if len(o.asked) != 6 || said.Closed || said.Text != "OpenAI refuses 5 old keys. Our copies of them are destroyed. Not asked about yet: 2. Check again." {
		t.Errorf("asked was %d times: %+v", len(o.asked), said)
	}
	if got, err := f.Get(t.Context(), api.GetRequest{Name: "chat", Previous: true}); err != nil || got.Equal(old) {
		t.Errorf("the newest that is left: %v", err)
	}
	if said := f.checkOld(t); !said.Closed {
		t.Errorf("it says %+v", said)
	}
}

func TestTheKindOfTheOldKeyIsAskedFor(t *testing.T) {
	o := &office{result: map[string]string{}}
	f := start(t)
	f.checker = o.ask
	f = f.again(t)
	f.add(t, "chat", openAI())
	admin := secret.FromString(strings.Replace(string(openAI().Reveal()), "sk-proj-", "sk-admin-", 1))
	if _, err := f.Rotate(t.Context(), api.RotateRequest{Name: "chat", Secret: admin}); err != nil {
		t.Fatal(err)
	}
	f.checkOld(t)
	if o.last.Kind != "project" || o.last.Provider != "openai" {
		t.Errorf("asked for was %s of %s", o.last.Kind, o.last.Provider)
	}
	if o.last.Secret.Len() != 0 {
		t.Error("the value is not wiped")
	}
}

func TestAnOldKeyThatMustNotBeSentIsNot(t *testing.T) {
	o := &office{result: map[string]string{}}
	f := start(t)
	f.checker = o.ask
	f = f.again(t)
	if _, err := f.AddProvider(t.Context(), api.Provider{Name: "My Server"}); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ issuer, says string }{
		"of nobody":        {provider.Other, `It is not known who issued the old key, so nobody can be asked whether it is dead. When you have revoked it at the provider, say so with: keytray revoke 'of nobody'`},
		"without a check":  {"perplexity", `Keytray knows no harmless way to ask Perplexity whether the old key is dead. When you have revoked it at the provider, say so with: keytray revoke 'without a check'`},
		"of an own server": {"my-server", `Keytray knows no harmless way to ask My Server whether the old key is dead. When you have revoked it at the provider, say so with: keytray revoke 'of an own server'`},
		"on own hardware":  {"gitlab", "gitlab.com"},
		"of two hosts":     {"mailgun", `no region “Mars”`},
	} {
		f.addAs(t, name, c.issuer, nil)
		f.renew(t, name)
		r := api.CheckRequest{Name: name, Previous: true}
		if c.issuer == "mailgun" {
			r.Region = "Mars"
		}
		if _, err := f.Check(t.Context(), r); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
	// A key of somebody else was pasted first.
	f.addAs(t, "chat", "mistral", func(r *api.AddRequest) { r.Secret = openAI() })
	f.renew(t, "chat")
	_, err := f.Check(t.Context(), api.CheckRequest{Name: "chat", Previous: true})
	if api.KindOf(err) != api.Refused || !strings.Contains(err.Error(), "looks like a key of OpenAI") {
		t.Errorf("of another provider: %v", err)
	}
	if len(o.asked) != 0 {
		t.Errorf("%d were sent", len(o.asked))
	}
	if _, err := f.Check(t.Context(), api.CheckRequest{Name: "on own hardware", Previous: true, Confirmed: true}); err != nil || len(o.asked) != 1 {
		t.Errorf("confirmed: %v", err)
	}
}

// One of several hosts refuses keys that work at another.
func TestARefusalThatSettlesNothingDestroysNothing(t *testing.T) {
	for name, c := range map[string]struct {
		issuer  string
		more    func(*api.AddRequest)
		account string
	}{
		"another region may know it": {"mailgun", nil, ""},
		"another account was asked":  {"twilio", func(r *api.AddRequest) { r.Kind, r.Account = "auth-token", "AC0" }, "AC1"},
	} {
		o := &office{result: map[string]string{}}
		f := start(t)
		f.checker = o.ask
		f = f.again(t)
		_, old := f.addAs(t, "chat", c.issuer, c.more)
		fresh := f.renew(t, "chat")
		o.says(check.Rejected, old)
		o.says(check.Accepted, fresh)
		said := f.check(t, api.CheckRequest{Name: "chat", Previous: true, Account: c.account})
		if said.Closed || said.Result != api.CheckUnknown || !strings.Contains(said.Text, "does not prove that it is dead") {
			t.Errorf("%s: it says %+v", name, said)
		}
		f.assertHeld(t, name, old, fresh)
	}
}

func TestWhateverFailsBothKeysStay(t *testing.T) {
	f, o, old, fresh := withOld(t, check.Rejected)
	r := api.CheckRequest{Name: "chat", Previous: true}
	broken := func(op string, cause error) func() {
		f.store.Fail(func(o, _ string) error {
			if o == op {
				return cause
			}
			return nil
		})
		return func() { f.store.Fail(nil) }
	}
	mend := broken("get", keychain.ErrLocked)
	if _, err := f.Check(t.Context(), r); api.KindOf(err) != api.Locked || len(o.asked) != 0 {
		t.Errorf("locked: %v, asked was %q", err, o.asked)
	}
	mend()
	f.assertHeld(t, "locked", old, fresh)

	ctx, cancel := context.WithCancel(t.Context())
	o.during = cancel // after the value was read, while the provider is asked
	if _, err := f.Check(ctx, r); api.KindOf(err) != api.Failed {
		t.Errorf("cancelled: %v", err)
	}
	ctx, cancel = context.WithCancel(t.Context())
	o.during = func() {
		if len(o.asked) > 0 { // while it is asked about the new one
			cancel()
		}
	}
	if _, err := f.Check(ctx, r); api.KindOf(err) != api.Failed {
		t.Errorf("cancelled later: %v", err)
	}
	o.during = nil
	f.assertHeld(t, "cancelled", old, fresh)

	silent := start(t)
	silent.paths, silent.store = f.paths, f.store
	silent.checker = func(context.Context, check.Request) (check.Answer, error) {
		return check.Answer{}, errors.Join(check.ErrFailed, errors.New("exit status 1"))
	}
	if _, err := silent.again(t).Check(t.Context(), r); api.KindOf(err) != api.Failed {
		t.Errorf("the checker ends: %v", err)
	}
	f.assertHeld(t, "the checker ends", old, fresh)
}

func TestADeadKeyWhoseCopyCannotGoYetGoesLater(t *testing.T) {
	f, o, _, _ := withOld(t, check.Rejected)
	f.store.Fail(func(op, _ string) error {
		if op == "delete" {
			return keychain.ErrLocked
		}
		return nil
	})
	said := f.checkOld(t)
	if !strings.HasPrefix(said.Text, "OpenAI refuses the old key. Our copy could not be destroyed yet") || said.Closed {
		t.Errorf("it says %+v", said)
	}
	f.store.Fail(nil)
	o.asked = nil
	if said := f.checkOld(t); said.Text != "The old key was found dead before. Our copy of it is destroyed now." || !said.Closed || len(o.asked) != 0 {
		t.Errorf("later it says %+v", said)
	}
	if k := f.key(t, "chat"); k.Case != nil || len(f.store.Accounts()) != 2 {
		t.Errorf("afterwards: %+v", k.Case)
	}
}

// Another program rotates the key, or the person says that it is of somebody else.
func TestAChangeWhileAskingDestroysNothing(t *testing.T) {
	other := "mistral"
	for name, change := range map[string]func(t *testing.T, f *fixture){
		"rotated": func(t *testing.T, f *fixture) { f.renew(t, "chat") },
		"of another provider": func(t *testing.T, f *fixture) {
			if _, err := f.Edit(t.Context(), api.EditRequest{Name: "chat", Provider: &other}); err != nil {
				t.Fatal(err)
			}
		},
	} {
		f, o, _, _ := withOld(t, check.Rejected)
		before := len(f.key(t, "chat").Versions)
		o.during = func() { o.during = nil; change(t, f) }
		said := f.checkOld(t)
		if said.Closed || said.Result != api.CheckUnknown || !strings.Contains(said.Text, "was changed meanwhile, so nothing was destroyed") {
			t.Errorf("%s: it says %+v", name, said)
		}
		k := f.key(t, "chat")
		if k.Case == nil || k.Previous < before-1 {
			t.Errorf("%s: %d previous values are left", name, k.Previous)
		}
	}
}

func TestALostCopyOfTheOldKeyIsSaid(t *testing.T) {
	f, o, _, _ := withOld(t, check.Rejected)
	k := f.key(t, "chat")
	if err := f.store.Delete(t.Context(), k.Versions[1].Item); err != nil {
		t.Fatal(err)
	}
	_, err := f.Check(t.Context(), api.CheckRequest{Name: "chat", Previous: true})
	if api.KindOf(err) != api.Refused || !strings.Contains(err.Error(), `Our copy of the old key is lost, so nobody can be asked about it. When you have revoked it at the provider, say so with: keytray revoke chat`) || len(o.asked) != 0 {
		t.Errorf("it says %v", err)
	}
	if k, err := f.Revoke(t.Context(), api.RevokeRequest{Name: "chat"}); err != nil || k.Case != nil {
		t.Errorf("revoked: %+v, %v", k.Case, err)
	}
}

func TestAnOldKeyThatIsAliveWithoutARotationIsToDie(t *testing.T) {
	f, _, _, _ := withOld(t, check.Accepted)
	if _, err := f.Abandon(t.Context(), "chat"); err != nil {
		t.Fatal(err)
	}
	f.checkOld(t)
	if c := f.key(t, "chat").Case; c == nil || c.Step != api.StepRevoke || !c.Stored {
		t.Errorf("the rotation: %+v", c)
	}
}

func TestAnAnswerAboutAnOldKeyThatCannotBeNotedIsTold(t *testing.T) {
	f, o, _, _ := withOld(t, check.Accepted)
	o.during = func() {
		if err := os.WriteFile(filepath.Join(f.paths.Data, "index.json"), []byte(`{"schema":9999}`), 0o600); err != nil {
			t.Error(err)
		}
	}
	if said := f.checkOld(t); said.Result != api.CheckAccepted || !strings.Contains(said.Text, "That could not be noted: The list of keys was written by a newer Keytray.") {
		t.Errorf("it says %q", said.Text)
	}
}

func TestNoWordAboutAnOldKeyHoldsAPartOfIt(t *testing.T) {
	for _, ofOld := range []string{check.Accepted, check.Rejected, check.Unknown} {
		f, _, old, fresh := withOld(t, ofOld)
		said := f.checkOld(t)
		history, err := os.ReadFile(filepath.Join(f.paths.Data, "history.jsonl"))
		if err != nil {
			t.Fatal(err)
		}
		for _, value := range []secret.Value{old, fresh} {
			if check.Reveals(said.Text+string(history), value.Reveal()) {
				t.Errorf("%s: a part of the key is in it", ofOld)
			}
		}
	}
}
