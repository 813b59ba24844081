package vault

import (
	"context"
	"fmt"
	"os"
	"slices"

	"keytray/app/secret"
)

// Describe tells the provider of a value, and what may be shown of it.
type Describe func(secret.Value) (provider, hint string)

// Adopt makes an entry for a stray, or adds the stray values to the entry that
// its key has. What was never in the keychain (notes, places, policy) is lost.
func (v *Vault) Adopt(ctx context.Context, s Stray, describe Describe) (Key, error) {
	op, err := v.hold(ctx, s.ID)
	if err != nil {
		return Key{}, err
	}
	defer op.Release()
	printer, err := v.printer(ctx)
	if err != nil {
		return Key{}, err
	}
	found := Key{ID: s.ID, Name: s.Name, Added: v.now().UTC()}
	slices.SortFunc(s.Items, func(a, b StrayItem) int { return b.Number - a.Number })
	for _, item := range s.Items {
		if item.Number == 0 || found.version(item.Number) != nil {
			continue // in both stores: a move was under way
		}
		version, provider, err := v.adoptVersion(ctx, found, item, printer, describe)
		if err != nil {
			return Key{}, err
		}
		found.Versions = append(found.Versions, version)
		if found.Provider == "" {
			found.Provider = provider
		}
		if version.Created.Before(found.Added) {
			found.Added = version.Created
		}
	}
	return v.adopt(ctx, found)
}

// adoptVersion reads a stray value to describe it.
func (v *Vault) adoptVersion(ctx context.Context, k Key, item StrayItem, p printer, describe Describe) (Version, string, error) {
	version := Version{Number: item.Number, State: Previous, Created: item.Created.UTC(), Holder: item.Holder.written()}
	if version.Created.IsZero() {
		version.Created = v.now().UTC()
	}
	value, err := v.at(item.Holder).Get(ctx, k.Item(item.Number))
	if err != nil {
		return Version{}, "", err
	}
	defer value.Wipe()
	if _, isKey := keyOf(value); isKey {
		if _, err := os.Stat(v.sealedPath(k.Item(item.Number))); err == nil {
			plain, err := v.unseal(k.Item(item.Number), value)
			if err != nil {
				return Version{}, "", err
			}
			value.Wipe()
			value, version.Sealed = plain, true
		}
	}
	version.Fingerprint = p.of(value)
	provider, hint := describe(value)
	version.Hint = hint
	return version, provider, nil
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
		} else {
			for _, version := range found.Versions {
				k.Versions = slices.DeleteFunc(k.Versions, func(o Version) bool { return o.Number == version.Number && !o.Held() })
				if k.version(version.Number) == nil {
					k.Versions = append(k.Versions, version)
				}
			}
			slices.SortFunc(k.Versions, func(a, b Version) int { return b.Number - a.Number })
		}
		k.newestIsCurrent()
		adopted = k.clone()
		return nil
	})
	if err == nil {
		v.Log(Event{What: "recovered", ID: adopted.ID, Name: adopted.Name})
	}
	return adopted, err
}

// newestIsCurrent and the values before it are previous, as rotation leaves them.
func (k *Key) newestIsCurrent() {
	state := Current
	for i := range k.Versions {
		if settled(k.Versions[i]) {
			k.Versions[i].State = state
			state = Previous
		}
	}
}

// free is the name, with a number if another key has it.
func (x *Index) free(name string) string {
	if cleaned, err := checkName(name); err == nil {
		name = cleaned
	} else {
		name = "recovered key"
	}
	candidate := name
	for i := 2; x.unique(candidate, "") != nil; i++ {
		candidate = fmt.Sprintf("%s (%d)", name, i)
	}
	return candidate
}
