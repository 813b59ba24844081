package search

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"sync"
	"time"

	"keytray/app/api"
	"keytray/app/rotation"
)

// Index is a list of keys, ready to be searched. It may be used by several
// goroutines.
type Index struct {
	now     time.Time
	entries []entry // in the order in which hits that are as good as each other come
	bodies  []body  // each text once: keys share providers, variables, tags

	mu     sync.Mutex
	scraps [][]fit // one for each term: how it fits each body
	last   found   // what typing on narrows
	words  []known // for Suggest, made when they are needed
}

// entry is a key as it is searched. Texts are numbers of bodies; 0 is none.
type entry struct {
	key      *api.Key
	name     int32
	provider int32
	id       int32 // of the provider
	account  int32
	env      int32
	note     int32
	lists    []int32 // tags, then places
	tags     int     // how many of them are tags
	state    state
	first    day // the next date on which it asks for something
	dates    [3]day
}

// New makes the index of keys as they are now, which it does not copy: they must
// stay as they are.
func New(keys []api.Key, now time.Time) *Index {
	x := &Index{now: now, entries: make([]entry, len(keys)), bodies: make([]body, 1, 2*len(keys)+1)}
	b := builder{x: x, numbers: map[shared]int32{}}
	for n, i := range order(keys) {
		x.entries[n] = b.entry(&keys[i])
	}
	return x
}

// order is that of hits that are as good as each other: the key that was copied last
// is first, then pinned ones, then by name.
func order(keys []api.Key) []int {
	type place struct {
		at     int
		copied int64
		pinned bool
		name   string
	}
	all := make([]place, len(keys))
	var f folded
	for i, k := range keys {
		f.fold(k.Name, bare, false)
		all[i] = place{i, math.MinInt64, k.Pinned, string(f.text)}
		if !k.CopiedAt.IsZero() {
			all[i].copied = k.CopiedAt.UnixNano()
		}
	}
	slices.SortFunc(all, func(a, b place) int {
		switch {
		case a.copied != b.copied:
			return cmp.Compare(b.copied, a.copied)
		case a.pinned != b.pinned:
			if a.pinned {
				return -1
			}
			return 1
		}
		return cmp.Or(strings.Compare(a.name, b.name), a.at-b.at)
	})
	numbers := make([]int, len(all))
	for i, p := range all {
		numbers[i] = p.at
	}
	return numbers
}

// shared is a text that many keys may have.
type shared struct {
	s string
	kind
}

type builder struct {
	x       *Index
	numbers map[shared]int32
	folded  folded // memory that is used again
}

// own adds a text that other keys hardly have.
func (b *builder) own(s string, k kind) int32 {
	if s == "" {
		return 0
	}
	b.x.bodies = append(b.x.bodies, b.folded.body(s, k))
	return int32(len(b.x.bodies) - 1)
}

func (b *builder) number(s string, k kind) int32 {
	t := shared{s, k}
	n, ok := b.numbers[t]
	if !ok {
		n = b.own(s, k)
		b.numbers[t] = n
	}
	return n
}

func (b *builder) entry(k *api.Key) entry {
	e := entry{
		key:      k,
		name:     b.own(k.Name, label),
		provider: b.number(k.ProviderName, label),
		id:       b.number(k.Provider, label),
		account:  b.number(k.Account, plain),
		env:      b.number(k.Env, label),
		note:     b.own(k.Notes, prose),
		tags:     len(k.Tags),
		state:    b.x.stateOf(k),
	}
	if n := len(k.Tags) + len(k.UsedBy); n > 0 {
		e.lists = make([]int32, 0, n)
	}
	for _, t := range k.Tags {
		e.lists = append(e.lists, b.number(t, plain))
	}
	for _, p := range k.UsedBy {
		e.lists = append(e.lists, b.number(p, plain))
	}
	e.dates = [3]day{b.x.day(k.DueFrom), b.x.day(k.OverdueFrom), b.x.day(k.Expires)}
	e.first = earlier(e.dates[0], e.dates[2])
	return e
}

func (x *Index) stateOf(k *api.Key) (s state) {
	set := func(is bool, flag state) {
		if is {
			s |= flag
		}
	}
	phase := rotation.Phase(k.Phase)
	set(phase == rotation.Exposed || k.Case != nil && k.Case.Leaked != nil, isExposed)
	set(phase == rotation.Expired, isExpired)
	set(phase == rotation.Overdue, isOverdue)
	set(phase == rotation.Due, isDue)
	set(phase == rotation.Fresh, isFresh)
	set(k.Pinned, isPinned)
	set(k.Verified == nil || k.Verified.Result == "" || k.Verified.Result == api.CheckUnknown, isUnchecked)
	set(k.Verified != nil && k.Verified.Result == api.CheckRejected, isRefused)
	set(k.Case != nil, isRotating)
	set(k.Muted, isMuted)
	set(k.SnoozedUntil.After(x.now), isSnoozed)
	set(k.EndsSoon, endsSoon)
	return s
}
