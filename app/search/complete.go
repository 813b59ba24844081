package search

import (
	"cmp"
	"slices"
	"strings"
)

// Completion is a way to end the word that is being typed.
type Completion struct {
	Query string // the whole query, with that word
	Word  string // provider:openai
	Shows string // what to call it: OpenAI
	Count int    // keys that have it; 0 where that is not known
}

// mostCompletions is how many are offered.
const mostCompletions = 12

// Complete offers ends for the last word of a query: operators, and their values.
// There are none while a plain word is typed.
func (x *Index) Complete(text string) []Completion {
	q := parse(text)
	at := len(q.text)
	var t term
	if n := len(q.terms); n > 0 && q.terms[n-1].to == len(q.text) && !q.terms[n-1].ended {
		t = q.terms[n-1]
		at = t.from
	}
	head := q.text[:at]
	if t.not {
		head += "-"
	}
	all := x.completions(&t)
	for i := range all {
		all[i].Query = head + all[i].Word
		if !strings.HasSuffix(all[i].Word, ":") {
			all[i].Query += " "
		}
	}
	return all[:min(len(all), mostCompletions)]
}

func (x *Index) completions(t *term) []Completion {
	typed := ""
	if len(t.words) > 0 {
		typed = t.words[0].text
	}
	switch t.op {
	case "":
		return operatorsFor(typed)
	case opDue:
		return valuesFor(opDue, typed, append(slices.Clone(dueWords[:2]), "7d", "30d", "3m", dueNever))
	case opIs:
		var names []string
		for _, s := range states {
			names = append(names, s.name)
		}
		return valuesFor(opIs, typed, names)
	}
	return x.textsFor(t)
}

// operatorsFor are the operators that begin with what was typed. One letter is the
// beginning of too much.
func operatorsFor(typed string) (all []Completion) {
	for _, op := range operators {
		if len(typed) > 1 && strings.HasPrefix(string(op), typed) {
			all = append(all, Completion{Word: string(op) + ":", Shows: means(op, "")})
		}
	}
	return all
}

func valuesFor(op operator, typed string, values []string) (all []Completion) {
	for _, v := range values {
		if strings.HasPrefix(v, typed) && v != typed {
			all = append(all, Completion{Word: string(op) + ":" + v, Shows: means(op, v)})
		}
	}
	return all
}

// textsFor are the texts of keys that the value of an operator may become, those
// of most keys first.
func (x *Index) textsFor(t *term) []Completion {
	at := map[string]int{}
	var all []Completion
	for i := range x.entries {
		e := &x.entries[i]
		hit := Hit{Key: e.key}
		for n, s := range hit.texts(t.op.field()) {
			value := s
			if t.op == opProvider {
				if value = e.key.Provider; n > 0 {
					continue // the ID of the one before
				}
			}
			if s == "" || !x.mayBecome(t, e, n) {
				continue
			}
			k, known := at[value]
			if !known {
				k = len(all)
				at[value] = k
				all = append(all, Completion{Word: string(t.op) + ":" + quoted(value), Shows: s})
			}
			all[k].Count++
		}
	}
	slices.SortStableFunc(all, func(a, b Completion) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Shows, b.Shows))
	})
	return all
}

func (x *Index) mayBecome(t *term, e *entry, n int) bool {
	if len(t.words) == 0 {
		return true
	}
	fits := x.bodies[e.in(t.op.field())[n]].fits(t)
	if t.op == opProvider {
		fits = min(fits, x.bodies[e.id].fits(t))
	}
	return fits <= wordStart
}

// quoted is a value as it is typed after an operator.
func quoted(value string) string {
	if !strings.ContainsFunc(value, func(r rune) bool { return classOf(r) == space }) && quoteAt(value) == 0 {
		return value
	}
	return `"` + strings.ReplaceAll(value, `"`, "") + `"`
}
