package cli

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"keytray/app/agent"
	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/text"
)

// questions ask step by step for everything that the window's wizard asks for.
// Nothing is stored before the last answer.
type questions struct {
	*command
	ctx    context.Context
	s      api.Service
	known  *provider.Catalogue
	anyway bool

	r       api.AddRequest
	issuer  provider.Provider
	own     *api.Provider // a new one of the person's own
	key     pasted
	checked api.Checked   // zero while nobody asked the provider
	noEnv   bool          // the person wants no variable
	choices []api.Setting // of the person
}

// setUp adds a key by questions; what flags gave is not asked for, or is the
// answer that Enter takes.
func (c *command) setUp(ctx context.Context, s api.Service, known *provider.Catalogue, d api.Details, anyway bool) error {
	q := &questions{command: c, ctx: ctx, s: s, known: known, anyway: anyway, r: api.AddRequest{Details: d}}
	defer func() { q.key.value.Wipe() }()
	for _, step := range []func() error{q.ready, q.askIssuer, q.checkKind, q.tellSteps, q.askValue, q.askCheck} {
		if err := step(); err != nil {
			return err
		}
	}
	for refusal := ""; ; {
		if err := q.askDetails(); err != nil {
			return err
		}
		err := q.store()
		if api.KindOf(err) != api.Usage || err == nil || err.Error() == refusal {
			return err // a second time: it is none of the answers
		}
		refusal = err.Error()
		q.write("%s", refusal) // one of the answers will not do: the value is not asked for again
	}
}

// askIssuer asks who issues the key.
func (q *questions) askIssuer() error {
	if p, ok := q.known.Find(q.r.Provider); ok {
		q.issuer = p
		return nil
	}
	listed := popular(q.known)
	q.write("Who issues the key?")
	for {
		for i, p := range listed {
			q.write("  %d  %s", i+1, p.Name)
		}
		said, err := q.question(q.ctx, text.T("Number, a part of the name to search, or Enter for something else: "))
		if err != nil {
			return err
		}
		n, err := strconv.Atoi(said)
		switch {
		case said == "":
			return q.askOwn()
		case err == nil && n >= 1 && n <= len(listed):
			q.issuer = listed[n-1]
			return nil
		case q.isKey(said):
			q.write(askedLater)
			continue
		}
		if p, ok := q.known.Find(said); ok {
			q.issuer = p
			return nil
		}
		const most = 9
		found := issuers(q.known.Search(said))
		listed = found[:min(len(found), most)]
		switch {
		case len(found) == 0:
			q.write("Nothing fits.")
		case len(found) > most:
			q.write("%d fit; these first:", len(found))
		}
	}
}

// popular are the most used providers.
func popular(known *provider.Catalogue) []provider.Provider {
	const most = 8
	all := slices.DeleteFunc(issuers(known.All()), func(p provider.Provider) bool { return p.Popular == 0 && !p.Own })
	slices.SortStableFunc(all, func(a, b provider.Provider) int {
		if a.Own != b.Own { // the person's own come first
			return map[bool]int{true: -1, false: 1}[a.Own]
		}
		return cmp.Compare(a.Popular, b.Popular)
	})
	return all[:min(len(all), most)]
}

// askOwn asks about a provider that is not in the catalogue.
func (q *questions) askOwn() error {
	q.issuer, _ = q.known.Find(provider.Other)
	name, err := q.question(q.ctx, text.T("What is the provider called? Enter leaves that open: "))
	if err != nil || name == "" {
		return err
	}
	if p, ok := q.known.Find(name); ok {
		q.issuer = p
		return nil
	}
	if q.isKey(name) {
		q.write(askedLater)
		return q.askOwn()
	}
	if err := q.checkOwn(api.Provider{Name: name}); err != nil {
		q.write("%s", err)
		return q.askOwn()
	}
	link, err := q.asking(text.T(askedLater), func() (string, error) {
		return q.question(q.ctx, text.T("The page where its keys are made (https://…), if you know it: "))
	}, func(said string) error { return q.checkOwn(api.Provider{Name: name, Console: said}) })
	q.own = &api.Provider{Name: name, Console: link}
	return err
}

const (
	askedLater = "That is a key. It is asked for later, and not shown then."
	askedOnce  = "That is a key, or holds one, and the key is asked for only once. Answer without it."
)

// isKey tells whether an answer is or holds a key: such answers are shown and
// written down.
func (q *questions) isKey(said string) bool { return agent.HoldsKey(q.known, said, q.key.value) }

// asking asks until the answer holds no key, and fits.
func (q *questions) asking(refusal string, ask func() (string, error), fits ...func(string) error) (string, error) {
again:
	for {
		said, err := ask()
		if err != nil {
			return said, err
		}
		if q.isKey(said) {
			q.write("%s", refusal)
			continue
		}
		for _, check := range fits {
			if why := check(said); why != nil {
				q.write("%s", why)
				continue again
			}
		}
		return said, nil
	}
}

// tellSteps says how to get a key.
func (q *questions) tellSteps() error {
	p := q.issuer
	w := page{q.command.onTerminal(), q.width()}
	w.steps(p, text.T("To get a key of %s", p.Name), "create", said(p.Steps.Create))
	if p.Links.Console != "" {
		w.line(text.T("  Page: "), link(p, "console", p.Links.Console))
	}
	for _, fact := range p.Needs {
		w.line("  ", text.Of(fact))
	}
	q.write("")
	return nil
}

// onTerminal writes to the terminal what otherwise goes to stdout.
func (c *command) onTerminal() *command {
	there := *c
	there.out = c.Stderr
	return &there
}

// askValue asks for the key.
func (q *questions) askValue() (err error) {
	q.key, err = q.paste(q.ctx, pasting{text.T("Paste the key (not shown): "), "keytray add NAME", q.hint(), q.known, q.anyway})
	if err != nil || q.key.asIs {
		return err
	}
	return q.tellFound()
}

func (q *questions) hint() string {
	if q.issuer.ID == provider.Other && q.own == nil {
		return q.r.Env
	}
	return q.issuer.ID
}

// tellFound says what was pasted, and settles whose it is.
func (q *questions) tellFound() error {
	for _, sentence := range q.key.said {
		q.write("%s", sentence)
	}
	several := maybe(q.key.found)
	open := q.issuer.ID == provider.Other && q.own == nil
	switch m, sure := q.key.found.Sure(); {
	case sure && m.Provider.ID == q.issuer.ID:
		q.write("Recognised: %s.", called(m))
		q.r.Kind = cmp.Or(q.r.Kind, m.Kind.ID)
	case sure:
		m, yes, err := q.whose(q.ctx, []provider.Match{m})
		if err != nil || !yes {
			return err
		}
		q.issuer, q.own, q.r.Kind = m.Provider, nil, m.Kind.ID
	case open && len(several) > 0:
		m, ok, err := q.whose(q.ctx, several)
		if err != nil || !ok {
			return err
		}
		q.issuer, q.r.Kind = m.Provider, m.Kind.ID
	default:
		for _, m := range q.key.found.Matches {
			if m.Provider.ID == q.issuer.ID && m.Kind.ID != "" {
				q.r.Kind = cmp.Or(q.r.Kind, m.Kind.ID)
				return nil
			}
		}
		if len(q.issuer.Kinds) > 0 {
			q.write("It does not look like the keys of %s that Keytray knows.", q.issuer.Name)
		}
	}
	return nil
}

// askCheck offers to ask the provider.
func (q *questions) askCheck() error {
	v := q.issuer.Check(q.r.Kind)
	if v == nil || q.own != nil {
		return nil
	}
	r := api.CheckRequest{Provider: q.issuer.ID, Kind: q.r.Kind, Account: q.r.Account, Secret: q.key.value, Confirmed: true}
	yes, err := q.yes(q.ctx, sending(v), false)
	if err != nil || !yes {
		return err
	}
	if v.AccountLabel != "" {
		r.Account, err = q.asking(text.T(askedOnce), func() (string, error) { return q.answer(q.ctx, text.Of(v.AccountLabel), q.r.Account) })
		if err != nil {
			return err
		}
		q.r.Account = r.Account
	}
	if r.Region, err = q.askRegion(q.ctx, v); err != nil {
		return err
	}
	q.command.asking(v, r.Region, q.issuer)
	q.checked, err = q.s.Check(q.ctx, r)
	if q.ctx.Err() != nil {
		return errStopped
	}
	if err != nil {
		q.write("%s", err)
		return nil
	}
	q.write("%s", answered(q.checked))
	if q.checked.Result != api.CheckRejected {
		return nil
	}
	if yes, err = q.yes(q.ctx, text.T("Store it all the same?"), false); err == nil && !yes {
		err = &api.Error{Kind: api.Refused, Text: text.T("The provider refused the key. Nothing was stored.")}
	}
	return err
}

// store adds the key, and before it the provider of the person's own.
func (q *questions) store() error {
	r := q.r
	r.Provider, r.Secret, r.Verified = q.issuer.ID, q.key.value, q.checked.Verified
	if q.own != nil {
		added, err := q.s.AddProvider(q.ctx, *q.own)
		if api.KindOf(err) == api.Usage && err != nil {
			q.write("%s", err)
			q.own.Console = "" // it can be added later
			added, err = q.s.AddProvider(q.ctx, *q.own)
		}
		if err != nil {
			return err
		}
		r.Provider = added.ID
	}
	k, err := q.s.Add(q.ctx, r)
	if err != nil {
		if q.own != nil { // as if nothing had been asked
			if left := q.s.RemoveProvider(q.ctx, r.Provider); left != nil {
				q.write("%s", left)
			}
		}
		return err
	}
	return q.tellStored(k)
}

// tellStored says what was stored. It is, whatever fails now.
func (q *questions) tellStored(k api.Key) error {
	var failed error
	if q.noEnv && k.Env != "" { // Add takes none for the usual one
		none := ""
		if without, err := q.s.Edit(q.ctx, api.EditRequest{Name: k.ID, Env: &none}); err != nil {
			q.write("The variable %s could not be left out: %s", k.Env, err)
			failed = errQuiet
		} else {
			k = without
		}
	}
	known := q.known
	if q.own != nil {
		if now, err := q.catalogue(q.ctx, q.s); err == nil { // else the new provider's name is known all the same
			known = now
		}
	}
	q.key.said, q.key.asked = nil, true // it was said
	q.stored(known, k, q.key)
	if k.Env == "" {
		q.say("Use it with: %s", inScripts(k))
	}
	return failed
}
