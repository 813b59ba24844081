package vault_test

import (
	"context"
	"slices"

	"keytray/app/secret"
	"keytray/app/vault"
)

// goOn does something for the rotation of a key, sensible or not.
func (l *life) goOn(ctx context.Context, v *vault.Vault, id string, k *known) (what string, err error) {
	switch l.IntN(10) {
	case 8:
		return "go back", l.back(ctx, v, id, k)
	case 9:
		return "revoke by number", l.revokeOne(ctx, v, id, k)
	case 0, 1, 2:
		to := vault.Steps[l.IntN(len(vault.Steps))]
		_, err = v.Turn(ctx, id, to)
		return "turn to " + string(to), err
	case 3:
		_, err = v.Tick(ctx, id, []string{"server", "laptop"}[l.IntN(2)], l.IntN(3) > 0)
		return "tick", err
	case 4:
		_, err = v.Abandon(ctx, id)
		return "abandon", err
	case 5:
		return "call", l.call(ctx, v, id)
	case 6:
		return "rotate to an old value", l.rotateBack(ctx, v, id, k)
	}
	return "say or refuse", l.refuse(ctx, v, id, k)
}

// call begins a call to the provider, or settles the last one in one way or another.
func (l *life) call(ctx context.Context, v *vault.Vault, id string) error {
	x, err := v.Index(ctx)
	if err != nil {
		return err
	}
	k := keyIn(x, id)
	switch call := k.Case.Call; {
	case call.What != "" && l.IntN(2) == 0:
		_, err = v.Settle(ctx, id, call)
	case call.What != "":
		_, err = v.Withdraw(ctx, id, call)
	case l.IntN(2) == 0 && len(k.Versions) > 0:
		_, err = v.Begin(ctx, id, vault.Call{What: vault.CallRevoke, Version: k.Versions[l.IntN(len(k.Versions))].Number})
	default:
		_, err = v.Begin(ctx, id, vault.Call{What: vault.CallRotate, Version: k.Asked().Number})
	}
	return err
}

func (l *life) rotateBack(ctx context.Context, v *vault.Vault, id string, k *known) error {
	if len(k.previous) == 0 || k.unsure {
		return nil
	}
	err := l.rotate(ctx, v, id, k, k.previous[l.IntN(len(k.previous))])
	if l.bad == 0 && err == nil { // in bad weather it may be that it cannot be read
		l.fail("an old value was taken for a new one")
	}
	return err
}

// back goes back to the value before, which may be any of those that are held.
func (l *life) back(ctx context.Context, v *vault.Vault, id string, k *known) error {
	before := k.current
	l.calm(func() { // until it is certain it may be each of them
		x, err := v.Index(context.Background())
		if err != nil {
			l.fail("%v", err)
		}
		key := keyIn(x, id)
		for _, version := range key.Versions {
			if value, err := v.Fetch(context.Background(), key, version); err == nil {
				k.current = append(slices.Clone(k.current), value)
			}
		}
	})
	if _, err := v.Back(ctx, id); err != nil {
		return err
	}
	l.calm(func() {
		now, err := v.Value(context.Background(), id)
		if err != nil {
			l.fail("went back, and no value is in use: %v", err)
		}
		k.use(now, before)
	})
	return nil
}

// revokeOne destroys the newest previous value, which is known to be dead.
func (l *life) revokeOne(ctx context.Context, v *vault.Vault, id string, k *known) error {
	x, err := v.Index(ctx)
	if err != nil {
		return err
	}
	key := keyIn(x, id)
	for _, version := range key.Versions {
		if version.State != vault.Previous {
			continue
		}
		l.calm(func() {
			if value, err := v.Fetch(context.Background(), key, version); err == nil {
				k.previous = slices.DeleteFunc(k.previous, func(o secret.Value) bool { return o.Equal(value) })
			}
		})
		_, err := v.RevokeOnly(ctx, id, version.Number)
		return err
	}
	return vault.ErrNoPrevious
}

// refuse lets the provider accept or refuse the newest previous value.
func (l *life) refuse(ctx context.Context, v *vault.Vault, id string, k *known) error {
	x, err := v.Index(ctx)
	if err != nil {
		return err
	}
	key := keyIn(x, id)
	for _, version := range key.Versions {
		if version.State != vault.Previous {
			continue
		}
		if l.IntN(2) == 0 {
			_, err := v.Says(ctx, id, key.AskedOf(version), "accepted", true)
			return err
		}
		l.calm(func() { // from the first moment on it may be gone
			if value, err := v.Fetch(context.Background(), key, version); err == nil {
				k.previous = slices.DeleteFunc(k.previous, func(o secret.Value) bool { return o.Equal(value) })
			}
		})
		_, err := v.Refused(ctx, id, key.Asked(), "rejected", key.AskedOf(version))
		return err
	}
	return vault.ErrNoPrevious
}

func keyIn(x vault.Index, id string) vault.Key {
	for _, k := range x.Keys {
		if k.ID == id {
			return k
		}
	}
	return vault.Key{}
}

// checkCase wants a rotation to fit the values that the key has.
func (l *life) checkCase(k vault.Key) {
	current, _ := k.Current()
	stored := k.Case.Step == vault.StepPlaces || k.Case.Step == vault.StepRevoke
	switch c := k.Case; {
	case !c.Open() && c != vault.Case{}:
		l.fail("%s: something is left of a rotation that is over: %+v", k.ID, c)
	case c.Open() && !slices.Contains(vault.Steps, c.Step):
		l.fail("%s: the rotation is at no step: %+v", k.ID, c)
	case c.New != 0 && c.New != current.Number:
		l.fail("%s: the rotation stored version %d, and current is %d", k.ID, c.New, current.Number)
	case stored && c.New == 0:
		l.fail("%s: the rotation is at step %s without a new value", k.ID, c.Step)
	case c.Dead && k.Previous() > 0:
		l.fail("%s: what is held is not dead", k.ID)
	}
	for _, p := range k.UsedBy {
		if p.Has > current.Number {
			l.fail("%s: %s has version %d, and current is %d", k.ID, p.Location, p.Has, current.Number)
		}
	}
}
