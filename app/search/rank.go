package search

import "slices"

// rank is what an entry costs, and the field that costs most of it.
func (x *Index) rank(q *query, tests []test, e *entry) (total int, worst Field, ok bool) {
	total = costWords
	dearest := 0
	for i := range tests {
		t := &tests[i]
		if t.op != "" || t.not {
			if x.passes(t, e) == t.not {
				return 0, 0, false
			}
			continue
		}
		c, f := x.cheapest(t, e)
		if c >= tooMuch {
			return 0, 0, false
		}
		if total += c; c > dearest {
			dearest, worst = c, f
		}
	}
	if len(q.terms) > 1 && !q.syntax && begins(x.bodies[e.name].s, q.phrase) {
		return costPhrase, Name, true
	}
	return total, worst, true
}

// named is what an entry costs whose whole name was typed, else -1: a name is found
// by itself, whatever it would mean as a query.
func (x *Index) named(q *query, e *entry) int {
	switch {
	case q.phrase == "" || x.bodies[e.name].s != q.phrase:
		return -1
	case e.key.Name == q.exact:
		return costExact
	}
	return costName
}

func begins(s, with string) bool { return len(s) >= len(with) && s[:len(with)] == with }

// cheapest is the field in which a word costs least.
func (x *Index) cheapest(t *test, e *entry) (int, Field) {
	best, field := tooMuch, Nowhere
	try := func(f Field, n int32) {
		if c := cost(f, x.fit(t, n)); c < best {
			best, field = c, f
		}
	}
	try(Name, e.name)
	if best < 20 {
		return best, field
	}
	try(Provider, e.provider)
	try(Provider, e.id)
	try(Account, e.account)
	try(Env, e.env)
	for i, n := range e.lists {
		if i < e.tags {
			try(Tag, n)
		} else {
			try(Place, n)
		}
	}
	if best == tooMuch {
		try(Note, e.note)
	}
	return best, field
}

// passes tells whether an operator, or a word that must not be there, is true of
// an entry.
func (x *Index) passes(t *test, e *entry) bool {
	switch {
	case t.must != nil:
		return t.must(e)
	case len(t.words) == 0 || t.op == opDue || t.op == opIs:
		return !t.not // the value may become anything
	case t.op == "":
		return x.anywhere(t, e)
	}
	worst := inside
	switch {
	case t.exact:
		worst = whole
	case t.op == opProvider || t.op == opTag:
		worst = wordStart
	case t.op == opEnv:
		worst = skipping
	}
	return slices.ContainsFunc(e.in(t.op.field()), func(n int32) bool { return x.fit(t, n) <= worst })
}

// anywhere tells whether a word is begun by t somewhere in a key; what is only
// alike is not kept out.
func (x *Index) anywhere(t *test, e *entry) bool {
	for f := Name; f <= Note; f++ {
		if slices.ContainsFunc(e.in(f), func(n int32) bool { return x.fit(t, n) <= wordStart }) {
			return true
		}
	}
	return false
}

// ranking sorts hits while they come: costs are small numbers, so they are
// counted, and hits of one cost stay in the order of the index.
type ranking struct {
	of      *query
	entries []int32
	costs   []uint16
	fields  []Field
	highest int
}

func (r *ranking) add(i int32, cost int, f Field) {
	r.entries = append(r.entries, i)
	r.costs = append(r.costs, uint16(cost))
	r.fields = append(r.fields, f)
	r.highest = max(r.highest, cost)
}

func (r *ranking) hits(x *Index) []Hit {
	first := make([]int, r.highest+2) // place of the first hit of each cost
	for _, c := range r.costs {
		first[c+1]++
	}
	for i := 1; i < len(first); i++ {
		first[i] += first[i-1]
	}
	all := make([]Hit, len(r.entries))
	for n, i := range r.entries {
		c := r.costs[n]
		all[first[c]] = Hit{x.entries[i].key, int(c), r.fields[n], r.of}
		first[c]++
	}
	return all
}
