package rotation

// Source says who wants a rotation window.
type Source int

// Sources, the first that says something wins.
const (
	FromPerson   Source = iota // chosen for the provider
	FromProvider               // suggested by the catalogue
	FromSettings               // for all keys
)

// Windows are what is wanted for the keys of one provider. Chosen and Suggested
// are zero where nobody wants anything; Usual is whole.
type Windows struct{ Chosen, Suggested, Usual Policy }

// For returns what fills the fields that a key's own policy leaves open, and who
// wants it. A suggestion makes no window longer than the usual one: who rotates
// every two months does so everywhere. The two fields of a window belong together,
// so what would end before it opens gives way to the next source.
func (w Windows) For(own Policy) (Policy, Source) {
	if own.Or(w.Chosen).Validate() == nil && w.Chosen != (Policy{}) {
		return w.Chosen, FromPerson
	}
	if s := w.shortened(); s != w.Usual && own.Or(s).Validate() == nil {
		return s, FromProvider
	}
	return w.Usual, FromSettings
}

// shortened is the suggestion within the usual window.
func (w Windows) shortened() Policy {
	s := w.Suggested.Or(w.Usual)
	return Policy{DueAfter: min(s.DueAfter, w.Usual.DueAfter), OverdueAfter: min(s.OverdueAfter, w.Usual.OverdueAfter)}
}

// Fill is the whole window of a key. Where none of the sources fits its own field,
// that one counts, and the other one follows it.
func (w Windows) Fill(own Policy) Policy {
	fallback, _ := w.For(own)
	switch p := own.Or(fallback); {
	case p.Validate() == nil:
		return p
	case own.DueAfter == 0:
		return Policy{DueAfter: max(own.OverdueAfter-1, 1), OverdueAfter: max(own.OverdueAfter, 2)}
	case own.OverdueAfter == 0:
		return Policy{DueAfter: own.DueAfter, OverdueAfter: own.DueAfter + 1}
	default:
		return p
	}
}
