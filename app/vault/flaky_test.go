package vault_test

import (
	"context"
	"fmt"
	"math/rand/v2"

	"keytray/app/keychain"
	"keytray/app/keychain/keychaintest"
	"keytray/app/secret"
)

// flaky is a store that fails at random: it refuses, it does what it was asked
// and says that it did not answer in time, it does so later, or the program dies
// before or after the call.
type flaky struct {
	*keychaintest.Memory
	w    *weather
	late []func() // calls that were given up and take effect before the next one
}

// weather is what two flaky stores have in common.
type weather struct {
	*rand.Rand
	bad     float64 // how likely each call is to fail
	between func()  // what another process does during a call; may be nil
}

var refusals = []error{keychain.ErrLocked, keychain.ErrDismissed, keychain.ErrUnavailable, keychain.ErrTimeout}

func (f *flaky) call(ctx context.Context, change bool, do func(context.Context) error) error {
	for _, late := range f.late {
		late()
	}
	f.late = nil
	if f.w.between != nil && f.w.Float64() < 0.05 {
		f.w.between()
	}
	if f.w.Float64() >= f.w.bad {
		return do(ctx)
	}
	switch f.w.IntN(6) {
	case 0:
		panic("crash")
	case 1:
		_ = do(ctx)
		panic("crash")
	case 2:
		if change {
			_ = do(ctx)
			return keychain.ErrTimeout
		}
	case 3:
		if change {
			f.late = append(f.late, func() { _ = do(context.Background()) })
			return fmt.Errorf("%w: %w", keychain.ErrTimeout, context.Canceled)
		}
	}
	return refusals[f.w.IntN(len(refusals))]
}

func (f *flaky) Get(ctx context.Context, account string) (v secret.Value, err error) {
	err = f.call(ctx, false, func(ctx context.Context) error { v, err = f.Memory.Get(ctx, account); return err })
	return v, err
}

func (f *flaky) Set(ctx context.Context, account, label string, v secret.Value) error {
	v = secret.New(v.Reveal()) // the caller may wipe it while the call goes on
	return f.call(ctx, true, func(ctx context.Context) error { return f.Memory.Set(ctx, account, label, v) })
}

func (f *flaky) Delete(ctx context.Context, account string) error {
	return f.call(ctx, true, func(ctx context.Context) error { return f.Memory.Delete(ctx, account) })
}

func (f *flaky) List(ctx context.Context) (all []keychain.Item, err error) {
	err = f.call(ctx, false, func(ctx context.Context) error { all, err = f.Memory.List(ctx); return err })
	return all, err
}

func (f *flaky) Status(ctx context.Context) (s keychain.Status) {
	for _, late := range f.late {
		late()
	}
	f.late = nil
	s = f.Memory.Status(ctx)
	if f.w.Float64() < f.w.bad {
		s.State = []keychain.State{keychain.Locked, keychain.Missing, keychain.Silent}[f.w.IntN(3)]
	}
	return s
}
