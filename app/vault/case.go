package vault

import (
	"context"
	"slices"
	"time"

	"keytray/app/rotation"
)

// Case is a rotation under way: from the first look at the provider's page to the
// proof that the old value is dead. It is kept with the key, so that it goes on
// after any restart.
type Case struct {
	Started time.Time `json:"started"`
	Touched time.Time `json:"touched"` // when something was done for it last
	Step    Step      `json:"step"`
	New     int       `json:"new,omitempty"`   // number of the version that it stored; 0 is none yet
	Dead    bool      `json:"dead,omitempty"`  // no old value is alive or held; only places are left
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

// Open tells whether there is a rotation under way.
func (c Case) Open() bool { return !c.Started.IsZero() }

// Turn goes to a step of a key's rotation, and begins one if there is none. Where
// every old value is dead already, going on to StepRevoke is the end of it.
func (v *Vault) Turn(ctx context.Context, id string, to Step) (Key, error) {
	var was Case
	k, err := v.changeKey(ctx, id, func(_ *Index, k *Key) error {
		was = k.Case
		return k.turn(to, v.now().UTC())
	})
	switch {
	case err != nil:
	case !was.Open():
		v.Log(Event{What: "rotation begun", ID: id, Name: k.Name})
	default:
		v.logEnd(was, k)
	}
	return k, err
}

func (k *Key) turn(to Step, now time.Time) error {
	current, ok := k.Current()
	stored := to == StepPlaces || to == StepRevoke
	switch {
	case !slices.Contains(Steps, to):
		return invalid("There is no step %q of a rotation.", to)
	case !ok:
		return &NotFoundError{k.Name}
	case !k.Case.Open():
		k.Case = Case{Started: now}
		if stored && k.Previous() > 0 { // of a rotation that was given up, or that no case was kept of
			k.Case.New = current.Number
		}
	}
	if stored && k.Case.New == 0 {
		return ErrNoNewValue
	}
	k.Case.Step, k.Case.Touched = to, now
	if k.Case.Dead {
		k.finish(now)
	}
	return nil
}

// Abandon ends a rotation where it is. No value is destroyed: a new one that was
// stored stays the current one, and the old one is still held. While that has leaked, or
// nobody knows what became of a call, the case is the only thing that knows of it: it stays.
func (v *Vault) Abandon(ctx context.Context, id string) (Key, error) {
	k, err := v.changeKey(ctx, id, func(_ *Index, k *Key) error {
		switch {
		case !k.Case.Open():
			return ErrNoCase
		case k.open(k.Case.Call):
			return ErrCallOpen
		case k.Dying() > 0:
			return &DyingError{k.Name}
		case !k.Case.Leaked.At.IsZero():
			return &LeakedError{k.Name}
		}
		k.Case = Case{}
		return nil
	})
	if err == nil {
		v.Log(Event{What: "rotation given up", ID: id, Name: k.Name})
	}
	return k, err
}

// advance follows a version that became current after was: the rotation goes on
// with the places, and what was known of the value before is about the old one now.
func (k *Key) advance(was Version, now time.Time) {
	current, ok := k.Current()
	if !ok || was.Number == 0 || current.Number <= was.Number { // the first version is no rotation
		return
	}
	if !k.Case.Open() {
		k.Case = Case{Started: now}
	}
	if k.Case.Leaked.At.IsZero() { // else an older one has leaked, and is not dead yet
		k.Case.Leaked = k.Exposed
	}
	k.Case.Step, k.Case.New, k.Case.Touched = StepPlaces, current.Number, now
	k.Case.Asked, k.Case.Dead = Verified{}, false
	if k.Case.Call.What == CallRotate { // it brought this value, or its own is not needed any more
		k.Case.Call = Call{}
	}
	k.Exposed, k.SnoozedUntil, k.Reminded = Exposure{}, time.Time{}, rotation.Reminded{}
}

// retreat follows the loss of the new value: was is the version that was current
// before, and an older one is again. Whoever has seen that has seen the key.
func (k *Key) retreat(was Version) {
	current, ok := k.Current()
	if !ok || k.Case.New == 0 || current.Number >= was.Number {
		return
	}
	k.restart()
}

// restart lets a rotation wait for a new value again.
func (k *Key) restart() {
	if !k.Case.Leaked.At.IsZero() {
		k.Exposed = k.Case.Leaked
	}
	k.Case.Step, k.Case.New = StepCreate, 0
	k.Case.Leaked, k.Case.Asked, k.Case.Dead = Exposure{}, Verified{}, false
}

// finish follows the end of an old value. With the last one that is held the
// rotation is done, unless the person has not come past the places yet.
func (k *Key) finish(now time.Time) {
	if !k.Case.Open() {
		return
	}
	if !k.open(k.Case.Call) { // its value is dead: nothing is left to be found out
		k.Case.Call = Call{}
	}
	switch {
	case k.Case.New == 0 || k.Previous() > 0:
		k.Case.Dead, k.Case.Touched = false, now
		return
	case k.Case.Step != StepRevoke:
		k.Case.Dead, k.Case.Touched = true, now
		k.Case.Leaked, k.Case.Asked = Exposure{}, Verified{}
		return
	}
	call := k.Case.Call
	k.Case = Case{}
	if call.What != "" { // nobody knows yet what became of it
		k.Case = Case{Started: now, Touched: now, Step: StepCreate, Call: call}
	}
}

// logEnd writes down that a rotation is done, if it is.
func (v *Vault) logEnd(was Case, k Key) {
	if was.New != 0 && k.Case.New == 0 {
		v.Log(Event{What: "rotation finished", ID: k.ID, Name: k.Name})
	}
}
