package cli

import (
	"bytes"
	"slices"

	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/text"
)

// doubts are why a new value may be another than the person means.
func (d *dialogue) doubts(found pasted) ([]string, error) {
	if d.anyway {
		return nil, nil
	}
	var all []string
	if len(d.issuer.Kinds) > 0 || d.issuer.ID == provider.Other { // else nobody knows what its keys look like
		all = doubtful(d.key, d.issuer, found.found)
	}
	old, err := d.s.Get(d.ctx, api.GetRequest{Name: d.key.ID, Why: api.WhyGet})
	defer old.Wipe()
	switch {
	case err == nil:
		all = append(all, partOf(old.Reveal(), found.value.Reveal())...)
	case slices.Contains([]api.Kind{api.Locked, api.Dismissed, api.Unavailable, api.Silent, api.NoAgent}, api.KindOf(err)):
		return nil, err // nor would it take the new one
	}
	return all, nil
}

// shortestPart is how long a value is that stands in another one by no chance.
const shortestPart = 8

// partOf tells of two values of which one is a part of the other. The very same one
// is refused elsewhere.
func partOf(old, pasted []byte) []string {
	switch {
	case bytes.Equal(old, pasted), min(len(old), len(pasted)) < shortestPart:
	case bytes.Contains(old, pasted):
		return []string{text.T("It is a part of the value that the key has already. Check that it is the new one, copied whole.")}
	case bytes.Contains(pasted, old):
		return []string{text.T("The value that the key has already is a part of it. Check that it is the new one alone.")}
	}
	return nil
}

// refuseDoubts is for where nobody can be asked.
func (d *dialogue) refuseDoubts(found pasted) error {
	doubts, err := d.doubts(found)
	if err == nil && len(doubts) > 0 {
		err = &api.Error{Kind: api.Refused, Text: text.Sentences(append(doubts, text.T("Nothing was stored; --anyway stores it as it is."))...)}
	}
	return err
}
