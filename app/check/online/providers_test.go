package online_test

import (
	"cmp"
	"maps"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"keytray/app/check"
	"keytray/app/provider"
)

// part is what one provider documents about one kind of key: the request, and
// the answers. KEY and ACCOUNT stand for what the test makes up.
type part struct {
	kind    string // "" is any other
	account string
	region  string

	method, host, uri, body string
	header                  map[string]string
	answers                 []answer
}

type answer struct {
	status int
	header map[string]string
	body   string
	result string
	says   string // part of the sentence, if it is not the usual one

	account, scopes string
	expires         time.Time
	count           int
	counts          string
}

func day(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }

func bearer() map[string]string { return map[string]string{"Authorization": "Bearer KEY"} }

func ok(body string) answer { return answer{status: 200, body: body, result: check.Accepted} }
func refused(status int, body string) answer {
	return answer{status: status, body: body, result: check.Rejected}
}

func limited(status int, body string) answer {
	return answer{status: status, body: body, result: check.Limited}
}
func (a answer) of(account string) answer       { a.account = account; return a }
func (a answer) may(scopes string) answer       { a.scopes = scopes; return a }
func (a answer) until(t time.Time) answer       { a.expires = t; return a }
func (a answer) sees(n int, what string) answer { a.count, a.counts = n, what; return a }
func (a answer) saying(s string) answer         { a.says = s; return a }
func (a answer) with(name, v string) answer {
	a.header = maps.Clone(a.header)
	if a.header == nil {
		a.header = map[string]string{}
	}
	a.header[name] = v
	return a
}

func unknown(status int, body, says string) answer {
	return answer{status: status, body: body, result: check.Unknown, says: says}
}

func TestEveryProviderAsDocumented(t *testing.T) {
	i := newInternet(t)
	for issuer, parts := range documented {
		for _, p := range parts {
			for _, a := range p.answers {
				name := strings.Trim(issuer+" "+p.kind+" "+p.region, " ") + " " + a.result + " " + a.says
				t.Run(name, func(t *testing.T) { p.play(t, i, issuer, a) })
			}
		}
	}
}

func (p part) play(t *testing.T, i *internet, issuer string, a answer) {
	key := exampleKey(t, issuer, p.kind)
	r := request(issuer, p.kind, key)
	r.Account, r.Region = p.account, p.region
	i.says(a.status, a.header, a.body)
	said := i.client().Ask(t.Context(), r)
	all := i.requests()
	if len(all) != 1 {
		t.Fatalf("%d requests: %s", len(all), said.Why)
	}
	p.assertRequest(t, all[0], key)
	want := check.Answer{Result: a.result, Host: p.host, Account: a.account, Scopes: a.scopes, Expires: a.expires, Count: a.count, Counts: a.counts}
	got := said
	got.Why, got.Took = "", 0
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
	known, _ := provider.New().ByID(issuer)
	says := cmp.Or(a.says, check.Words(a.result, known.Name, ""))
	if !strings.Contains(said.Why, says) || strings.Contains(said.Why, key) {
		t.Errorf("it says %q, want %q", said.Why, says)
	}
	if !strings.HasSuffix(said.Why, ".") || said.Took <= 0 {
		t.Errorf("it says %q after %v", said.Why, said.Took)
	}
}

// assertRequest compares all that arrived with what is documented.
func (p part) assertRequest(t *testing.T, h heard, key string) {
	t.Helper()
	fill := strings.NewReplacer("KEY", key, "ACCOUNT", p.account).Replace
	if h.method != cmp.Or(p.method, "GET") || h.host != p.host || h.uri != fill(p.uri) || h.body != fill(p.body) {
		t.Errorf("%s %s of %s with a body of %d bytes, want %s %s of %s", h.method, strings.ReplaceAll(h.uri, key, "KEY"), h.host, len(h.body), p.method, p.uri, p.host)
	}
	want := http.Header{"User-Agent": {"Keytray"}, "Accept": {"application/json"}, "Connection": {"close"}}
	for name, v := range p.header {
		if user, ok := strings.CutPrefix(v, "basic "); ok {
			v = basic(fill(user), key)
		}
		if _, ok := strings.CutPrefix(v, "user "); ok { // the key is the name, and there is no password
			v = basic(key, "")
		}
		want.Set(name, fill(v))
	}
	if p.method == "POST" {
		want.Set("Content-Length", h.header.Get("Content-Length"))
	}
	if !maps.EqualFunc(h.header, want, slices.Equal) {
		t.Errorf("headers %v, want %v", slices.Sorted(maps.Keys(h.header)), slices.Sorted(maps.Keys(want)))
	}
	if n := h.carries(key); n != 1 || strings.Contains(h.uri, key) {
		t.Errorf("the key is in %d places", n)
	}
}

func TestNoProviderIsLeftOut(t *testing.T) {
	for _, p := range provider.New().All() {
		if p.Verify == nil {
			if documented[p.ID] != nil {
				t.Errorf("%s has no check", p.ID)
			}
			continue
		}
		for kind, v := range ownChecks(p) {
			if documented[p.ID] != nil || !plain(v) {
				assertDocumented(t, p.ID, kind, v)
			}
		}
		for kind := range p.Verify.Kinds {
			if _, ok := p.Kind(kind); !ok {
				t.Errorf("%s: the check names the kind %q, which there is not", p.ID, kind)
			}
		}
	}
}

func assertDocumented(t *testing.T, issuer, kind string, v *provider.Verify) {
	t.Helper()
	results := map[string]bool{}
	regions := map[string]bool{"": true}
	for _, p := range documented[issuer] {
		if p.kind == kind || kind == "" && !slices.Contains(slices.Collect(maps.Keys(v.Kinds)), p.kind) {
			regions[p.region] = true
			for _, a := range p.answers {
				results[a.result] = true
			}
		}
	}
	for _, result := range []string{check.Accepted, check.Rejected} {
		if !results[result] {
			t.Errorf("%s %s: no test of %s", issuer, kind, result)
		}
	}
	mayBeLimited := len(v.Limited) > 0 || slices.ContainsFunc(v.Answers, func(a provider.Answer) bool { return a.Means == check.Limited })
	if mayBeLimited && !results[check.Limited] {
		t.Errorf("%s %s: no test of limited", issuer, kind)
	}
	for _, r := range v.Regions {
		if !regions[r.Name] && r.URL != v.URL {
			t.Errorf("%s %s: no test of region %s", issuer, kind, r.Name)
		}
	}
}
