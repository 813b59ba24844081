package check_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"keytray/app/check"
	"keytray/app/provider"
)

func TestEveryCheckOfTheCatalogueLeadsToItsProvider(t *testing.T) {
	for _, p := range provider.New().All() {
		kinds := []string{""}
		for _, k := range p.Kinds {
			kinds = append(kinds, k.ID)
		}
		for _, kind := range kinds {
			v := p.Check(kind)
			if v == nil {
				continue
			}
			regions := []string{""}
			for _, r := range v.Regions {
				regions = append(regions, r.Name)
			}
			for _, region := range regions {
				plan, err := check.NewPlan(p, kind, region)
				if err != nil {
					t.Errorf("%s %s %s: %v", p.ID, kind, region, err)
					continue
				}
				assertWhole(t, p.ID+" "+kind, plan)
			}
		}
	}
}

// assertWhole asserts that an entry says all it must, and nothing twice.
func assertWhole(t *testing.T, name string, plan check.Plan) {
	t.Helper()
	places := plan.Basic
	for _, v := range plan.Headers {
		places += v
	}
	switch {
	case strings.Count(places, "{key}") != 1:
		t.Errorf("%s: the key is in %d places", name, strings.Count(places, "{key}"))
	case plan.Method != "GET" && plan.Method != "POST":
		t.Errorf("%s: method %q", name, plan.Method)
	case plan.Body != "" && (plan.Method != "POST" || plan.Headers["Content-Type"] != "application/json"):
		t.Errorf("%s: a body must be JSON that is posted", name)
	case len(plan.Accepted) == 0 && (len(plan.Proof) > 0 || plan.BodyOptional):
		t.Errorf("%s: it says what an accepted answer has, and has none", name)
	case plan.BodyOptional && len(plan.Proof) > 0:
		t.Errorf("%s: a body may be empty, and must have something", name)
	case plan.NeedsAccount() != (plan.AccountLabel != ""):
		t.Errorf("%s: needs an account: %v, and calls it %q", name, plan.NeedsAccount(), plan.AccountLabel)
	case len(plan.Regions) > 0 && plan.Regions[0].URL != plan.URL:
		t.Errorf("%s: the first region is not the usual one", name)
	case len(plan.Rejected) == 0 && !slices.ContainsFunc(plan.Answers, func(a provider.Answer) bool { return a.Means == check.Rejected }):
		t.Errorf("%s: nothing means that the key is refused", name)
	case (plan.Count == "") != (plan.Counts == ""):
		t.Errorf("%s: it counts %q, at %q", name, plan.Counts, plan.Count)
	}
	for _, a := range plan.Answers {
		if !slices.Contains([]string{check.Accepted, check.Limited, check.Rejected, check.Unknown}, a.Means) || a.At == "" && a.Contains == "" {
			t.Errorf("%s: the answer %+v means nothing", name, a)
		}
		if a.Why != "" && !strings.HasSuffix(a.Why, ".") || a.Means == check.Unknown && a.Why == "" {
			t.Errorf("%s: no sentence: %q", name, a.Why)
		}
	}
}

func TestAnEntryThatLeadsElsewhereIsRefused(t *testing.T) {
	for name, v := range map[string]provider.Verify{
		"without TLS":       {URL: "http://api.example.com/v1"},
		"another host":      {URL: "https://evil.net/v1"},
		"a host that ends":  {URL: "https://evilexample.com/v1"},
		"a host that goes":  {URL: "https://example.com.evil.net/v1"},
		"another port":      {URL: "https://example.com:8443/v1"},
		"a user":            {URL: "https://example.com@evil.net/v1"},
		"the key":           {URL: "https://example.com/bot{key}/getMe"},
		"a key in a query":  {URL: "https://example.com/?key={key}"},
		"who, in a query":   {URL: "https://example.com/?who={account}"},
		"an account's host": {URL: "https://{account}.example.com/"},
		"a key in a body":   {URL: "https://example.com/v1", Body: `{"secret":"{key}"}`},
		"an account there":  {URL: "https://example.com/v1", Body: `{"user":"{account}"}`},
		"a fragment":        {URL: "https://example.com/#x"},
		"nothing":           {URL: ""},
		"an escape":         {URL: "https://example.com/%zz"},
	} {
		p := provider.Provider{ID: "x", Name: "X", Domains: []string{"example.com"}, Verify: &v}
		if plan, err := check.NewPlan(p, "", ""); err == nil {
			t.Errorf("%s: it would ask %s%s", name, plan.Host, plan.Path)
		}
		v.URL, v.Body = "https://"+"example.com/", ""
		if _, err := check.NewPlan(p, "", ""); err != nil {
			t.Errorf("the good one: %v", err)
		}
		p.Domains = []string{""}
		if _, err := check.NewPlan(p, "", ""); err == nil {
			t.Error("a provider without domains has a check")
		}
	}
}

func TestAProviderOfOnesOwnHasNoCheck(t *testing.T) {
	p := provider.Provider{Name: "Mine", Domains: []string{"example.com"}, Verify: &provider.Verify{URL: "https://example.com/"}, Own: true}
	var none *check.NoCheckError
	if _, err := check.NewPlan(p, "", ""); !errors.As(err, &none) {
		t.Errorf("got %v", err)
	}
}

func TestARegionIsFoundByItsName(t *testing.T) {
	p, _ := provider.New().ByID("mailgun")
	usual, err := check.NewPlan(p, "", "")
	if err != nil || usual.Host != "api.mailgun.net" || !slices.Equal(usual.Elsewhere(), []string{"EU"}) {
		t.Errorf("usually %s, elsewhere %v, %v", usual.Host, usual.Elsewhere(), err)
	}
	if eu, err := check.NewPlan(p, "", "eu"); err != nil || eu.Host != "api.eu.mailgun.net" {
		t.Errorf("eu is %s, %v", eu.Host, err)
	}
	var region *check.RegionError
	if _, err := check.NewPlan(p, "", "Mars"); !errors.As(err, &region) {
		t.Errorf("got %v", err)
	}
}

func TestARefusalAtOneOfSeveralHostsSettlesNothing(t *testing.T) {
	for _, c := range []struct {
		issuer, region, result string
		want                   bool
	}{
		{"openai", "", check.Accepted, true},
		{"openai", "", check.Limited, true},
		{"openai", "", check.Rejected, true},
		{"openai", "", check.Unknown, false},
		{"openai", "", "", false},
		{"mailgun", "", check.Accepted, true},
		{"mailgun", "", check.Rejected, false},
		{"mailgun", "EU", check.Rejected, false},
		{"mailgun", "EU", check.Limited, true},
	} {
		p, _ := provider.New().ByID(c.issuer)
		plan, err := check.NewPlan(p, "", c.region)
		if err != nil || plan.Settles(c.result) != c.want {
			t.Errorf("%+v: %v", c, err)
		}
	}
}

func TestThePlansOfKindsAreTheSameOrNot(t *testing.T) {
	twilio, _ := provider.New().ByID("twilio")
	openai, _ := provider.New().ByID("openai")
	plan := func(p provider.Provider, kind string) check.Plan {
		plan, err := check.NewPlan(p, kind, "")
		if err != nil {
			t.Fatal(err)
		}
		return plan
	}
	if plan(twilio, "").SameAs(plan(twilio, "secret")) {
		t.Error("another host is the same")
	}
	if !plan(openai, "").SameAs(plan(openai, "admin")) {
		t.Error("another path is not the same")
	}
}
