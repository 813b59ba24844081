//go:build !windows && !darwin

package keychain

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"github.com/godbus/dbus/v5"
)

// atOnce is how many items are asked about before the first answer is taken:
// buses allow a connection only so many open questions.
const atOnce = 50

// List implements Store. Items in another collection that is locked do not show
// what they are, and are left out. Each answer has ProbeLimit, not the whole:
// gnome-keyring looks through all items for each property of one.
func (k *secretService) List(ctx context.Context) (items []Item, err error) {
	ctx, cancel := context.WithTimeout(ctx, CallLimit)
	defer cancel()
	if err := k.settled(ctx); err != nil {
		return nil, err
	}
	err = k.with(ctx, func(s *session) error {
		collection, err := s.askDefault(ctx).collection()
		if err != nil {
			return err
		}
		locked, err := s.locked(ctx, collectionAPI, collection)
		if err != nil {
			return err
		}
		if locked { // a search could ask the person
			return ErrLocked
		}
		f, err := s.search(ctx, map[string]string{"service": Service})
		if err != nil {
			return err
		}
		items, err = s.list(ctx, f.all(), collection)
		return err
	})
	return items, err
}

// settled waits for the writes whose callers have left, as long as a question
// may take.
func (k *secretService) settled(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, ProbeLimit)
	defer cancel()
	return k.turns.settled(ctx)
}

// list reads the items, those in the default collection first: of one account's
// items it is the one that Get reads.
func (s *session) list(ctx context.Context, paths []dbus.ObjectPath, collection dbus.ObjectPath) ([]Item, error) {
	rank := func(p dbus.ObjectPath) int {
		if within(collection)(p) {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(paths, func(a, b dbus.ObjectPath) int { return cmp.Compare(rank(a), rank(b)) })
	items, seen := []Item{}, map[string]bool{}
	for some := range slices.Chunk(paths, atOnce) {
		var asked []description
		for _, p := range some {
			asked = append(asked, s.describe(ctx, p))
		}
		for _, d := range asked {
			item, err := d.answer()
			if err != nil {
				return nil, err
			}
			if item.Account != "" && !seen[item.Account] {
				seen[item.Account] = true
				items = append(items, item)
			}
		}
	}
	return items, nil
}

// description is what is asked about an item. Three questions take gnome-keyring
// less time than the one for all five properties.
type description struct{ attributes, label, created *question }

func (s *session) describe(ctx context.Context, item dbus.ObjectPath) description {
	get := func(name string) *question { return s.ask(ctx, s.peer, item, properties+".Get", itemAPI, name) }
	return description{get("Attributes"), get("Label"), get("Created")}
}

// answer is the item, with no account if it is none of ours or was deleted
// meanwhile.
func (d description) answer() (Item, error) {
	var attributes, label, created dbus.Variant
	err := d.attributes.answer(&attributes)
	_ = d.label.answer(&label) // an item without label or date is still ours
	_ = d.created.answer(&created)
	if err != nil {
		if errors.Is(err, errNoObject) {
			err = nil
		}
		return Item{}, err
	}
	has, _ := attributes.Value().(map[string]string)
	if has["service"] != Service {
		return Item{}, nil
	}
	item := Item{Account: has["username"]}
	item.Label, _ = label.Value().(string)
	if seconds, _ := created.Value().(uint64); seconds > 0 {
		item.Created = time.Unix(int64(seconds), 0)
	}
	return item, nil
}
