package search

// test is one term of a query, and what was found out about texts.
type test struct {
	*term
	fits  []fit
	must  func(*entry) bool // of due: and is:; nil while the value is being typed
	exact bool              // a text is the value: longer ones do not count
}

func (x *Index) tests(q *query) (all []test, wrong operator) {
	for len(x.scraps) < len(q.terms) {
		x.scraps = append(x.scraps, make([]fit, len(x.bodies)))
	}
	all = make([]test, len(q.terms))
	for i := range q.terms {
		t := test{term: &q.terms[i], fits: x.scraps[i]}
		clear(t.fits)
		t.fits[0] = none
		bad := false
		switch t.op {
		case opDue:
			t.must, bad = x.due(t.value)
		case opIs:
			t.must, bad = is(t.value)
		case opProvider, opTag:
			t.exact = x.has(&t)
		}
		if bad {
			return nil, t.op
		}
		all[i] = t
	}
	return all, ""
}

// is reads the value of is:, or of what one that is being typed may become.
func is(value string) (must func(*entry) bool, wrong bool) {
	value = string(fold(value, bare, false).text)
	begun := value == ""
	for _, s := range states {
		if s.name == value {
			return func(e *entry) bool { return e.state&s.any != 0 }, false
		}
		begun = begun || len(value) < len(s.name) && s.name[:len(value)] == value
	}
	return nil, !begun
}

// has tells whether the value is a provider or a tag, and not only the beginning.
func (x *Index) has(t *test) bool {
	if len(t.words) == 0 {
		return false
	}
	for i := range x.entries {
		for _, n := range x.entries[i].in(t.op.field()) {
			if x.fit(t, n) == whole {
				return true
			}
		}
	}
	return false
}

// in are the texts of a field.
func (e *entry) in(f Field) []int32 {
	switch f {
	case Name:
		return []int32{e.name}
	case Provider:
		return []int32{e.provider, e.id}
	case Account:
		return []int32{e.account}
	case Env:
		return []int32{e.env}
	case Tag:
		return e.lists[:e.tags]
	case Place:
		return e.lists[e.tags:]
	case Note:
		return []int32{e.note}
	}
	return nil
}

// fit looks at each text once.
func (x *Index) fit(t *test, n int32) fit {
	if t.fits[n] == unknown {
		t.fits[n] = x.bodies[n].fits(t.term)
	}
	return t.fits[n]
}
