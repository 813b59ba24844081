package online_test

import (
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"keytray/app/check"
	"keytray/app/provider"
)

// plain tells whether an entry is a header and status codes: what is documented
// would repeat it word for word.
func plain(v *provider.Verify) bool {
	return v.Basic+v.Body+v.Count == "" && len(v.Answers)+len(v.Account)+len(v.Scopes)+len(v.Expires) == 0
}

func TestPlainChecksAsTheirEntriesSay(t *testing.T) {
	i := newInternet(t)
	for _, p := range provider.New().All() {
		for kind, v := range ownChecks(p) {
			if documented[p.ID] != nil || !plain(v) {
				continue
			}
			t.Run(p.ID+" "+kind, func(t *testing.T) { playPlain(t, i, p, kind, v) })
		}
	}
}

// ownChecks are the requests of a provider, by kind; "" is all other kinds.
func ownChecks(p provider.Provider) map[string]*provider.Verify {
	all := map[string]*provider.Verify{}
	if p.Verify != nil {
		maps.Copy(all, p.Verify.Kinds)
		all[""] = p.Verify
	}
	maps.DeleteFunc(all, func(_ string, v *provider.Verify) bool { return v == nil })
	return all
}

func playPlain(t *testing.T, i *internet, p provider.Provider, kind string, v *provider.Verify) {
	accepted := `{"a":1}`
	if len(v.Proof) > 0 {
		accepted = `{"` + strings.TrimPrefix(v.Proof[0], "/") + `":[]}`
	}
	regions := []provider.Region{{URL: v.URL}}
	regions = append(regions, v.Regions...)
	for _, region := range regions {
		for result, codes := range map[string][]int{check.Accepted: v.Accepted, check.Limited: v.Limited, check.Rejected: v.Rejected} {
			for _, code := range codes {
				key := exampleKey(t, p.ID, kind)
				r := request(p.ID, kind, key)
				r.Region = region.Name
				body := `{"error":"` + key + `"}`
				if result == check.Accepted {
					body = accepted
				}
				i.says(code, nil, body)
				said := i.client().Ask(t.Context(), r)
				if said.Result != result || strings.Contains(said.Why, key) {
					t.Errorf("status %d: %s, %s", code, said.Result, strings.ReplaceAll(said.Why, key, "KEY"))
				}
				assertPlain(t, i.requests(), v, region.URL, key)
			}
		}
	}
}

func assertPlain(t *testing.T, all []heard, v *provider.Verify, address, key string) {
	t.Helper()
	if len(all) != 1 {
		t.Fatalf("%d requests", len(all))
	}
	h := all[0]
	if got := "https://" + h.host + h.uri; got != address || h.method != v.Method || h.body != "" || h.carries(key) != 1 {
		t.Errorf("%s %s with the key in %d places", h.method, strings.ReplaceAll(got, key, "KEY"), h.carries(key))
	}
	want := http.Header{"User-Agent": {"Keytray"}, "Accept": {"application/json"}, "Connection": {"close"}}
	for name, template := range v.Headers {
		want.Set(name, strings.ReplaceAll(template, "{key}", key))
	}
	if !maps.EqualFunc(h.header, want, slices.Equal) {
		t.Errorf("headers %v, want %v", slices.Sorted(maps.Keys(h.header)), slices.Sorted(maps.Keys(want)))
	}
}
