package provider

import "sync"

// index finds the forms that a value may have without trying them all.
type index struct {
	started [256][]*form // by the first byte of what all keys of the form start with
	loose   []*form      // forms whose keys start differently
}

func newIndex(providers []Provider) *index {
	x := &index{}
	for i := range providers {
		p := &providers[i]
		for j := range p.Kinds {
			f := &form{provider: p, kind: &p.Kinds[j], start: literalStart(p.Kinds[j].Regex)}
			if f.start == "" {
				x.loose = append(x.loose, f)
				continue
			}
			x.started[f.start[0]] = append(x.started[f.start[0]], f)
		}
	}
	return x
}

// builtinIndex is shared by all catalogues: what was compiled once is kept.
var builtinIndex = sync.OnceValue(func() *index { return newIndex(builtin()) })

// near calls f for the forms that share the first byte of a value, and those
// that start differently.
func (c *Catalogue) near(first byte, f func(*form)) {
	all := []*index{builtinIndex(), nil}
	if all = all[:1]; len(c.own) > 0 {
		all = append(all, c.ownIndex())
	}
	for _, x := range all {
		for _, form := range x.started[first] {
			f(form)
		}
		for _, form := range x.loose {
			f(form)
		}
	}
}

// forms are the forms that a value has.
func (c *Catalogue) forms(value []byte) []*form {
	if len(value) == 0 || len(value) > longestKey {
		return nil
	}
	used := bytesOf(value)
	var found []*form
	c.near(value[0], func(f *form) {
		if f.fits(value, &used) {
			found = append(found, f)
		}
	})
	return found
}
