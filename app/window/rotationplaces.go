package window

import (
	"keytray/app/api"
	"keytray/app/text"
)

// placeFact is a place that uses a key and what is known of the value it has, behind a
// shape.
type placeFact struct{ name, shape, state string }

// placesOf are the places that use a key. While its rotation is under way each says
// which value it has; later only what is known is said.
func placesOf(k api.Key) []placeFact {
	swaps := k.Case != nil && k.Case.Stored
	known := swaps
	for _, p := range k.Places {
		known = known || p.Has
	}
	var all []placeFact
	for i, name := range k.UsedBy {
		f := placeFact{name: name}
		if known && i < len(k.Places) {
			f.shape, f.state = placeState(k.Places[i], swaps)
		}
		all = append(all, f)
	}
	return all
}

func placeState(p api.Place, swaps bool) (shape, words string) {
	switch {
	case p.Has && !p.Assumed:
		return "fresh", text.T("has this key")
	case swaps && p.Person:
		return "overdue", text.T("not told yet")
	case swaps:
		return "overdue", text.T("still holds the old key")
	}
	return "expired", text.T("not checked")
}
