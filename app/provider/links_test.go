package provider_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"keytray/app/provider"
)

// isOf tells whether a host is one of these domains or below it.
func isOf(host string, domains []string) bool {
	return slices.ContainsFunc(domains, func(d string) bool { return host == d || strings.HasSuffix(host, "."+d) })
}

func TestLinksLeadToTheProvider(t *testing.T) {
	eachFile(t, func(t *testing.T, f file) {
		l := f.Links
		for what, link := range map[string]string{
			"console": l.Console, "revoke": l.Revoke, "usage": l.Usage, "docs": l.Docs, "sign_up": l.SignUp, "limits": l.Limits,
		} {
			if link == "" {
				continue
			}
			u, err := url.Parse(link)
			if err != nil || u.Scheme != "https" || u.User != nil || u.Port() != "" || !isOf(u.Hostname(), f.Domains) {
				t.Errorf("links.%s, %s, does not lead to %v", what, link, f.Domains)
			}
		}
		for _, d := range f.Domains {
			if !strings.Contains(d, ".") || strings.ToLower(d) != d || strings.ContainsAny(d, "/:* ") {
				t.Errorf("%q is no domain", d)
			}
		}
	})
}

// A key must never reach a host or a log that is not the provider's.
func TestChecksSendTheKeyToTheProviderAloneAndNeverInALink(t *testing.T) {
	eachFile(t, func(t *testing.T, f file) {
		if f.Verify == nil {
			return
		}
		requests := map[string]*provider.Verify{"verify": f.Verify}
		for kind, v := range f.Verify.Kinds {
			if _, ok := f.Kind(kind); !ok {
				t.Errorf("verify.kinds.%s: there is no such kind", kind)
			}
			if v != nil {
				requests["verify.kinds."+kind] = v
			}
		}
		for at, v := range requests {
			checkRequest(t, at, v, f.Domains)
		}
	})
}

func checkRequest(t *testing.T, at string, v *provider.Verify, domains []string) {
	t.Helper()
	urls := []string{v.URL}
	for _, r := range v.Regions {
		urls = append(urls, r.URL)
	}
	for _, link := range urls {
		u, err := url.Parse(strings.ReplaceAll(link, "{account}", "ACCOUNT"))
		if err != nil || u.Scheme != "https" || u.User != nil || strings.Contains(u.Host, "ACCOUNT") || !isOf(u.Hostname(), domains) {
			t.Errorf("%s: %s does not lead to %v", at, link, domains)
		}
		if strings.ContainsAny(strings.ReplaceAll(link, "{account}", ""), "{}") {
			t.Errorf("%s: %s has the key in it", at, link)
		}
	}
	if v.Method != "GET" && v.Method != "POST" {
		t.Errorf("%s: the method is %q", at, v.Method)
	}
	keys := strings.Count(v.Basic, "{key}") + strings.Count(v.Body, "{key}")
	for name, value := range v.Headers {
		keys += strings.Count(value, "{key}")
		if name == "" || strings.Contains(name, "{") {
			t.Errorf("%s: the header %q", at, name)
		}
	}
	if keys != 1 {
		t.Errorf("%s: the key is sent in %d places", at, keys)
	}
	checkAnswers(t, at, v)
}

func checkAnswers(t *testing.T, at string, v *provider.Verify) {
	t.Helper()
	means := func(what string) bool {
		return slices.ContainsFunc(v.Answers, func(a provider.Answer) bool { return a.Means == what })
	}
	if len(v.Accepted) == 0 && !means("accepted") || len(v.Rejected) == 0 && !means("rejected") {
		t.Errorf("%s: nothing is accepted, or nothing rejected", at)
	}
	seen := map[int]bool{}
	for _, status := range slices.Concat(v.Accepted, v.Limited, v.Rejected) {
		if seen[status] || status < 200 || status > 599 {
			t.Errorf("%s: %d means two things, or is no status", at, status)
		}
		seen[status] = true
	}
	for _, a := range v.Answers {
		if !slices.Contains([]string{"accepted", "limited", "rejected", "unknown"}, a.Means) {
			t.Errorf("%s: an answer means %q", at, a.Means)
		}
	}
}
