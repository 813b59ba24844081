package provider

import (
	"bytes"
	"slices"
	"strings"
)

// begun looks at a value that starts like a kind of key that one provider alone
// uses, and is none: it lost its end, or has characters that such keys do not
// have. Starts that others use too tell nothing: many issue keys with sk-.
func (c *Catalogue) begun(value []byte, h hints) ([]Match, Problem, []int) {
	if len(value) > longestKey {
		return nil, "", nil
	}
	head, all := c.startingAlike(value)
	if len(all) == 0 || !c.isTelling(value, head, all) || c.namesOther(h, all) {
		return nil, "", nil
	}
	var begun, broken []*form
	for _, f := range all {
		if f.continues(value) {
			begun = append(begun, f)
		} else {
			broken = append(broken, f)
		}
	}
	switch {
	case len(begun) > 0 && (2*len(value) >= shortestOf(begun) || !isWord(value[len(head):])):
		return rank(matches(begun), h), CutOff, usual(begun)
	case len(begun) == 0 && 2*len(value) >= shortestOf(broken):
		return rank(matches(broken), h), Malformed, usual(broken)
	}
	return nil, "", nil
}

// startingAlike are the unique forms with the longest head that a value starts with or
// is the beginning of. Patterns of the person's own do not compete with others.
func (c *Catalogue) startingAlike(value []byte) (head string, all []*form) {
	c.near(value[0], func(f *form) {
		if f.kind.Strength != Unique || !f.mayBegin(value) {
			return
		}
		its := f.bounds().head(value)
		if its == "" && len(value) >= shortest {
			its = f.bounds().headFrom(value)
		}
		if its == "" || len(its) < len(head) {
			return
		}
		if f.provider.Own && len(all) > 0 && !all[0].provider.Own {
			return
		}
		if len(its) > len(head) {
			head, all = its, nil
		}
		all = append(all, f)
	})
	if i := slices.IndexFunc(all, func(f *form) bool { return f.isMarked(value, head) }); i >= 0 {
		all = all[i : i+1]
	}
	return head, all
}

const shortestHead = 4 // characters: what starts with fewer does so by chance

// words that anybody starts a key with.
var commonHeads = []string{"key-", "secret_"}

// isTelling tells whether a head says whose key a value is: no others' keys
// start so, and it is no accident. Three characters and a length that nearly
// fits are none, either: hf_ and 33 more.
func (c *Catalogue) isTelling(value []byte, head string, all []*form) bool {
	first := all[0]
	if first.isMarked(value, head) {
		return true
	}
	e := first.bounds()
	short := len(head) == shortestHead-1 && !isAlphanumeric(head[2]) && e.min == e.max && len(value) >= e.min-3 && len(value) <= e.min+1
	return (len(head) >= shortestHead || short) && !slices.Contains(commonHeads, head) && ofOne(all) && c.isAlone(head, first.provider)
}

// namesOther tells whether the person said that it is a key of somebody else.
// The name of a built-in variable in the text says less: OPENAI_API_KEY holds
// keys of many.
func (c *Catalogue) namesOther(h hints, all []*form) bool {
	if slices.ContainsFunc(all, func(f *form) bool { return h.name(f.provider) }) {
		return false
	}
	if _, known := c.ByID(h[0]); known || h[0] != "" && c.isVariable(h[0]) {
		return true
	}
	return slices.ContainsFunc(c.own, func(p Provider) bool { return h.name(&p) })
}

// mayBegin is a quick no for most forms.
func (f *form) mayBegin(value []byte) bool {
	if n := min(len(f.start), len(value)); string(value[:n]) != f.start[:n] {
		return false
	}
	return f.start != "" || f.bounds().first.has(value[0])
}

// isMarked tells whether a value holds what tells the form from others that
// start alike: the T3BlbkFJ in the middle of OpenAI's keys.
func (f *form) isMarked(value []byte, head string) bool {
	return slices.ContainsFunc(f.bounds().literals, func(literal []byte) bool {
		return len(literal) >= 4 && !bytes.HasPrefix(literal, []byte(head)) && bytes.Contains(value, literal)
	})
}

// ofOne tells whether forms are one provider's.
func ofOne(forms []*form) bool {
	return !slices.ContainsFunc(forms, func(f *form) bool { return f.provider.ID != forms[0].provider.ID })
}

// isAlone tells whether a head is of one provider's keys alone, and not the
// beginning of others' heads too, as sk- is.
func (c *Catalogue) isAlone(head string, owner *Provider) bool {
	alone := true
	c.near(head[0], func(f *form) {
		if f.kind.Strength == Shape || f.provider.ID == owner.ID || f.provider.Own && !owner.Own || f.start != "" && !strings.HasPrefix(f.start, head[:min(len(head), len(f.start))]) {
			return
		}
		for _, other := range f.bounds().heads {
			alone = alone && !strings.HasPrefix(other, head)
		}
	})
	return alone
}

// isWord tells whether a text has small letters alone, and enough for a word.
func isWord(text []byte) bool {
	small := func(r rune) bool { return r < 'a' || r > 'z' }
	return len(text) >= 4 && len(text) < 20 && bytes.IndexFunc(text, small) < 0 && bytes.ContainsAny(text, "aeiou")
}

func matches(forms []*form) []Match {
	var all []Match
	for _, f := range forms {
		all = append(all, Match{Provider: *f.provider, Kind: *f.kind, Confidence: Likely})
	}
	return all
}

func shortestOf(forms []*form) int {
	least := endless
	for _, f := range forms {
		least = min(least, f.bounds().min)
	}
	return least
}

// usual are the lengths of keys of these forms.
func usual(forms []*form) []int {
	var all []int
	for _, f := range forms {
		e := f.bounds()
		if len(f.kind.Lengths) == 0 && e.min == e.max {
			all = append(all, e.min)
		}
		for _, n := range f.kind.Lengths {
			if e.min <= n && n <= e.max {
				all = append(all, n)
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}
