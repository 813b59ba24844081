package vault

import (
	"context"
	"slices"
	"strings"
)

// Place is an app, a file, a machine or a person that holds the key.
type Place struct {
	Location string `json:"location"`
	Has      int    `json:"has,omitempty"` // number of the version that it is known to have; 0 is not known
	// Assumed says that Has was taken for granted: nobody has ticked it off or looked.
	Assumed bool `json:"assumed,omitempty"`
}

// Person tells whether a place is a person, who can be told that the key changed:
// one that starts with @, or a mail address.
func (p Place) Person() bool {
	if strings.HasPrefix(p.Location, "@") {
		return true
	}
	return strings.Contains(p.Location, "@") && !strings.ContainsAny(p.Location, "/\\ :")
}

// Tick notes that a place has the current value, or has not. Before there is a new one
// that says nothing: ErrNoNewValue, or ErrNeverNew without a rotation. Where the old value is
// dead and only places were left, the last one ends the rotation.
func (v *Vault) Tick(ctx context.Context, id, location string, has bool) (Key, error) {
	var was Case
	k, err := v.changeKey(ctx, id, func(_ *Index, k *Key) error {
		was = k.Case
		if err := k.tick(location, has); err != nil {
			return err
		}
		if !k.Case.Open() {
			return nil
		}
		now := v.now().UTC()
		k.Case.Touched = now
		if k.Case.Dead && k.everywhere() {
			k.Case.Step = StepRevoke
			k.finish(now)
		}
		return nil
	})
	if err == nil {
		v.logEnd(was, k)
	}
	return k, err
}

func (k *Key) tick(location string, has bool) error {
	i := slices.IndexFunc(k.UsedBy, func(p Place) bool { return p.Location == strings.TrimSpace(location) })
	if i < 0 {
		return ErrNoPlace
	}
	switch {
	case k.Case.Open() && k.Case.New == 0:
		return ErrNoNewValue
	case !k.Case.Open() && len(k.Versions) == 1:
		return ErrNeverNew
	}
	k.UsedBy[i].Has, k.UsedBy[i].Assumed = 0, false
	if current, ok := k.Current(); ok && has {
		k.UsedBy[i].Has = current.Number
	}
	return nil
}

// everywhere tells whether each place has the current value.
func (k Key) everywhere() bool {
	current, ok := k.Current()
	return ok && !slices.ContainsFunc(k.UsedBy, func(p Place) bool { return p.Has != current.Number })
}

// UseIn says where the key is used. What is known of a place that stays is kept. A
// new one is taken to have the value, unless a rotation has just stored a new one:
// then nobody knows which it has.
func (k *Key) UseIn(locations []string) {
	has := k.assumed()
	var all []Place
	for _, l := range locations {
		place := Place{strings.TrimSpace(l), has, has != 0}
		for _, known := range k.UsedBy {
			if known.Location == place.Location {
				place = known
			}
		}
		all = append(all, place)
	}
	k.UsedBy = all
}

// assumed is the version that a new place is taken to have; 0 is not known.
func (k *Key) assumed() int {
	if current, ok := k.Current(); ok && k.Case.New == 0 {
		return current.Number
	}
	return 0
}
