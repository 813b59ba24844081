package vault

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"keytray/app/keychain"
)

// Stray is a key whose values are in a store while the index has no entry for
// them: the index was lost, or is of another time.
type Stray struct {
	ID    string
	Name  string // as the label says
	Items []StrayItem
}

// StrayItem is one value of it.
type StrayItem struct {
	Number  int
	Holder  Holder
	Created time.Time
}

// Missing is a version whose entry is there and whose value is not.
type Missing struct {
	ID, Name string
	Number   int
	Current  bool
	Holder   Holder // where it should be
	File     string // the sealed file, of one of Compared.Unsealed
}

// Compared is how index and stores fit together.
type Compared struct {
	Strays  []Stray
	Missing []Missing
	Old     []string // IDs of keys whose items carry the label of an earlier name

	// Unsealed have their item, but their sealed file is missing or cut off.
	Unsealed []Missing
	// Suspicious are stores that lack more than half of their values, two or more:
	// is it the same store as before? Then nothing of it should be forgotten.
	Suspicious map[Holder]bool
}

// Compare lists every store and looks for what does not fit. It never prompts.
// Stores that cannot list are asked for each value that should be there.
func (v *Vault) Compare(ctx context.Context) (Compared, error) {
	return v.compare(ctx, true)
}

// Strays is Compare for somebody who only looks for strays: no value is read.
func (v *Vault) Strays(ctx context.Context) ([]Stray, error) {
	found, err := v.compare(ctx, false)
	return found.Strays, err
}

func (v *Vault) compare(ctx context.Context, ask bool) (Compared, error) {
	before, err := v.Index(ctx)
	damaged := errors.Is(err, ErrDamaged)
	if err != nil && !damaged {
		return Compared{}, err
	}
	c := newComparison(before)
	for _, h := range holders {
		items, err := v.at(h).List(ctx)
		switch {
		case errors.Is(err, keychain.ErrUnsupported) && !damaged:
			err = nil
			if ask {
				err = v.askEach(ctx, h, before, c)
			}
		case err == nil:
			// Read after the list: an entry is there before its item is.
			var x Index
			if x, err = v.Index(ctx); err == nil || errors.Is(err, ErrDamaged) {
				err = nil
				c.store(h, newEntries(x), items)
			}
		case before.heldBy(h) > 0:
		case errors.Is(err, keychain.ErrUnavailable) && (!damaged || h != v.Target()):
			err = nil // it is not used
		case errors.Is(err, keychain.ErrLocked) && !damaged:
			err = nil
		}
		if err != nil {
			return Compared{}, err
		}
	}
	all := c.result()
	if !ask {
		return all, nil
	}
	all.Unsealed, err = v.unsealed(ctx, c.sealed)
	return all, err
}

func (x Index) heldBy(h Holder) int {
	n := 0
	for _, k := range x.Keys {
		for _, version := range k.Versions {
			if version.Held() && slices.Contains(version.homes(), h) {
				n++
			}
		}
	}
	return n
}

// entries finds the keys of an index by ID.
type entries map[string]*Key

func newEntries(x Index) entries {
	all := make(entries, len(x.Keys))
	for i := range x.Keys {
		all[x.Keys[i].ID] = &x.Keys[i]
	}
	return all
}

// knows tells whether a value of ours may be in a store.
func (e entries) knows(id string, number int, h Holder) bool {
	k := e[id]
	if k == nil {
		return false
	}
	version := k.version(number)
	return version != nil && version.Held() && slices.Contains(version.homes(), h)
}

// comparison collects what does not fit.
type comparison struct {
	index   Index   // from before the stores were listed
	before  entries // the same
	strays  map[string]*Stray
	missing []Missing
	sealed  []Missing      // those whose item is there
	wanted  map[Holder]int // how many values should be in each store
	old     map[string]bool
}

func newComparison(x Index) *comparison {
	return &comparison{index: x, before: newEntries(x), strays: map[string]*Stray{}, wanted: map[Holder]int{}, old: map[string]bool{}}
}

// store looks at one store's items with the index from before and after they were
// listed: what changed in between is alive.
func (c *comparison) store(h Holder, after entries, items []keychain.Item) {
	listed := make(map[string]keychain.Item, len(items))
	for _, item := range items {
		listed[item.Account] = item
		id, number, ok := parseItem(item.Account)
		if !ok {
			continue // the key for fingerprints, or somebody else's
		}
		if !c.before.knows(id, number, h) && !after.knows(id, number, h) {
			c.stray(id, item, StrayItem{number, h, item.Created})
		}
	}
	for _, k := range c.index.Keys {
		now := after[k.ID]
		if now == nil || now.Destroying {
			continue
		}
		for _, version := range now.Versions {
			was := k.version(version.Number)
			if !settled(version) || was == nil || !settled(*was) || version.HeldBy() != h || was.HeldBy() != h {
				continue
			}
			item, ok := listed[k.Item(version.Number)]
			c.expect(k, version, ok)
			switch {
			case !ok:
			case k.Name == now.Name && item.Label != k.Label():
				c.old[k.ID] = true
			}
		}
	}
}

func missing(k Key, version Version) Missing {
	return Missing{ID: k.ID, Name: k.Name, Number: version.Number, Current: version.State == Current, Holder: version.HeldBy()}
}

// expect counts a value that should be in its store.
func (c *comparison) expect(k Key, version Version, there bool) {
	c.wanted[version.HeldBy()]++
	switch {
	case !there:
		c.missing = append(c.missing, missing(k, version))
	case version.Sealed:
		c.sealed = append(c.sealed, missing(k, version))
	}
}

func (c *comparison) stray(id string, item keychain.Item, found StrayItem) {
	s := c.strays[id]
	if s == nil {
		name, ours := strings.CutPrefix(item.Label, labelPrefix)
		name, err := checkName(name)
		if !ours || err != nil {
			name = "key " + id
		}
		s = &Stray{ID: id, Name: name}
		c.strays[id] = s
	}
	s.Items = append(s.Items, found)
}

func (c *comparison) result() Compared {
	all := Compared{Old: slices.Sorted(maps.Keys(c.old))}
	for _, s := range c.strays {
		all.Strays = append(all.Strays, *s)
	}
	slices.SortFunc(all.Strays, func(a, b Stray) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID)) })
	for _, m := range c.missing {
		// A value that is in another store than the index says is a stray there.
		s := c.strays[m.ID]
		if s == nil || !slices.ContainsFunc(s.Items, func(i StrayItem) bool { return i.Number == m.Number }) {
			all.Missing = append(all.Missing, m)
		}
	}
	all.Suspicious = c.suspicious(all.Missing)
	return all
}

func (c *comparison) suspicious(missing []Missing) map[Holder]bool {
	lacks, all := map[Holder]int{}, map[Holder]bool{}
	for _, m := range missing {
		lacks[m.Holder]++
	}
	for h, wanted := range c.wanted {
		if wanted >= 2 && 2*lacks[h] > wanted {
			all[h] = true
		}
	}
	return all
}

// askEach is for stores that cannot list.
func (v *Vault) askEach(ctx context.Context, h Holder, x Index, c *comparison) error {
	if x.heldBy(h) == 0 {
		return nil
	}
	if err := v.closed(ctx, h); err != nil {
		return err // reading would ask the person
	}
	for _, k := range x.Keys {
		for _, version := range k.Versions {
			if k.Destroying || !settled(version) || version.HeldBy() != h {
				continue
			}
			value, err := v.at(h).Get(ctx, k.Item(version.Number))
			value.Wipe()
			if err != nil && !errors.Is(err, keychain.ErrNotFound) {
				return err
			}
			c.expect(k, version, err == nil)
		}
	}
	return nil
}

// parseItem is the reverse of Key.Item.
func parseItem(account string) (id string, number int, ok bool) {
	id, n, cut := strings.Cut(account, ".")
	number, err := strconv.Atoi(n)
	ours := cut && err == nil && number > 0 && number <= maxNumber && strconv.Itoa(number) == n
	return id, number, ours && validID(id)
}

// maxNumber is more than any key ever has; up to it numbers can be counted on.
const maxNumber = 1_000_000

func validID(id string) bool {
	return len(id) == idLength && strings.Trim(id, "abcdefghijklmnopqrstuvwxyz234567") == ""
}
