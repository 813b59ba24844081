package vault

import (
	"context"
	"time"
)

// Call is the journal of a call that makes the provider change something: it is
// written before the call, and goes when its answer is dealt with. One that stays
// says that nobody knows whether the provider did it.
type Call struct {
	What    string    `json:"what"`    // CallRotate or CallRevoke
	Version int       `json:"version"` // the version whose value made it, or is to die
	At      time.Time `json:"at"`
}

// What a call makes the provider do.
const (
	CallRotate = "rotate" // give out a new value
	CallRevoke = "revoke" // end a value
)

// Begin writes the journal of a call to the provider, before it is made. It is written
// twice: if the index is damaged, the last good copy must know of the call, too.
func (v *Vault) Begin(ctx context.Context, id string, call Call) (Key, error) {
	k, err := v.changeKey(ctx, id, func(_ *Index, k *Key) error {
		now := v.now().UTC()
		call.At = now
		switch {
		case k.Case.Call.What != "":
			return ErrCallOpen
		case !k.open(call):
			return ErrOtherKey
		case !k.Case.Open():
			k.Case = Case{Started: now, Step: StepCreate}
		}
		k.Case.Call, k.Case.Touched = call, now
		return nil
	})
	if err == nil {
		_ = v.change(ctx, func(*Index) error { return nil }) // without the second the first stands
	}
	return k, err
}

// Settle takes the journal of a call away: it is known what became of it. That of
// another call stays.
func (v *Vault) Settle(ctx context.Context, id string, call Call) (Key, error) {
	return v.changeKey(ctx, id, func(_ *Index, k *Key) error {
		if k.Case.Call.is(call) {
			k.Case.Call = Call{}
		}
		return nil
	})
}

// is tells whether two are the same call.
func (c Call) is(o Call) bool {
	return c.What == o.What && c.Version == o.Version && c.At.Equal(o.At)
}

// open tells whether a call can matter still: it is about a value that is held.
func (k Key) open(call Call) bool {
	version := k.version(call.Version)
	return call.What != "" && version != nil && settled(*version)
}
