package cli

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"keytray/app/agent"
	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/rotation"
	"keytray/app/text"
)

// ready refuses, before the first question, what the answers could not mend:
// flags that will not do, and a place that takes no value.
func (q *questions) ready() error {
	all, err := q.s.Settings(q.ctx)
	if err != nil {
		return err
	}
	q.choices = all
	if err := q.check(q.r); err != nil {
		return err
	}
	if q.r.Provider == "" && q.r.Kind != "" && !slices.ContainsFunc(q.known.All(), func(p provider.Provider) bool { _, ok := p.Kind(q.r.Kind); return ok }) {
		return usage("No provider has such a kind of key. Leave --kind out, or see the kinds with: keytray providers ID")
	}
	return q.takesValues(q.ctx, q.s)
}

// takesValues refuses to begin where no value could be stored in the end.
func (c *command) takesValues(ctx context.Context, s api.Service) error {
	st, err := s.State(ctx)
	if err != nil {
		return err
	}
	if st.Keychain.Store == api.StoreFile && st.Keychain.FileLocked {
		if asked, err := c.open(ctx, s); asked {
			return err
		}
	}
	return agent.Ready(st.Keychain)
}

// check refuses what could not be stored of a key.
func (q *questions) check(r api.AddRequest) error {
	return agent.CheckAdd(q.known, r, q.windows(), q.Now())
}

// windows are the rotation windows that are wanted for keys of the issuer.
func (q *questions) windows() rotation.Windows {
	return agent.WindowsOf(q.known, q.choices, cmp.Or(q.issuer.ID, issuerID(q.known, q.r.Provider)))
}

// checkKind drops a kind that was given for another provider than the one chosen.
func (q *questions) checkKind() error {
	r := api.AddRequest{Details: api.Details{Provider: q.issuer.ID, Kind: q.r.Kind}}
	if err := q.check(r); err != nil {
		q.write("%s", text.Sentences(err.Error(), text.T("It is left out.")))
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
