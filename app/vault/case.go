package vault

import (
	"context"
	"slices"
	"strings"
	"time"
)

// Case is a rotation under way: from the first look at the provider's page to the
// proof that the old value is dead. It is kept with the key, so that it goes on
// after any restart.
type Case struct {
	Started time.Time `json:"started"`
	Touched time.Time `json:"touched"` // when something was done for it last
	Step    Step      `json:"step"`
	New     int       `json:"new,omitempty"`   // number of the version that it stored; 0 is none yet
	Leaked  Exposure  `json:"leaked,omitzero"` // of the value that is to die, once New is current
	Asked   Verified  `json:"asked,omitzero"`  // what the provider said of the old value last
	Call    Call      `json:"call,omitzero"`   // journal
}

// Step is where in a rotation the person is.
type Step string

// The steps of a rotation. What was done up to StepPaste can be given up without a
// trace; from StepPlaces on the new value is stored.
const (
	StepCreate Step = "create" // a new key at the provider
	StepPaste  Step = "paste"  // into Keytray
	StepPlaces Step = "places" // that use the key
	StepRevoke Step = "revoke" // the old one at the provider, with proof
)

// Steps are all of them, in their order.
var Steps = []Step{StepCreate, StepPaste, StepPlaces, StepRevoke}

// Call is the journal of a call that makes the provider change something: it is
// written before the call, and goes when its answer is dealt with. One that stays
// says that nobody knows whether the provider did it.
type Call struct {
	What    string    `json:"what"`    // rotate or revoke
	Version int       `json:"version"` // the version whose value made it, or is to die
	At      time.Time `json:"at"`
}

// Open tells whether there is a rotation under way.
func (c Case) Open() bool { return !c.Started.IsZero() }

// Person tells whether a place is a person, who can be told that the key changed:
// one that starts with @, or a mail address.
func (p Place) Person() bool {
	if strings.ContainsAny(p.Location, "/\\ :") && !strings.HasPrefix(p.Location, "@") {
		return false
	}
	return strings.Contains(p.Location, "@")
}

// Turn goes to a step of a key's rotation, and begins one if there is none.
func (v *Vault) Turn(ctx context.Context, id string, to Step) (Key, error) {
	began := false
	k, err := v.changeKey(ctx, id, func(_ *Index, k *Key) error {
		began = !k.Case.Open()
		return k.turn(to, v.now().UTC())
	})
	if err == nil && began {
		v.Log(Event{What: "rotation begun", ID: id, Name: k.Name})
	}
	return k, err
}

func (k *Key) turn(to Step, now time.Time) error {
	switch {
	case !slices.Contains(Steps, to):
		return invalid("There is no step %q of a rotation.", to)
	case k.Case.New == 0 && (to == StepPlaces || to == StepRevoke):
		return ErrNoNewValue
	}
	if !k.Case.Open() {
		k.Case = Case{Started: now}
	}
	k.Case.Step, k.Case.Touched = to, now
	return nil
}

// Abandon ends a rotation where it is. No value is destroyed: a new one that was
// stored stays the current one, and the old one is still held.
func (v *Vault) Abandon(ctx context.Context, id string) (Key, error) {
	k, err := v.changeKey(ctx, id, func(_ *Index, k *Key) error {
		if !k.Case.Open() {
			return ErrNoCase
		}
		k.Case = Case{}
		return nil
	})
	if err == nil {
		v.Log(Event{What: "rotation given up", ID: id, Name: k.Name})
	}
	return k, err
}

// Tick notes that a place has the current value, or has not.
func (v *Vault) Tick(ctx context.Context, id, location string, has bool) (Key, error) {
	return v.changeKey(ctx, id, func(_ *Index, k *Key) error {
		i := slices.IndexFunc(k.UsedBy, func(p Place) bool { return p.Location == location })
		if i < 0 {
			return ErrNoPlace
		}
		k.UsedBy[i].Has = 0
		if current, ok := k.Current(); ok && has {
			k.UsedBy[i].Has = current.Number
		}
		if k.Case.Open() {
			k.Case.Touched = v.now().UTC()
		}
		return nil
	})
}

// Says keeps what the provider said of a previous value. It destroys nothing.
func (v *Vault) Says(ctx context.Context, id string, number int, result string) (Key, error) {
	k, err := v.changeKey(ctx, id, func(_ *Index, k *Key) error {
		if version := k.version(number); version == nil || version.State != Previous {
			return ErrOtherKey
		}
		if k.Case.Open() {
			now := v.now().UTC()
			k.Case.Asked, k.Case.Touched = Verified{At: now, Result: result}, now
		}
		return nil
	})
	if err == nil {
		v.Log(Event{What: "old value checked", ID: id, Name: k.Name, Note: result})
	}
	return k, err
}

// Begin writes the journal of a call to the provider, before it is made.
func (v *Vault) Begin(ctx context.Context, id string, call Call) (Key, error) {
	return v.changeKey(ctx, id, func(_ *Index, k *Key) error {
		now := v.now().UTC()
		if !k.Case.Open() {
			k.Case = Case{Started: now, Step: StepCreate}
		}
		if k.Case.Call.What != "" {
			return ErrCallOpen
		}
		call.At = now
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

// advance follows a version that became current after was: the rotation goes on
// with the places, and what was known of the value before is about the old one now.
func (k *Key) advance(was Version, number int, now time.Time) {
	if was.Number == 0 || was.Number == number { // the first version is no rotation
		return
	}
	if !k.Case.Open() {
		k.Case = Case{Started: now}
	}
	if !k.Exposed.At.IsZero() {
		k.Case.Leaked = k.Exposed
	}
	k.Case.Step, k.Case.New, k.Case.Touched, k.Case.Asked = StepPlaces, number, now, Verified{}
}
