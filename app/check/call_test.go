package check_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"keytray/app/check"
	"keytray/app/provider"
	"keytray/app/secret"
)

// renew is a child that is made to replace a key: the new one is the old one, turned
// round. In the place of a sentence it says what else arrived.
func renew(_ context.Context, r check.Request) check.Answer {
	return check.Answer{
		Result: check.Done, Why: fmt.Sprintf("%s %s %s.", r.Call, r.Expires.Format(time.DateOnly), strings.Join(os.Args[1:], " ")),
		Secret: secret.FromString(backwards(string(r.Secret.Reveal()))),
	}
}

func backwards(s string) string {
	b := []byte(s)
	for i, j := 0, len(b)-1; i < j; i, j = i+1, j-1 {
		b[i], b[j] = b[j], b[i]
	}
	return string(b)
}

func TestANewValueComesBackFromTheProgramAndIsNowhereElse(t *testing.T) {
	value := newSecret()
	a, err := child(t, "call").Ask(t.Context(), check.Request{
		Provider: "gitlab", Secret: value, Call: provider.Rotate, Expires: time.Date(2027, 3, 1, 0, 0, 0, 0, time.UTC),
	})
	if err != nil {
		t.Fatal(err)
	}
	want := backwards(string(value.Reveal()))
	if string(a.Secret.Reveal()) != want {
		t.Errorf("a value of %d bytes came back", a.Secret.Len())
	}
	if a.Result != check.Done || a.Why != "rotate 2027-03-01 "+childArg+" call." {
		t.Errorf("it says %s: %s", a.Result, a.Why)
	}
	out, err := json.Marshal(a)
	if text := fmt.Sprintf("%+v %#v %s", a, a, out); err != nil || strings.Contains(text, want) {
		t.Errorf("the new value is in print: %v", err)
	}
	a.Secret.Wipe()
	if string(value.Reveal()) != backwards(want) {
		t.Error("the caller's value is gone")
	}
}

func TestAProgramThatDoesNotStartHasSentNothing(t *testing.T) {
	r := check.Request{Secret: newSecret(), Call: provider.Revoke}
	if _, err := (check.Program{Path: "/nonexistent/keytray-check"}).Ask(t.Context(), r); !errors.Is(err, check.ErrUnsent) || !errors.Is(err, check.ErrFailed) {
		t.Errorf("one that is not there: %v", err)
	}
	for _, how := range []string{"crash", "print"} { // it may have sent the request before
		if _, err := child(t, how, "hello\n").Ask(t.Context(), r); errors.Is(err, check.ErrUnsent) || !errors.Is(err, check.ErrFailed) {
			t.Errorf("%s: %v", how, err)
		}
	}
}

func TestEveryCallOfTheCatalogueLeadsToItsProvider(t *testing.T) {
	calls := 0
	for _, p := range provider.New().All() {
		for what, c := range map[string]*provider.Call{provider.Rotate: p.Calls.Rotate, provider.Revoke: p.Calls.Revoke} {
			if c == nil {
				continue
			}
			for _, kind := range c.Kinds {
				calls++
				plan, err := check.NewCallPlan(p, what, kind)
				if err != nil {
					t.Errorf("%s %s %s: %v", p.ID, what, kind, err)
				} else if address := plan.Host + plan.Address(time.Now()); strings.ContainsAny(address, "{}") {
					t.Errorf("%s %s: the address is %s", p.ID, what, address)
				}
			}
		}
	}
	if calls < 10 {
		t.Errorf("there are %d calls", calls)
	}
}

func TestACallThatLeadsElsewhereIsRefused(t *testing.T) {
	for name, address := range map[string]string{
		"without TLS":           "http://api.example.com/v1",
		"another host":          "https://evil.net/v1",
		"a host that ends":      "https://evilexample.com/v1",
		"another port":          "https://example.com:8443/v1",
		"a user":                "https://example.com@evil.net/v1",
		"the key":               "https://example.com/{key}",
		"a key in a query":      "https://example.com/?key={key}",
		"an account":            "https://example.com/{account}",
		"an end in a path":      "https://example.com/{expires}",
		"an end of another":     "https://example.com/?until={expires}",
		"the key after the end": "https://example.com/?expires_at={expires}&key={key}",
		"a fragment":            "https://example.com/#x",
		"nothing":               "",
	} {
		p := provider.Provider{ID: "x", Name: "X", Domains: []string{"example.com"}}
		p.Calls.Revoke = &provider.Call{Kinds: []string{"a"}, URL: address}
		if plan, err := check.NewCallPlan(p, provider.Revoke, "a"); err == nil {
			t.Errorf("%s: it would be sent to %s%s", name, plan.Host, plan.Path)
		}
		p.Calls.Revoke.URL = "https://example.com/v1?expires_at={expires}"
		plan, err := check.NewCallPlan(p, provider.Revoke, "a")
		if got := plan.Address(time.Date(2027, 3, 1, 0, 0, 0, 0, time.UTC)); err != nil || got != "/v1?expires_at=2027-03-01" {
			t.Errorf("the good one: %s, %v", got, err)
		}
	}
}

func TestOnlyTheKindsThatAreNamedHaveACall(t *testing.T) {
	p, _ := provider.New().ByID("gitlab")
	for _, kind := range []string{"", "deploy", "runner", "nonsense"} {
		if _, err := check.NewCallPlan(p, provider.Rotate, kind); !errors.As(err, new(*check.NoCallError)) {
			t.Errorf("kind %q: %v", kind, err)
		}
	}
	for _, what := range []string{"", "delete", "Rotate"} {
		if _, err := check.NewCallPlan(p, what, "personal"); err == nil {
			t.Errorf("%q is a call", what)
		}
	}
	p.Own = true
	if _, err := check.NewCallPlan(p, provider.Rotate, "personal"); err == nil {
		t.Error("a provider of one's own has a call")
	}
}
