package search

import "keytray/app/api"

// Result is what a query finds.
type Result struct {
	Hits []Hit // best first
	// Problem is a sentence about a value that an operator does not know, and what it
	// takes. Then only a key of that very name is found.
	Problem string
}

// Hit is a key that fits.
type Hit struct {
	Key  *api.Key
	Rank int // lower is better; of equal ones the key that was copied last is first
	// Field is where the word was found that was hardest to find: Note for a hit that
	// needs to be explained, Nowhere if there were no words.
	Field Field

	of *query
}

// found is a query and the entries that fit it.
type found struct {
	query   query
	entries []int32
	known   bool
}

// Find says which keys fit every part of a query, best first. All keys fit a
// blank one. Typing on is cheap: only the hits before are looked at again.
func (x *Index) Find(text string) Result {
	q := parse(text)
	x.mu.Lock()
	defer x.mu.Unlock()
	tests, wrong := x.tests(&q)
	r := ranking{of: &q}
	among := x.narrowed(&q)
	for n := range among.len(len(x.entries)) {
		i := among.at(n)
		e := &x.entries[i]
		if named := x.named(&q, e); named >= 0 {
			r.add(i, named, Name)
		} else if cost, field, ok := x.rank(&q, tests, e); ok && wrong == "" {
			r.add(i, cost, field)
		}
	}
	if wrong != "" {
		return Result{Hits: r.hits(x), Problem: problem(wrong)}
	}
	x.last = found{q, r.entries, true}
	return Result{Hits: r.hits(x)}
}

// candidates are numbers of entries; all of them if there is no list.
type candidates struct {
	list []int32
	some bool
}

func (c candidates) len(all int) int {
	if c.some {
		return len(c.list)
	}
	return all
}

func (c candidates) at(n int) int32 {
	if c.some {
		return c.list[n]
	}
	return int32(n)
}

// narrowed are the hits of the query before, where q can only have fewer.
func (x *Index) narrowed(q *query) candidates {
	old := &x.last
	if !old.known || q.syntax || old.query.syntax || len(q.terms) < len(old.query.terms) {
		return candidates{}
	}
	for i := range old.query.terms {
		if !q.terms[i].implies(&old.query.terms[i]) {
			return candidates{}
		}
	}
	return candidates{old.entries, true}
}
