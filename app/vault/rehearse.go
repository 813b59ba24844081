package vault

import (
	"context"
	"crypto/rand"
	"errors"
	"strings"

	"keytray/app/files"
	"keytray/app/secret"
)

// RehearsalPrefix begins the account of the item that a rehearsal stores. It is of
// no key, so nobody takes it for a value.
const RehearsalPrefix = "_rehearsal."

const rehearsalLabel = "Keytray: test whether a new value can be stored"

// Rehearse does all that storing a new value of a key needs, with a throw-away one:
// who lets a provider make a value must have a place for it. The person may be asked
// to unlock the keychain.
func (v *Vault) Rehearse(ctx context.Context, id string) error {
	op, err := v.hold(ctx, id)
	if err != nil {
		return err
	}
	defer v.letGo(op, id)
	if _, err := v.repairKey(ctx, id); err != nil {
		return err
	}
	target, _, err := v.ready(ctx)
	if err != nil {
		return err
	}
	k, err := v.entry(ctx, id)
	if err != nil {
		return err
	}
	if _, err := v.number(ctx, k, target); err != nil {
		return err
	}
	store, item := v.at(target), RehearsalPrefix+id
	b := make([]byte, 32)
	_, _ = rand.Read(b) // never fails
	value := secret.New(b)
	defer value.Wipe()
	if err := place(ctx, store, item, rehearsalLabel, value); err != nil {
		_ = eraseItem(context.WithoutCancel(ctx), store, item)
		return err
	}
	return eraseItem(ctx, store, item)
}

// Storable tells whether a new value can be stored now without asking the person.
func (v *Vault) Storable(ctx context.Context) bool {
	target := v.Target()
	return target != "" && v.closed(ctx, target) == nil
}

// sweep deletes what rehearsals left that a crash cut off. It asks the person for nothing.
func (v *Vault) sweep(ctx context.Context) error {
	var failed error
	for _, h := range holders {
		if v.closed(ctx, h) != nil {
			continue
		}
		items, err := v.at(h).List(ctx)
		if err != nil { // not each keychain can tell what is in it
			continue
		}
		for _, item := range items {
			if id, ok := strings.CutPrefix(item.Account, RehearsalPrefix); ok && validID(id) {
				failed = errors.Join(failed, v.sweepOne(ctx, h, id))
			}
		}
	}
	return failed
}

// sweepOne leaves alone what a live rehearsal has just stored.
func (v *Vault) sweepOne(ctx context.Context, h Holder, id string) error {
	op, err := files.TryAcquire(v.opPath(id))
	if err != nil || op == nil {
		return err
	}
	defer v.letGo(op, id)
	return eraseItem(ctx, v.at(h), RehearsalPrefix+id)
}
