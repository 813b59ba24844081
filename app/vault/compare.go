package vault

import (
	"cmp"
	"context"
	"errors"
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
}

// Compared is how index and stores fit together.
type Compared struct {
	Strays  []Stray
	Missing []Missing
	Old     []string // IDs of keys whose items carry the label of an earlier name
}

// Compare lists every store and looks for what does not fit. It never prompts.
// Stores that cannot list are asked for each value that should be there.
func (v *Vault) Compare(ctx context.Context) (Compared, error) {
	var all Compared
	before, err := v.Index(ctx)
	damaged := errors.Is(err, ErrDamaged)
	if err != nil && !damaged {
		return all, err
	}
	for _, h := range []Holder{InKeychain, InFile} {
		items, err := v.at(h).List(ctx)
		switch {
		case errors.Is(err, keychain.ErrUnsupported):
			err = v.askEach(ctx, h, before, &all)
		case err == nil:
			// Read after the list: an entry is there before its item is.
			var x Index
			if x, err = v.Index(ctx); err == nil || errors.Is(err, ErrDamaged) {
				err = nil
				all.compare(h, before, x, items)
			}
		case before.heldBy(h) > 0:
		case errors.Is(err, keychain.ErrUnavailable) && (!damaged || h != v.Target()):
			err = nil // it is not used
		case errors.Is(err, keychain.ErrLocked) && !damaged:
			err = nil
		}
		if err != nil {
			return all, err
		}
	}
	all.Strays = slices.SortedFunc(slices.Values(all.Strays), func(a, b Stray) int { return cmp.Compare(a.Name, b.Name) })
	return all, nil
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

// compare looks at one store's items with the index from before and after they
// were listed: what changed in between is alive.
func (c *Compared) compare(h Holder, before, after Index, items []keychain.Item) {
	listed := map[string]keychain.Item{}
	for _, item := range items {
		listed[item.Account] = item
		id, number, ok := parseItem(item.Account)
		if !ok {
			continue // the key for fingerprints, or somebody else's
		}
		known := func(x Index) bool {
			k := x.key(id)
			if k == nil {
				return false
			}
			version := k.version(number)
			return version != nil && version.Held() && slices.Contains(version.homes(), h)
		}
		if known(before) || known(after) {
			continue
		}
		c.stray(id, item, StrayItem{number, h, item.Created})
	}
	for _, k := range before.Keys {
		now := after.key(k.ID)
		if now == nil {
			continue
		}
		for _, version := range now.Versions {
			was := k.version(version.Number)
			if !settled(version) || was == nil || !settled(*was) || version.HeldBy() != h || was.HeldBy() != h {
				continue
			}
			switch item, ok := listed[k.Item(version.Number)]; {
			case !ok:
				c.Missing = append(c.Missing, Missing{k.ID, k.Name, version.Number, version.State == Current})
			case k.Name == now.Name && item.Label != k.Label() && !slices.Contains(c.Old, k.ID):
				c.Old = append(c.Old, k.ID)
			}
		}
	}
}

func settled(v Version) bool { return v.State == Current || v.State == Previous }

func (c *Compared) stray(id string, item keychain.Item, found StrayItem) {
	i := slices.IndexFunc(c.Strays, func(s Stray) bool { return s.ID == id })
	if i < 0 {
		name, ours := strings.CutPrefix(item.Label, labelPrefix)
		if !ours || strings.TrimSpace(name) == "" {
			name = "key " + id
		}
		c.Strays = append(c.Strays, Stray{ID: id, Name: name})
		i = len(c.Strays) - 1
	}
	c.Strays[i].Items = append(c.Strays[i].Items, found)
}

// askEach is for stores that cannot list.
func (v *Vault) askEach(ctx context.Context, h Holder, x Index, c *Compared) error {
	for _, k := range x.Keys {
		for _, version := range k.Versions {
			if !settled(version) || version.HeldBy() != h {
				continue
			}
			value, err := v.at(h).Get(ctx, k.Item(version.Number))
			value.Wipe()
			switch {
			case errors.Is(err, keychain.ErrNotFound):
				c.Missing = append(c.Missing, Missing{k.ID, k.Name, version.Number, version.State == Current})
			case err != nil:
				return err
			}
		}
	}
	return nil
}

// parseItem is the reverse of Key.Item.
func parseItem(account string) (id string, number int, ok bool) {
	id, n, cut := strings.Cut(account, ".")
	number, err := strconv.Atoi(n)
	return id, number, cut && err == nil && number > 0 && validID(id)
}

func validID(id string) bool {
	return len(id) == idLength && strings.Trim(id, "abcdefghijklmnopqrstuvwxyz234567") == ""
}
