package window

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"time"

	"keytray/app/api"
	"keytray/app/search"
	"keytray/app/text"
)

// row is one row of the list: a key and where it was found, or a head with the number of
// keys below it.
type row struct {
	key   *api.Key
	hit   search.Hit
	head  string
	count int
}

// finder finds keys of one state. What takes time is made when it is needed first, and
// kept: the index with the first letter that is typed.
type finder struct {
	keys  []api.Key
	now   time.Time
	index func() *search.Index // makes it at its first call
	order []placed             // by need
	all   map[filter]int       // how many keys each filter keeps
}

// makeAhead is the number of keys whose index takes longer than a letter may take: it is
// made before one is typed.
const makeAhead = 2000

func newFinder(keys []api.Key, now time.Time) finder {
	f := finder{keys: keys, now: now, index: sync.OnceValue(func() *search.Index { return search.New(keys, now) })}
	if len(keys) > makeAhead {
		go f.index()
	}
	return f
}

// key is the key with an ID, nil if there is none.
func (f *finder) key(id string) *api.Key {
	i := slices.IndexFunc(f.keys, func(k api.Key) bool { return k.ID == id })
	if i < 0 {
		return nil
	}
	return &f.keys[i]
}

// found is what a search finds, and of that what a filter keeps.
type found struct {
	rows    []row
	counts  map[filter]int
	problem string // of the query
}

// find is the list for a filter and a search: what matches, best first; with neither,
// all keys in sections, what is most urgent first.
func (f *finder) find(by filter, query string) found {
	if strings.TrimSpace(query) == "" {
		return f.unsearched(by)
	}
	result := f.index().Find(query)
	all := found{rows: make([]row, 0, len(result.Hits)), problem: result.Problem}
	var c counter
	for _, h := range result.Hits {
		c.count(h.Key)
		if by.keeps(h.Key) {
			all.rows = append(all.rows, row{key: h.Key, hit: h})
		}
	}
	all.counts = c.counts()
	return all
}

func (f *finder) unsearched(by filter) found {
	all := found{counts: f.counts(), rows: make([]row, 0, f.counts()[by]+len(sections))}
	head := -1
	for _, p := range f.byNeed() {
		if !by.keeps(p.key) {
			continue
		}
		if by == filterAll {
			if head < 0 || all.rows[head].head != text.T(sections[p.head]) {
				head = len(all.rows)
				all.rows = append(all.rows, row{head: text.T(sections[p.head])})
			}
			all.rows[head].count++
		}
		all.rows = append(all.rows, row{key: p.key})
	}
	return all
}

// counts are how many of all keys each filter keeps.
func (f *finder) counts() map[filter]int {
	if f.all == nil {
		var c counter
		for i := range f.keys {
			c.count(&f.keys[i])
		}
		f.all = c.counts()
	}
	return f.all
}

// counter counts keys for each filter that keeps them.
type counter [len(filters)]int

func (c *counter) count(k *api.Key) {
	for i, f := range filters {
		if f.keeps(k) {
			c[i]++
		}
	}
}

func (c *counter) counts() map[filter]int {
	all := map[filter]int{}
	for i, f := range filters {
		all[f] = c[i]
	}
	return all
}

// placed is a key with what says where it stands in the list.
type placed struct {
	key   *api.Key
	head  int
	need  int
	first time.Time
	name  string
}

// byNeed are all keys, what is most urgent first.
func (f *finder) byNeed() []placed {
	if f.order != nil || len(f.keys) == 0 {
		return f.order
	}
	f.order = make([]placed, len(f.keys))
	for i := range f.keys {
		k := &f.keys[i]
		f.order[i] = placed{k, headOf(*k), need(*k), firstDate(*k), strings.ToLower(k.Name)}
	}
	slices.SortStableFunc(f.order, func(a, b placed) int {
		return cmp.Or(cmp.Compare(a.need, b.need), a.first.Compare(b.first), cmp.Compare(a.name, b.name))
	})
	return f.order
}

// nextWindow is when the next rotation window opens; zero if none does.
func (f *finder) nextWindow() (next time.Time) {
	for i := range f.keys {
		k := &f.keys[i]
		if k.Phase == "fresh" && k.DueFrom.After(f.now) && (next.IsZero() || k.DueFrom.Before(next)) {
			next = k.DueFrom
		}
	}
	return next
}

// section is what the dates of a key say of it.
func section(k api.Key) int {
	switch k.Phase {
	case "exposed", "expired", "overdue":
		return 0
	case "due":
		return 1
	}
	return 2
}

// headOf is the head that k stands under, of sections. A rotation that was begun is not over
// with the new value: it has a head of its own until the old one is dead.
func headOf(k api.Key) int {
	switch {
	case k.NeedsRotating():
		return 0
	case k.BeingRotated():
		return 1
	case k.InWindow():
		return 2
	}
	return 3
}

// firstDate is the date at which k asks for something next.
func firstDate(k api.Key) time.Time {
	next := k.OverdueFrom
	if k.Phase == "fresh" {
		next = k.DueFrom
	}
	if !k.Expires.IsZero() && k.Expires.Before(next) {
		return k.Expires
	}
	return next
}
