package vault

import (
	"context"
	"errors"
	"slices"
	"time"

	"keytray/app/keychain"
	"keytray/app/rotation"
)

// Edit lets f change what is known about a key and the dates of its current
// version, not its ID, bin or other versions.
func (v *Vault) Edit(ctx context.Context, id string, f func(k *Key, current *Version) error) (Key, error) {
	renamed := false
	k, err := v.changeKey(ctx, id, func(x *Index, k *Key) error {
		next := k.clone()
		current, _ := next.Current()
		if err := f(&next, next.version(current.Number)); err != nil {
			return err
		}
		if err := next.check(); err != nil {
			return err
		}
		if err := x.unique(next.Name, id); err != nil {
			return err
		}
		if issuer := next.Provider; issuer != k.Provider {
			next.Provider = k.Provider
			next.of(issuer)
		}
		if next.Provider != k.Provider || next.Kind != k.Kind || next.Account != k.Account {
			next.Verified = Verified{} // it was about something else
		}
		renamed = next.Name != k.Name
		*k = next
		return nil
	})
	if err != nil {
		return k, err
	}
	v.Log(Event{What: "edited", ID: id, Name: k.Name})
	if renamed {
		v.relabel(ctx, k)
	}
	return k, nil
}

// relabel shows a new name in keychain programs, if that takes no prompt. The
// name is changed with or without: what is left undone here, Compare finds.
func (v *Vault) relabel(ctx context.Context, k Key) {
	open := map[Holder]bool{}
	for _, h := range holders {
		open[h] = slices.ContainsFunc(k.Versions, func(o Version) bool { return settled(o) && o.HeldBy() == h }) && v.closed(ctx, h) == nil
	}
	for _, version := range k.Versions {
		if settled(version) && open[version.HeldBy()] {
			_ = v.at(version.HeldBy()).Relabel(ctx, k.Item(version.Number), k.Label())
		}
	}
}

// Label gives the items of a key the label of its present name.
func (v *Vault) Label(ctx context.Context, id string) error {
	x, err := v.Index(ctx)
	if err != nil {
		return err
	}
	k := x.key(id)
	if k == nil {
		return &NotFoundError{id}
	}
	for _, version := range k.Versions {
		if !settled(version) {
			continue
		}
		err := v.at(version.HeldBy()).Relabel(ctx, k.Item(version.Number), k.Label())
		if err != nil && !errors.Is(err, keychain.ErrUnsupported) && !errors.Is(err, keychain.ErrNotFound) {
			return err
		}
	}
	return nil
}

// Expose marks a key as exposed: somebody else may have seen its value.
func (v *Vault) Expose(ctx context.Context, id string, how Exposure) (Key, error) {
	k, err := v.changeKey(ctx, id, func(_ *Index, k *Key) error {
		how.At = v.now().UTC()
		if !k.Exposed.At.IsZero() { // what is said later does not make it newer
			how.At = k.Exposed.At
		}
		k.Exposed = how
		return k.check()
	})
	if err == nil {
		v.Log(Event{What: "exposed", ID: id, Name: k.Name, Note: how.Note})
	}
	return k, err
}

// Unexpose takes the mark away: nobody has seen the value after all. That is the current
// one, if it is marked, else the one that is to die.
func (v *Vault) Unexpose(ctx context.Context, id string) (Key, error) {
	k, err := v.changeKey(ctx, id, func(_ *Index, k *Key) error {
		if k.Exposed.At.IsZero() && k.Case.Leaked.At.IsZero() {
			return ErrNotExposed
		}
		if k.Exposed.At.IsZero() {
			k.Case.Leaked = Exposure{}
		}
		k.Exposed = Exposure{}
		return nil
	})
	if err == nil {
		v.Log(Event{What: "not exposed", ID: id, Name: k.Name})
	}
	return k, err
}

// Snooze silences one key's reminders until then.
func (v *Vault) Snooze(ctx context.Context, id string, until time.Time) error {
	k, err := v.changeKey(ctx, id, func(_ *Index, k *Key) error {
		k.SnoozedUntil = until.UTC()
		return nil
	})
	if err == nil {
		v.Log(Event{What: "snoozed", ID: id, Name: k.Name})
	}
	return err
}

// Pause silences the reminders of all keys until then.
func (v *Vault) Pause(ctx context.Context, until time.Time) error {
	return v.change(ctx, func(x *Index) error {
		x.PausedUntil = until.UTC()
		return nil
	}, Event{What: "snoozed"})
}

// Copied counts a copy to the clipboard, of the current value or the one before it.
func (v *Vault) Copied(ctx context.Context, id string, previous bool) error {
	k, err := v.changeKey(ctx, id, func(_ *Index, k *Key) error {
		k.Copied.Count++
		k.Copied.Last = v.now().UTC()
		return nil
	})
	if err == nil {
		e := Event{What: "copied", ID: id, Name: k.Name}
		if previous {
			e.Note = "old value"
		}
		v.Log(e)
	}
	return err
}

// Said records a digest that was shown.
func (v *Vault) Said(ctx context.Context, say []rotation.Reminder, at time.Time) error {
	return v.change(ctx, func(x *Index) error {
		x.LastDigest = at.UTC()
		for _, r := range say {
			if k := x.key(r.ID); k != nil {
				k.Reminded = r.Word(at.UTC())
			}
		}
		return nil
	})
}
