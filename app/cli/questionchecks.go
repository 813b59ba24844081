package cli

import (
	"slices"
	"strings"

	"keytray/app/agent"
	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/rotation"
)

// ready refuses, before the first question, what the answers could not mend:
// flags that will not do, and a place that takes no value.
func (q *questions) ready() error {
	due, overdue, err := q.usualWindow()
	if err != nil {
		return err
	}
	q.usual = rotation.Policy{DueAfter: due, OverdueAfter: overdue}
	if err := q.check(q.r); err != nil {
		return err
	}
	if q.r.Provider == "" && q.r.Kind != "" && !slices.ContainsFunc(q.known.All(), func(p provider.Provider) bool { _, ok := p.Kind(q.r.Kind); return ok }) {
		return usage("No provider has such a kind of key. Leave --kind out, or see the kinds with: keytray providers ID")
	}
	st, err := q.s.State(q.ctx)
	if err != nil {
		return err
	}
	if st.Keychain.Store == api.StoreFile && st.Keychain.FileLocked {
		if asked, err := q.open(q.ctx, q.s); asked {
			return err
		}
	}
	return agent.Ready(st.Keychain)
}

// check refuses what could not be stored of a key.
func (q *questions) check(r api.AddRequest) error {
	return agent.CheckAdd(q.known, r, q.usual, q.Now())
}

// checkKind drops a kind that was given for another provider than the one chosen.
func (q *questions) checkKind() error {
	r := api.AddRequest{Details: api.Details{Provider: q.issuer.ID, Kind: q.r.Kind}}
	if err := q.check(r); err != nil {
		q.write("%s It is left out.", err)
		q.r.Kind = ""
	}
	return nil
}

// checkOwn refuses what cannot be a provider of the person's own.
func (q *questions) checkOwn(p api.Provider) error { return agent.CheckProvider(q.known, p) }

// parts are those of an answer between commas.
func parts(said string) (all []string) {
	for _, part := range strings.Split(said, ",") {
		if part = strings.TrimSpace(part); part != "" {
			all = append(all, part)
		}
	}
	return all
}
