package search

import "strings"

// Settled is a query without its last word while that word finds nothing yet, for it is
// still being typed: an operator before its value is whole, as due:o, or the beginning of
// an operator's name that no key has. A list that shows this in place of the query stays
// as it is until there is something to show.
func (x *Index) Settled(text string) string {
	q := parse(text)
	if len(q.terms) == 0 {
		return text
	}
	t := &q.terms[len(q.terms)-1]
	if t.ended || t.to != len(q.text) || !x.unsettled(t, text) {
		return text
	}
	return strings.TrimSpace(q.text[:t.from])
}

func (x *Index) unsettled(t *term, text string) bool {
	switch t.op {
	case "":
		return !t.quoted && len(t.words) > 0 && len(operatorsFor(t.words[0].text)) > 0 && len(x.Find(text).Hits) == 0
	case opDue:
		must, wrong := x.due(t.value)
		return must == nil && !wrong
	case opIs:
		must, wrong := is(t.value)
		return must == nil && !wrong
	}
	return len(t.words) == 0
}
