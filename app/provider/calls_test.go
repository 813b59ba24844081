package provider_test

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"testing"

	"keytray/app/provider"
)

// What a call does cannot be taken back: its entry says everything, and nothing that
// could take the key elsewhere.
func TestCallsAreWholeAndSendTheKeyToTheProviderAlone(t *testing.T) {
	var have []string
	eachFile(t, func(t *testing.T, f file) {
		for what, c := range map[string]*provider.Call{provider.Rotate: f.Calls.Rotate, provider.Revoke: f.Calls.Revoke} {
			if c == nil {
				continue
			}
			have = append(have, f.ID+" "+what)
			checkCall(t, f, "calls."+what, c)
			if made := what == provider.Rotate; made != (c.Token != "") {
				t.Errorf("calls.%s: a new value is at %q", what, c.Token)
			}
			if c.Token == "" && (len(c.Expires) > 0 || c.Dated() || c.KeepsOld) {
				t.Errorf("calls.%s: it makes no value, and says of one", what)
			}
		}
	})
	want := []string{"github revoke", "gitlab revoke", "gitlab rotate", "perplexity revoke", "perplexity rotate"}
	if slices.Sort(have); !slices.Equal(have, want) {
		t.Errorf("there are %v: say in docs/providers.md and in the tests what is new", have)
	}
}

func checkCall(t *testing.T, f file, at string, c *provider.Call) {
	t.Helper()
	u, err := url.Parse(strings.TrimSuffix(c.URL, "?expires_at={expires}"))
	if err != nil || u.Scheme != "https" || u.User != nil || u.Port() != "" || u.RawQuery != "" || !isOf(u.Hostname(), f.Domains) || strings.Contains(u.Path, "{") {
		t.Errorf("%s: %s does not lead to %v", at, c.URL, f.Domains)
	}
	if !slices.Contains([]string{"POST", "DELETE"}, c.Method) {
		t.Errorf("%s: the method is %q", at, c.Method)
	}
	if len(c.Kinds) == 0 {
		t.Errorf("%s: it is for no kind of key", at)
	}
	for _, kind := range c.Kinds {
		if k, ok := f.Kind(kind); !ok || k.Role != provider.Secret {
			t.Errorf("%s: there is no such kind as %q", at, kind)
		}
	}
	if c.Dated() != (c.MostDays > 0) {
		t.Errorf("%s: an end is chosen: %v, of %d days at most", at, c.Dated(), c.MostDays)
	}
	checkCallKey(t, at, c)
	checkCallAnswers(t, at, c)
}

func checkCallKey(t *testing.T, at string, c *provider.Call) {
	t.Helper()
	keys := strings.Count(c.Body, `"{key}"`)
	for name, value := range c.Headers {
		keys += strings.Count(value, "{key}")
		if name == "" || strings.Contains(name, "{") {
			t.Errorf("%s: the header %q", at, name)
		}
	}
	if keys == 0 || strings.Count(c.Body, "{key}") != strings.Count(c.Body, `"{key}"`) {
		t.Errorf("%s: the key is in %d places, or not in a JSON text", at, keys)
	}
	if c.Body != "" && (!json.Valid([]byte(c.Body)) || c.Headers["Content-Type"] != "application/json") {
		t.Errorf("%s: the body is no JSON", at)
	}
}

func checkCallAnswers(t *testing.T, at string, c *provider.Call) {
	t.Helper()
	seen := map[int]bool{}
	for _, status := range c.Done {
		seen[status] = true
		if status < 200 || status > 299 {
			t.Errorf("%s: %d is done", at, status)
		}
	}
	for _, r := range c.Refused {
		if seen[r.Status] || r.Status < 400 || r.Status > 499 {
			t.Errorf("%s: %d means two things, or is no refusal", at, r.Status)
		}
		seen[r.Status] = true
	}
	if len(c.Done) == 0 || len(c.Refused) == 0 {
		t.Errorf("%s: nothing is done, or nothing refused", at)
	}
	says := []string{c.Needs, c.Does}
	for _, r := range c.Refused {
		says = append(says, r.Why)
	}
	for _, s := range says {
		if !strings.HasSuffix(s, ".") || len([]rune(s)) > longestStep {
			t.Errorf("%s: no short sentence: %q", at, s)
		}
	}
	if !c.KeepsOld && !strings.Contains(c.Does, "This cannot be undone.") {
		t.Errorf("%s: it does not say that it cannot be undone: %s", at, c.Does)
	}
}

func TestACallIsForItsKindsAlone(t *testing.T) {
	p, _ := provider.New().ByID("github")
	for kind, want := range map[string]bool{"classic": true, "fine-grained": true, "installation": false, "": false} {
		if got := p.Call(provider.Revoke, kind) != nil; got != want {
			t.Errorf("%q: %v", kind, got)
		}
	}
	if p.Call(provider.Rotate, "classic") != nil {
		t.Error("GitHub replaces no token by itself")
	}
}
