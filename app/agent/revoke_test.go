package agent_test

import (
	"context"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"keytray/app/api"
	"keytray/app/check"
	"keytray/app/keychain"
	"keytray/app/keychain/keychaintest"
	"keytray/app/secret"
)

func TestTheOldKeyIsNotDestroyedWhileTheNewOneIsRefused(t *testing.T) {
	f, o, old, fresh := withOld(t, check.Rejected)
	o.says(check.Rejected, fresh)
	f.check(t, api.CheckRequest{Name: "chat"})
	for _, anyway := range []bool{false, true} {
		_, err := f.Revoke(t.Context(), api.RevokeRequest{Name: "chat", Anyway: anyway})
		if api.KindOf(err) != api.Refused || err.Error() != "OpenAI refuses the new key, too. Give it another value first: keytray rotate chat" {
			t.Errorf("anyway %v: %v", anyway, err)
		}
	}
	f.assertHeld(t, "refused", old, fresh)
	o.says(check.Accepted, f.renew(t, "chat"))
	if k, err := f.Revoke(t.Context(), api.RevokeRequest{Name: "chat"}); err != nil || k.Previous != 0 {
		t.Errorf("with another value: %v", err)
	}
}

func TestAnOldKeyThatWasAcceptedLatelyNeedsAnotherWord(t *testing.T) {
	f, _, old, fresh := withOld(t, check.Accepted)
	f.checkOld(t)
	for _, later := range []time.Duration{0, 23 * time.Hour, -time.Second} { // a clock can be set back
		g := *f
		g.now = f.now.Add(later)
		_, err := g.again(t).Revoke(t.Context(), api.RevokeRequest{Name: "chat"})
		if api.KindOf(err) != api.Refused || !strings.Contains(err.Error(), "still accepted the old key") || !strings.HasSuffix(err.Error(), "keytray revoke chat --anyway") {
			t.Errorf("%v later: %v", later, err)
		}
	}
	f.assertHeld(t, "accepted", old, fresh)
	f.now = f.now.Add(25 * time.Hour)
	if k, err := f.Revoke(t.Context(), api.RevokeRequest{Name: "chat"}); err != nil || k.Case != nil {
		t.Errorf("the day after: %v", err)
	}
	g, _, _, _ := withOld(t, check.Limited)
	g.checkOld(t)
	if k, err := g.Revoke(t.Context(), api.RevokeRequest{Name: "chat", Anyway: true}); err != nil || k.Case != nil {
		t.Errorf("anyway: %v", err)
	}
}

// Another program rotates the key between the look at it and the click.
func TestOnlyBeforeTheValueThatWasSeenAnOldKeyIsDestroyed(t *testing.T) {
	f, _, _, _ := withOld(t, check.Unknown)
	seen := f.key(t, "chat").CurrentItem()
	f.renew(t, "chat")
	_, err := f.Revoke(t.Context(), api.RevokeRequest{Name: "chat", Item: seen})
	if api.KindOf(err) != api.Refused || !strings.Contains(err.Error(), "The key was changed meanwhile, so nothing was done.") || f.key(t, "chat").Previous != 2 {
		t.Errorf("it says %v", err)
	}
	if k, err := f.Revoke(t.Context(), api.RevokeRequest{Name: "chat", Item: f.key(t, "chat").CurrentItem()}); err != nil || k.Previous != 0 {
		t.Errorf("looked at again: %v", err)
	}
}

func TestAValueThatCannotBeDestroyedYetIsSaidToBe(t *testing.T) {
	f, _, old, fresh := withOld(t, check.Unknown)
	f.store.Fail(func(string, string) error { return keychain.ErrLocked })
	if _, err := f.Revoke(t.Context(), api.RevokeRequest{Name: "chat"}); api.KindOf(err) != api.Locked || strings.Contains(err.Error(), "as soon as") {
		t.Errorf("locked from the start: %v", err)
	}
	f.store.Fail(nil)
	f.assertHeld(t, "locked from the start", old, fresh)
	f.store.Fail(func(op, _ string) error { return map[string]error{"delete": keychain.ErrTimeout}[op] })
	_, err := f.Revoke(t.Context(), api.RevokeRequest{Name: "chat"})
	f.store.Fail(nil)
	if api.KindOf(err) != api.Silent || err.Error() != "The old value of chat counts as revoked. Our copy is destroyed as soon as the keychain answers." {
		t.Errorf("silent then: %v", err)
	}
	if _, err := f.Abandon(t.Context(), "chat"); api.KindOf(err) != api.Refused || !strings.Contains(err.Error(), "destroyed as soon as the keychain answers") {
		t.Errorf("given up: %v", err)
	}
}

func TestALeakedOldKeyKeepsItsRotation(t *testing.T) {
	f := start(t)
	name := "it's $(touch here)"
	f.add(t, name, keychaintest.Random())
	if _, err := f.Expose(t.Context(), api.ExposeRequest{Name: name}); err != nil {
		t.Fatal(err)
	}
	f.renew(t, name)
	_, err := f.Abandon(t.Context(), name)
	want := "The old key has leaked and may still work. Revoke it at the provider, then run keytray check 'it'\\''s $(touch here)' --previous or keytray revoke 'it'\\''s $(touch here)'. If nobody saw it: keytray exposed 'it'\\''s $(touch here)' --undo"
	if api.KindOf(err) != api.Refused || err.Error() != want {
		t.Errorf("it says %v", err)
	}
	// What it prints runs as it is printed, and does nothing else.
	dir := t.TempDir()
	_, command, _ := strings.Cut(err.Error(), "If nobody saw it: ")
	cmd := exec.Command("sh", "-c", "keytray() { printf '%s,' \"$@\"; }; "+command)
	cmd.Dir = dir
	if out, err := cmd.Output(); err == nil && string(out) != "exposed,"+name+",--undo," {
		t.Errorf("a shell runs %q", out)
	}
	if found, _ := filepath.Glob(filepath.Join(dir, "*")); len(found) > 0 {
		t.Errorf("it made %v", found)
	}
	if _, err := f.Unexpose(t.Context(), name); err != nil {
		t.Fatal(err)
	}
	if k, err := f.Abandon(t.Context(), name); err != nil || k.Case != nil || k.Previous != 1 {
		t.Errorf("nobody saw it: %v", err)
	}
}

func TestAnOpenCallKeepsItsRotation(t *testing.T) {
	f, d, _ := atDesk(t, "gitlab", "personal")
	d.answer = d.loses
	f.call(t, api.CallRotate)
	f.now = f.now.AddDate(0, 1, 0)
	_, err := f.Abandon(t.Context(), "ci")
	if api.KindOf(err) != api.Refused || !strings.HasPrefix(err.Error(), "It is not known yet what GitLab did when it was asked last, so the rotation is not given up. Check the key in 2 minutes") {
		t.Errorf("it says %v", err)
	}
	if f.key(t, "ci").Case.Call == "" {
		t.Error("the journal is gone")
	}
}

// Nobody can be asked about it, and the old key has leaked.
func TestALostAnswerAboutALeakedKeyIsEndedByRevoking(t *testing.T) {
	f, d, _ := atDesk(t, "perplexity", "key")
	if _, err := f.Expose(t.Context(), api.ExposeRequest{Name: "ci"}); err != nil {
		t.Fatal(err)
	}
	next := makes(t, "perplexity", "key")
	d.alive[next] = true
	if _, err := f.Rotate(t.Context(), api.RotateRequest{Name: "ci", Secret: secret.FromString(next)}); err != nil {
		t.Fatal(err)
	}
	d.answer = d.loses
	assertSays(t, f.call(t, api.CallRevoke).Text, "Then end this with: keytray revoke ci")
	f.now = f.now.Add(time.Hour)
	if _, err := f.Abandon(t.Context(), "ci"); api.KindOf(err) != api.Refused || !strings.HasPrefix(err.Error(), "The old key has leaked") {
		t.Errorf("given up: %v", err)
	}
	if k, err := f.Revoke(t.Context(), api.RevokeRequest{Name: "ci"}); err != nil || k.Case != nil || f.value(t) != next {
		t.Errorf("revoked: %+v, %v", k.Case, err)
	}
}

func TestTheEndOfARotationNamesThePlacesThatAreBehind(t *testing.T) {
	f, _, _, _ := withOld(t, check.Rejected)
	places := []string{"server", "laptop", "@ada"}
	if _, err := f.Edit(t.Context(), api.EditRequest{Name: "chat", UsedBy: &places}); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Tick(t.Context(), api.TickRequest{Name: "chat", Place: "laptop", Has: true}); err != nil {
		t.Fatal(err)
	}
	if said := f.checkOld(t); !said.Closed || !slices.Equal(said.Behind, []string{"server", "@ada"}) {
		t.Errorf("it says %+v", said)
	}
}

func TestAfterAWrongPasteThePersonGoesBack(t *testing.T) {
	f := start(t)
	old := keychaintest.Random()
	f.add(t, "chat", old)
	before := f.key(t, "chat")
	f.renew(t, "chat")
	if _, err := f.Rotate(t.Context(), api.RotateRequest{Name: "chat", Back: true, Secret: keychaintest.Random()}); api.KindOf(err) != api.Usage {
		t.Errorf("with a value: %v", err)
	}
	k, err := f.Rotate(t.Context(), api.RotateRequest{Name: "chat", Back: true})
	if err != nil || k.Hint != before.Hint || k.Case == nil || k.Case.Step != api.StepCreate || k.Case.Stored || k.Previous != 1 {
		t.Errorf("it stands at %+v, %v", k.Case, err)
	}
	if got, err := f.Get(t.Context(), api.GetRequest{Name: "chat"}); err != nil || !got.Equal(old) {
		t.Errorf("another value is in use: %v", err)
	}
	events, err := f.History(t.Context(), "chat")
	if err != nil || !slices.ContainsFunc(events, func(e api.Event) bool { return e.What == "rotated" && e.Note == "back to the old value" }) {
		t.Errorf("the history says %+v, %v", events, err)
	}
	f.add(t, "bot", keychaintest.Random())
	if _, err := f.Rotate(t.Context(), api.RotateRequest{Name: "bot", Back: true}); api.KindOf(err) != api.Refused {
		t.Errorf("without a value before: %v", err)
	}
}

// With Twilio each API key has an SID of its own: who asks about the old one with that
// of the new one is refused, and it lives on.
func TestAnOldKeyIsAskedAboutWithItsOwnAccount(t *testing.T) {
	for _, given := range []string{"", "AC1"} {
		var accounts []string
		o := &office{result: map[string]string{}}
		f := start(t)
		f.checker = func(ctx context.Context, r check.Request) (check.Answer, error) {
			accounts = append(accounts, r.Account)
			return o.ask(ctx, r)
		}
		f = f.again(t)
		_, old := f.addAs(t, "chat", "twilio", func(r *api.AddRequest) { r.Kind, r.Account = "auth-token", "AC1" })
		fresh := keychaintest.Random()
		if _, err := f.Rotate(t.Context(), api.RotateRequest{Name: "chat", Secret: fresh, Account: "AC2"}); err != nil {
			t.Fatal(err)
		}
		o.says(check.Rejected, old)
		o.says(check.Accepted, fresh)
		said := f.check(t, api.CheckRequest{Name: "chat", Previous: true, Account: given})
		if !said.Closed || !slices.Equal(accounts, []string{"AC1", "AC2"}) {
			t.Errorf("given %q, asked was with %v: %+v", given, accounts, said)
		}
	}
}

func TestAnAccountThatIsAKeyIsNotNoted(t *testing.T) {
	f := start(t)
	f.add(t, "chat", keychaintest.Random())
	value := openAI()
	_, err := f.Rotate(t.Context(), api.RotateRequest{Name: "chat", Secret: keychaintest.Random(), Account: string(value.Reveal())})
	if err == nil || strings.Contains(f.index(t)+err.Error(), string(value.Reveal())) {
		t.Error("it is noted, or said")
	}
}

func TestAnOldKeyWhoseAccountNobodyNotedIsNotAskedAbout(t *testing.T) {
	o := &office{result: map[string]string{}}
	f := start(t)
	f.checker = o.ask
	f = f.again(t)
	f.addAs(t, "chat", "twilio", func(r *api.AddRequest) { r.Kind = "auth-token" })
	f.renew(t, "chat")
	account := "AC2"
	if _, err := f.Edit(t.Context(), api.EditRequest{Name: "chat", Account: &account}); err != nil {
		t.Fatal(err)
	}
	_, err := f.Check(t.Context(), api.CheckRequest{Name: "chat", Previous: true})
	if api.KindOf(err) != api.Refused || !strings.HasPrefix(err.Error(), "It is not known which Account SID") || !strings.HasSuffix(err.Error(), "keytray revoke chat") || len(o.asked) != 0 {
		t.Errorf("it says %v", err)
	}
}

func TestAnOldKeyOfAnotherProviderIsSentNowhere(t *testing.T) {
	f, o, old, fresh := withOld(t, check.Rejected)
	issuer := "gitlab"
	if _, err := f.Edit(t.Context(), api.EditRequest{Name: "chat", Provider: &issuer}); err != nil {
		t.Fatal(err)
	}
	o.asked = nil
	_, err := f.Check(t.Context(), api.CheckRequest{Name: "chat", Previous: true, Confirmed: true})
	if api.KindOf(err) != api.Refused || !strings.HasPrefix(err.Error(), "The old key is one of OpenAI") || !strings.HasSuffix(err.Error(), "keytray revoke chat") {
		t.Errorf("checked: %v", err)
	}
	k := f.key(t, "chat")
	if slices.Contains(k.Calls, api.CallRevoke) {
		t.Errorf("it offers %v", k.Calls)
	}
	_, err = f.Call(t.Context(), api.CallRequest{Name: "chat", What: api.CallRevoke, Item: k.CallItem(api.CallRevoke), Confirmed: "chat"})
	if api.KindOf(err) != api.Refused || !strings.HasPrefix(err.Error(), "The old key is one of OpenAI") || len(o.asked) != 0 {
		t.Errorf("revoked: %v, asked was %q", err, o.asked)
	}
	f.assertHeld(t, "of another provider", old, fresh)
}

// The keychain's prompt is open, and the person gives up.
func TestWhoStopsBeforeAnythingWasSentIsNotToldOtherwise(t *testing.T) {
	for _, previous := range []bool{true, false} {
		f, o, _, _ := withOld(t, check.Rejected)
		o.asked = nil
		ctx, stop := context.WithCancel(t.Context())
		f.store.Fail(func(op, _ string) error {
			if op == "get" {
				stop()
				return errStopped{}
			}
			return nil
		})
		_, err := f.Check(ctx, api.CheckRequest{Name: "chat", Previous: previous})
		if err == nil || strings.Contains(err.Error(), "sent already") || len(o.asked) != 0 {
			t.Errorf("previous %v: %v", previous, err)
		}
	}
}

// errStopped is what a keychain says to somebody who stopped waiting.
type errStopped struct{}

func (errStopped) Error() string { return "stopped" }
func (errStopped) Is(target error) bool {
	return target == keychain.ErrTimeout || target == context.Canceled
}
