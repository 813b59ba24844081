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

// Begin writes the journal of a call to the provider, before it is made.
func (v *Vault) Begin(ctx context.Context, id string, call Call) (Key, error) {
	return v.changeKey(ctx, id, func(_ *Index, k *Key) error {
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
}

// Settle takes the journal of a call away: it is known what became of it.
func (v *Vault) Settle(ctx context.Context, id string) (Key, error) {
	return v.changeKey(ctx, id, func(_ *Index, k *Key) error {
		k.Case.Call = Call{}
		return nil
	})
}

// open tells whether a call can matter still: it is about a value that is held.
func (k Key) open(call Call) bool {
	version := k.version(call.Version)
	return call.What != "" && version != nil && settled(*version)
}
