package provider

import (
	"cmp"
	"slices"
	"strings"
)

// hints are IDs of providers and names of variables that came with a value.
type hints [2]string

// name tells whether a hint is about a provider.
func (h hints) name(p *Provider) bool {
	return slices.ContainsFunc(h[:], func(hint string) bool {
		return hint != "" && (hint == p.ID || p.owns(hint))
	})
}

// owns tells whether a provider's own tools read a variable.
func (p *Provider) owns(env string) bool {
	return slices.Contains(p.Env, env) || slices.ContainsFunc(p.Kinds, func(k Kind) bool { return k.Env == env })
}

// match is the kinds of key that a value has the form of, best first.
func (c *Catalogue) match(value []byte, h hints) []Match {
	found := c.forms(value)
	unique := only(found, Unique)
	var sure *form
	if len(unique) > 0 {
		// Forms that others share say nothing new. Of one provider's forms the
		// narrowest counts: what is a project key is no unknown key of theirs.
		if found = unique; ofOne(unique) {
			found = unique[:1]
		}
		if sure = certain(unique, h); sure != nil {
			found = append([]*form{sure}, own(unique, sure.provider)...)
		}
	}
	var all []Match
	for _, f := range found {
		m := Match{Provider: *f.provider, Kind: *f.kind, Confidence: Possible}
		switch {
		case f == sure:
			m.Confidence = Sure
		case f.kind.Strength != Shape || h.name(f.provider):
			m.Confidence = Likely
		}
		m.Mistyped = mistyped(f.kind.Checksum, value)
		all = append(all, m)
	}
	return rank(all, h)
}

const shortestSure = 6 // characters of a start that a pattern of the person's own cannot claim

// certain is the form that decides, if one does: of one provider alone, or a
// built-in one with a long start where the others are the person's own and
// nobody said that it is of them.
func certain(unique []*form, h hints) *form {
	if ofOne(unique) {
		return unique[0]
	}
	var first *form
	for _, f := range unique {
		switch {
		case f.provider.Own && h.name(f.provider):
			return nil
		case f.provider.Own:
		case first == nil:
			first = f
		case f.provider.ID != first.provider.ID:
			return nil
		}
	}
	if first == nil || len(first.kind.Prefix) < shortestSure {
		return nil
	}
	return first
}

// own are the forms that the person added, but for those of one provider.
func own(all []*form, but *Provider) []*form {
	var some []*form
	for _, f := range all {
		if f.provider.Own && f.provider.ID != but.ID {
			some = append(some, f)
		}
	}
	return some
}

// only are the forms of one strength, the narrowest first.
func only(all []*form, strength string) []*form {
	var some []*form
	for _, f := range all {
		if f.kind.Strength == strength {
			some = append(some, f)
		}
	}
	slices.SortStableFunc(some, func(a, b *form) int {
		return cmp.Or(cmp.Compare(b.kind.Priority, a.kind.Priority), cmp.Compare(len(b.start), len(a.start)))
	})
	return some
}

// owners are the providers that hints name, where no form tells.
func (c *Catalogue) owners(h hints) []Match {
	if h[1] == "" { // a hint alone is what the person has said already
		return nil
	}
	var all []Match
	for _, providers := range [][]Provider{builtin(), c.own} {
		for i := range providers {
			if p := &providers[i]; p.owns(h[1]) {
				all = append(all, Match{Provider: *p, Confidence: Possible})
			}
		}
	}
	return rank(all, h)
}

// rank sorts matches, the best first.
func rank(all []Match, h hints) []Match {
	slices.SortStableFunc(all, func(a, b Match) int {
		return cmp.Or(
			cmp.Compare(b.Confidence, a.Confidence),
			yesFirst(h.name(&a.Provider), h.name(&b.Provider)),
			cmp.Compare(b.Kind.Priority, a.Kind.Priority),
			byPopularity(a.Provider, b.Provider),
			strings.Compare(a.Kind.ID, b.Kind.ID),
		)
	})
	return all
}

func yesFirst(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// byPopularity sorts the most used first, and the rest by name.
func byPopularity(a, b Provider) int {
	return cmp.Or(
		yesFirst(a.Popular > 0, b.Popular > 0),
		cmp.Compare(a.Popular, b.Popular),
		byName(a, b),
	)
}
