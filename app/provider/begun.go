package provider

import (
	"bytes"
	"slices"
	"strings"
)

// begun looks at a value that starts like a known kind of key and is none: it
// lost its end, or has characters that such keys do not have.
func (c *Catalogue) begun(value []byte, h hints) ([]Match, Problem, []int) {
	if len(value) > longestKey {
		return nil, "", nil
	}
	var begun, broken []*form
	var head string
	c.near(value[0], func(f *form) {
		if f.kind.Strength == Shape || !f.mayBegin(value) {
			return
		}
		its := f.bounds().head(value)
		if its == "" && len(value) >= shortest {
			its = f.bounds().headFrom(value)
		}
		if its == "" || len(its) < len(head) {
			return
		}
		if len(its) > len(head) {
			head, begun, broken = its, nil, nil
		}
		if f.continues(value) {
			begun = append(begun, f)
		} else {
			broken = append(broken, f)
		}
	})
	alone := c.isAlone(head, append(slices.Clip(begun), broken...))
	if unique := only(begun, Unique); !alone && len(unique) > 0 {
		switch {
		case unique[0].isMarked(value, head):
			begun, alone = unique[:1], true
		case len(unique) == len(begun) && ofOne(begun) && 2*len(value) >= shortestOf(begun):
			alone = true // what else starts like this goes on differently
		}
	}
	switch {
	case len(begun) > 0 && isBeginning(value, head, begun, alone):
		lengths := usual(begun)
		return rank(matches(begun, alone), h), CutOff, lengths
	case len(begun) == 0 && len(broken) > 0 && alone && isTelling(head) && 2*len(value) >= shortestOf(broken):
		return rank(matches(broken, alone), h), Malformed, usual(broken)
	}
	return nil, "", nil
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
// beginning of other providers' heads too, as sk- is.
func (c *Catalogue) isAlone(head string, forms []*form) bool {
	if len(forms) == 0 {
		return false
	}
	id, alone := forms[0].provider.ID, true
	c.near(head[0], func(f *form) {
		if f.kind.Strength == Shape || f.provider.ID == id || f.start != "" && !strings.HasPrefix(f.start, head[:min(len(head), len(f.start))]) {
			return
		}
		for _, other := range f.bounds().heads {
			alone = alone && !strings.HasPrefix(other, head)
		}
	})
	return alone
}

// isTelling tells whether a head is no accident: four characters, or three that
// end in a separator. Words may start with fewer.
func isTelling(head string) bool {
	return len(head) >= 4 || len(head) == 3 && !isAlphanumeric(head[2])
}

// isBeginning tells whether a value that could go on is worth a word. pat could
// become an Airtable token, and is a name more likely.
func isBeginning(value []byte, head string, forms []*form, alone bool) bool {
	long := 2*len(value) >= shortestOf(forms)
	if !alone {
		return !long && isTelling(head) // or a complete key of somebody else who uses the same prefix
	}
	return long || isTelling(head) && !isWord(value[len(head):])
}

// isWord tells whether a text has small letters alone, and enough for a word.
func isWord(text []byte) bool {
	small := func(r rune) bool { return r < 'a' || r > 'z' }
	return len(text) >= 4 && len(text) < 20 && bytes.IndexFunc(text, small) < 0 && bytes.ContainsAny(text, "aeiou")
}

func matches(forms []*form, alone bool) []Match {
	sure := Possible
	if alone {
		sure = Likely
	}
	var all []Match
	for _, f := range forms {
		all = append(all, Match{Provider: *f.provider, Kind: *f.kind, Confidence: sure})
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
