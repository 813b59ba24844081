package vault

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"keytray/app/keychain"
	"keytray/app/secret"
	"keytray/app/text"
)

// Describe tells the provider of a value, and what may be shown of it.
type Describe func(secret.Value) (provider, hint string)

// adopter makes entries for values.
type adopter struct {
	*Vault
	target   Holder
	printer  printer
	describe Describe
	past     Key // the entry when a value was last forgotten
}

// Adopt makes an entry for a stray, or adds the stray values to the entry that
// its key has. What was never in the keychain (notes, places, policy) is lost, if
// the key was not forgotten. A value whose sealed file cannot be read stays a stray,
// for the file may come back, and the other values of the key are adopted; with none
// that can be read the error wraps ErrSealed. See Discard.
func (v *Vault) Adopt(ctx context.Context, s Stray, describe Describe) (Key, error) {
	op, err := v.hold(ctx, s.ID)
	if err != nil {
		return Key{}, err
	}
	defer v.letGo(op, s.ID)
	// The entry may be cut off, or on its way out: what comes back must not go with it.
	if _, err := v.repairKey(ctx, s.ID); err != nil {
		return Key{}, err
	}
	target, p, err := v.ready(ctx)
	if err != nil {
		return Key{}, err
	}
	past := v.remembered(s.ID)
	k, err := v.entry(ctx, s.ID)
	if errors.As(err, new(*NotFoundError)) {
		k, err = Key{ID: s.ID, Name: s.Name, Added: v.now().UTC()}.recall(past), nil
	}
	if err != nil {
		return Key{}, err
	}
	return adopter{v, target, p, describe, past}.all(ctx, k, s.Items)
}

// all adopts the values of one key.
func (a adopter) all(ctx context.Context, k Key, items []StrayItem) (Key, error) {
	var apart []StrayItem
	var unreadable error
	readable := 0
	items = slices.SortedStableFunc(slices.Values(items), func(a, b StrayItem) int { return cmp.Compare(b.Number, a.Number) })
	for _, item := range items {
		switch fits, err := a.join(ctx, &k, item); {
		case errors.Is(err, ErrSealed):
			unreadable = err
		case err != nil:
			return Key{}, err
		case !fits:
			apart = append(apart, item)
		default:
			readable++
		}
	}
	if len(k.Versions) == 0 {
		return Key{}, cmp.Or(unreadable, error(&NotFoundError{k.Name})) // or all gone meanwhile
	}
	if unreadable != nil && readable+len(apart) == 0 {
		return Key{}, unreadable
	}
	k, err := a.adopt(ctx, k)
	if err != nil {
		return Key{}, err
	}
	if err := a.tidyMove(ctx, k.ID); err != nil {
		return Key{}, err
	}
	for _, item := range apart {
		switch err := a.apart(ctx, k, item); {
		case errors.Is(err, ErrSealed):
			unreadable = err
		case err != nil:
			return Key{}, err
		default:
			readable++
		}
	}
	if unreadable != nil && readable == 0 {
		return Key{}, unreadable
	}
	return k, nil
}

// join adds a stray value to its key. It does not fit where the key has another
// value of that number.
func (a adopter) join(ctx context.Context, k *Key, item StrayItem) (fits bool, err error) {
	theirs, err := a.at(item.Holder).Get(ctx, k.Item(item.Number))
	if errors.Is(err, keychain.ErrNotFound) {
		return true, nil // gone meanwhile
	}
	if err != nil {
		return false, err
	}
	defer theirs.Wipe()
	version := k.version(item.Number)
	if version == nil || !version.Held() {
		return true, a.add(k, item, theirs)
	}
	if slices.Contains(version.homes(), item.Holder) {
		return true, nil
	}
	mine, err := a.at(version.HeldBy()).Get(ctx, k.Item(item.Number))
	defer mine.Wipe()
	switch {
	case errors.Is(err, keychain.ErrNotFound): // the index is of before a move
		version.Holder = item.Holder.written()
	case err != nil:
		return false, err
	case !mine.Equal(theirs):
		return false, nil
	default: // a move was under way
		version.Leftover = item.Holder
	}
	return true, nil
}

// add adds a version.
func (a adopter) add(k *Key, item StrayItem, value secret.Value) error {
	version := Version{Number: item.Number, State: Previous, Created: item.Created.UTC(), Holder: item.Holder.written()}
	if was := a.past.version(item.Number); was != nil {
		version.Created, version.Expires = was.Created, was.Expires
		of := a.past.AskedOf(*was)
		version.Kind, version.Account = of.Kind, of.Account
		if k.Provider != "" && of.Provider != k.Provider {
			version.Provider = of.Provider
		}
	}
	if version.Created.IsZero() {
		version.Created = a.now().UTC()
	}
	plain, sealed, err := a.open(k.Item(item.Number), value)
	if err != nil {
		return err
	}
	defer plain.Wipe()
	provider, hint := a.describe(plain)
	k.Provider = cmp.Or(k.Provider, provider)
	version.Sealed, version.Hint, version.Fingerprint = sealed, hint, a.printer.of(plain)
	if version.Created.Before(k.Added) {
		k.Added = version.Created
	}
	k.Versions = slices.DeleteFunc(k.Versions, func(o Version) bool { return o.Number == item.Number })
	k.Versions = append(k.Versions, version)
	return nil
}

// open is the value that an item stands for.
func (v *Vault) open(item string, value secret.Value) (plain secret.Value, sealed bool, err error) {
	key, sealed := keyOf(value)
	clear(key)
	if !sealed {
		return secret.New(value.Reveal()), false, nil
	}
	plain, err = v.unseal(item, value)
	return plain, true, err
}

// adopt writes the entry.
func (v *Vault) adopt(ctx context.Context, found Key) (Key, error) {
	var adopted Key
	err := v.change(ctx, func(x *Index) error {
		k := x.key(found.ID)
		if k == nil {
			found.Name = x.free(found.Name)
			x.Keys = append(x.Keys, found.clone())
			k = &x.Keys[len(x.Keys)-1]
		}
		was, _ := k.Current()
		for _, version := range found.Versions {
			switch mine := k.version(version.Number); {
			case mine == nil:
				k.Versions = append(k.Versions, version)
			case !mine.Held():
				*mine = version
			default:
				mine.Holder, mine.Leftover = version.Holder, version.Leftover
			}
		}
		k.settle()
		k.follow(was)
		k.advance(was, v.now().UTC())
		k.Case.Dead = k.Case.Dead && k.Previous() == 0
		adopted = k.clone()
		return nil
	})
	if err == nil {
		v.Log(Event{What: "recovered", ID: adopted.ID, Name: adopted.Name})
	}
	return adopted, err
}

// free is the name, with a number if another key has it.
func (x *Index) free(name string) string {
	if cleaned, err := checkName(name); err == nil {
		name = cleaned
	} else {
		name = text.T("recovered key")
	}
	candidate := name
	for i := 2; x.unique(candidate, "") != nil; i++ {
		candidate = fmt.Sprintf("%s (%d)", name, i)
	}
	return candidate
}
