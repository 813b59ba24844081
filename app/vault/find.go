package vault

import (
	"slices"
	"strings"
)

// Find resolves what a person typed: an ID, a name, or the unambiguous start of
// one in any case; IDs from idStart characters on. Keys whose first value is
// still pending are not found.
func (x Index) Find(given string, among func(Key) bool) (Key, error) {
	const idStart = 6 // shorter, a name typed wrong would hit somebody's random ID
	given = strings.TrimSpace(given)
	if given == "" {
		return Key{}, &NotFoundError{given}
	}
	matches := []func(Key) bool{
		func(k Key) bool { return strings.EqualFold(k.ID, given) },
		func(k Key) bool { return k.Name == given },
		func(k Key) bool { return strings.EqualFold(k.Name, given) },
		func(k Key) bool { return startsFold(k.Name, given) },
		func(k Key) bool { return len(given) >= idStart && startsFold(k.ID, given) },
	}
	for _, match := range matches {
		var found []Key
		for _, k := range x.Keys {
			if _, stored := k.Current(); stored && !k.Destroying && among(k) && match(k) {
				found = append(found, k)
			}
		}
		switch len(found) {
		case 0:
		case 1:
			return found[0], nil
		default:
			return Key{}, ambiguous(given, found)
		}
	}
	return Key{}, &NotFoundError{given}
}

// ambiguous names the keys; those of one name, as the bin can hold, by ID.
func ambiguous(given string, found []Key) error {
	e := &AmbiguousError{Given: given}
	for _, k := range found {
		same := func(o Key) bool { return o.ID != k.ID && o.Name == k.Name }
		if slices.ContainsFunc(found, same) {
			e.Names = append(e.Names, k.Name+" ("+k.ID+")")
		} else {
			e.Names = append(e.Names, k.Name)
		}
	}
	return e
}

func startsFold(s, start string) bool {
	return strings.HasPrefix(strings.ToLower(s), strings.ToLower(start))
}

// Live and Binned are the two places where a key can be.
func Live(k Key) bool   { return k.Deleted.IsZero() }
func Binned(k Key) bool { return !k.Deleted.IsZero() }
