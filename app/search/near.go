package search

import (
	"math/bits"
	"slices"
	"strings"
)

// Suggestion is a query that finds something, near to one that does not.
type Suggestion struct {
	Query string
	Shows string // the provider, or the word of a name, that was meant
}

// known is a word that keys have.
type known struct {
	text  []rune // folded
	shows string
	has   letters
}

// Suggest mends the words of a query that finds nothing: by the provider, tag or
// word of a name that is nearest to each, with at most two letters wrong, missing, too many
// or in each other's place. There is none if that finds nothing either.
func (x *Index) Suggest(text string) (Suggestion, bool) {
	q := parse(text)
	var s Suggestion
	mended := q.text
	for i := len(q.terms) - 1; i >= 0; i-- { // from the end: what stands before keeps its place
		t := &q.terms[i]
		if t.not || len(t.words) == 0 || t.op == opDue || t.op == opIs || x.occurs(t) {
			continue
		}
		meant, ok := x.nearest(t)
		if !ok {
			return Suggestion{}, false
		}
		value := meant
		if t.op != "" {
			value = string(t.op) + ":" + quoted(meant)
		}
		mended = mended[:t.from] + value + mended[t.to:]
		s.Shows = meant
	}
	s.Query = mended
	if s.Shows == "" || len(x.Find(mended).Hits) == 0 {
		return Suggestion{}, false
	}
	return s, true
}

// occurs tells whether a term fits any key.
func (x *Index) occurs(t *term) bool {
	alone := query{terms: []term{*t}}
	x.mu.Lock()
	defer x.mu.Unlock()
	tests, _ := x.tests(&alone)
	return slices.ContainsFunc(x.entries, func(e entry) bool {
		_, _, ok := x.rank(&alone, tests, &e)
		return ok
	})
}

// mostWrong is how many letters may be wrong: in short words everything is near.
func mostWrong(letters int) int {
	switch {
	case letters < 3:
		return 0
	case letters < 6:
		return 1
	}
	return 2
}

// nearest is the word that is nearest to a term; of equally near ones the whole
// before a beginning, and providers before names.
func (x *Index) nearest(t *term) (string, bool) {
	typed := []rune(t.words[0].text)
	limit := mostWrong(len(typed))
	if limit == 0 || len(typed) > longestKnown {
		return "", false
	}
	best, shows := 2*limit+2, ""
	for _, k := range x.vocabulary(t.op) {
		if len(k.text) < len(typed)-limit || bits.OnesCount64(uint64(t.words[0].letters&^k.has)) > limit {
			continue
		}
		all, beginning := distances(typed, k.text, limit)
		near := 2 * all
		if len(typed) >= longEnoughToBegin {
			near = min(near, 2*beginning+1)
		}
		if near < best {
			best, shows = near, k.shows
		}
	}
	return shows, shows != ""
}

// longEnoughToBegin is from how many letters on a word may be the beginning of a
// longer one.
const longEnoughToBegin = 5

// longestKnown bounds what is compared letter by letter.
const longestKnown = 48

// vocabulary are the words that an operator knows, or all: providers, names, and
// words of names.
func (x *Index) vocabulary(op operator) (all []known) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if op == "" && x.words != nil {
		return x.words
	}
	seen := map[string]bool{}
	add := func(shows string) {
		f := string(fold(shows, bare, false).text)
		if text := []rune(f); len(text) > 2 && len(text) <= longestKnown && !seen[f] {
			seen[f] = true
			all = append(all, known{text, shows, lettersOf(f)})
		}
	}
	fields := []Field{Provider, Name}
	if op != "" {
		fields = []Field{op.field()}
	}
	for _, f := range fields {
		for i := range x.entries {
			hit := Hit{Key: x.entries[i].key}
			for _, s := range hit.texts(f) {
				add(s)
				if f == Name {
					for _, w := range strings.FieldsFunc(s, func(r rune) bool { c := classOf(r); return c == space || c == sign }) {
						add(w)
					}
				}
			}
		}
	}
	if op == "" {
		x.words = all
	}
	return all
}

// distances are how many letters of a must be changed, left out, put in or
// exchanged with their neighbour to make b, and to make the best beginning of b. What is
// more than limit is only known to be more.
func distances(a, b []rune, limit int) (all, beginning int) {
	if len(b) > len(a)+limit {
		b = b[:len(a)+limit+1]
	}
	width := len(b) + 1
	var store [3 * (longestKnown + 4)]int
	before, last, row := store[:width], store[width:2*width], store[2*width:3*width]
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			wrong := 1
			if a[i-1] == b[j-1] {
				wrong = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+wrong)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least > limit+1 {
			return limit + 1, limit + 1
		}
		before, last, row = last, row, before
	}
	return last[len(b)], slices.Min(last[:width])
}
