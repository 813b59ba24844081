package cli

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/rotation"
	"keytray/app/text"
)

// askDetails asks what the person knows of the key. Enter takes what is in
// brackets, "-" leaves it out.
func (q *questions) askDetails() error {
	q.write("Enter takes what is in brackets; - leaves it out.")
	for _, step := range []func() error{q.askName, q.askTexts, q.askDates, q.askWindow} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func (q *questions) askName() error {
	st, err := q.s.Wait(q.ctx, 0)
	if err != nil {
		return err
	}
	taken := func(name string) bool {
		return slices.ContainsFunc(st.Keys, func(k api.Key) bool { return strings.EqualFold(k.Name, name) })
	}
	proposed := q.r.Name
	if proposed == "" || taken(proposed) {
		proposed = q.proposal(taken)
	}
	for {
		said, err := q.answer(q.ctx, text.T("Name of the key"), proposed)
		if err != nil {
			return err
		}
		switch err := q.check(api.AddRequest{Name: said, Secret: q.key.value}); {
		case err != nil:
			q.write("%s", err)
		case said == "":
			q.write("The key needs a name, for example that of the app that uses it.")
		case taken(said):
			q.write("A key named %q exists. Choose another name.", said)
		default:
			q.r.Name = said
			return nil
		}
	}
}

// proposal is a name that is free: openai, openai-2 …
func (q *questions) proposal(taken func(string) bool) string {
	base := q.issuer.ID
	if base == provider.Other {
		base = "key"
	}
	if q.own != nil {
		base = q.own.Name
	}
	name := base
	for n := 2; taken(name); n++ {
		name = base + "-" + strconv.Itoa(n)
	}
	return name
}

func (q *questions) askTexts() error {
	variable := cmp.Or(q.r.Env, q.key.found.Env, q.issuer.Variable(q.r.Kind))
	limit := text.T("Spending limit, if you set one")
	if q.issuer.Links.Limits != "" {
		limit = text.T("Spending limit, if you set one (at %s)", q.issuer.Links.Limits)
	}
	places := strings.Join(q.r.UsedBy, ", ")
	for _, ask := range []struct {
		words string
		field *string
		usual string
		as    func(said string) api.Details
	}{
		{text.T("Environment variable"), &q.r.Env, variable, func(said string) api.Details { return api.Details{Env: said} }},
		{text.T("Where it is used: apps, files, machines, with commas"), &places, places, func(said string) api.Details { return api.Details{UsedBy: parts(said)} }},
		{text.T("Account or project"), &q.r.Account, cmp.Or(q.r.Account, q.checked.Account), func(said string) api.Details { return api.Details{Account: said} }},
		{text.T("What it may do"), &q.r.Scopes, cmp.Or(q.r.Scopes, q.checked.Scopes), func(said string) api.Details { return api.Details{Scopes: said} }},
		{limit, &q.r.Limit, q.r.Limit, func(said string) api.Details { return api.Details{Limit: said} }},
	} {
		said, err := q.asking(text.T(askedOnce), func() (string, error) { return q.answer(q.ctx, ask.words, ask.usual) }, func(said string) error {
			return q.check(api.AddRequest{Details: ask.as(said)})
		})
		if err != nil {
			return err
		}
		*ask.field = said
	}
	q.noEnv = q.r.Env == ""
	q.r.UsedBy = parts(places)
	return nil
}

func (q *questions) askDates() error {
	day := func(t time.Time) string {
		if t.IsZero() {
			return ""
		}
		return t.In(q.Now().Location()).Format(time.DateOnly)
	}
	created := q.r.Created
	if created.IsZero() {
		created = q.Now()
	}
	said, err := q.askDate("created", text.T("Created on"), day(created), func(at time.Time) api.Details { return api.Details{Created: at} })
	if err != nil {
		return err
	}
	if q.r.Created = said; day(said) == day(q.Now()) {
		q.r.Created = time.Time{}
	}
	words := text.T("Ends on, if the provider ends it")
	if days := q.issuer.Expiry.MaxDays; days > 0 {
		words = text.N(days, "Ends on, if the provider ends it (%[2]s: after 1 day at most)", "Ends on, if the provider ends it (%[2]s: after %[1]d days at most)", days, q.issuer.Name)
	}
	expires := q.r.Expires
	if expires.IsZero() {
		expires = q.checked.Expires
	}
	q.r.Expires, err = q.askDate("expires", words, day(expires), func(at time.Time) api.Details {
		return api.Details{Created: q.r.Created, Expires: at}
	})
	return err
}

// askDate asks until it is a day that fits.
func (q *questions) askDate(flag, words, usual string, as func(time.Time) api.Details) (time.Time, error) {
	for {
		said, err := q.answer(q.ctx, text.T("%s, YYYY-MM-DD", words), usual)
		if err != nil {
			return time.Time{}, err
		}
		day, err := q.date(flag, said)
		if err != nil {
			q.write("That is no day that exists. Type it like 2026-03-31.")
			continue
		}
		if err := q.check(api.AddRequest{Details: as(day)}); err != nil {
			q.write("%s", err)
			continue
		}
		return day, nil
	}
}

// askWindow asks for the rotation window: two numbers of months. What is in force
// anyway is not stored with the key: it follows when that changes.
func (q *questions) askWindow() error {
	wanted := q.windows()
	inForce, from := wanted.For(rotation.Policy{})
	own := rotation.Policy{DueAfter: q.r.DueAfter, OverdueAfter: q.r.OverdueAfter}
	if note := q.issuer.Window.Note; from == rotation.FromProvider && own == (rotation.Policy{}) && note != "" {
		q.write("%s", unmarked(text.Of(note)))
	}
	usual := wanted.Fill(own)
	for {
		said, err := q.question(q.ctx, text.T("Rotate it after how many months: from, until [%d %d]: ", usual.DueAfter, usual.OverdueAfter))
		if err != nil || said == "" {
			return err
		}
		p, ok := months(said)
		if !ok {
			q.write("Type two numbers, the second one higher, like 3 6.")
			continue
		}
		if err := q.check(api.AddRequest{Details: api.Details{DueAfter: p.DueAfter, OverdueAfter: p.OverdueAfter}}); err != nil {
			q.write("%s", err)
			continue
		}
		if p == inForce {
			p = rotation.Policy{}
		}
		q.r.DueAfter, q.r.OverdueAfter = p.DueAfter, p.OverdueAfter
		return nil
	}
}

// months reads the two ends of a window.
func months(said string) (p rotation.Policy, ok bool) {
	n, err := fmt.Sscan(strings.NewReplacer(",", " ", "-", " ", "to", " ", text.C("3 to 6", "to"), " ").Replace(said), &p.DueAfter, &p.OverdueAfter)
	return p, n == 2 && err == nil && p.DueAfter > 0 && p.OverdueAfter > p.DueAfter
}
