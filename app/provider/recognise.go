package provider

// Finding is what a pasted text turned out to be. Nothing in it but Value and
// Env comes from the text, so that all the rest can be shown and logged.
type Finding struct {
	// Value is the key, without what stood around it. It is part of the text.
	Value []byte
	// Peeled names what was taken away, as words to finish "Removed …": "quotes
	// around the key". Spaces and line ends around it are not worth a word.
	Peeled []string
	Env    string // the variable that was pasted with it: OPENAI_API_KEY
	// Matches are the kinds of key that it may be, best first.
	Matches []Match
	// Problem is why it is no key to store as it is; "" for none.
	Problem Problem
	// Lengths are the lengths that a cut-off key should have.
	Lengths []int
}

// Match is one kind of key that a value may be.
type Match struct {
	Provider Provider
	// Kind is zero when only the name of the variable tells the provider.
	Kind       Kind
	Confidence Confidence
	// Mistyped: the form is right and its checksum is not.
	Mistyped bool
}

// Confidence says how much a form tells.
type Confidence int

// A Sure match is of a form that one provider alone uses. Likely: others use
// the same form. Possible: nothing but length and alphabet fit, or the name of
// the variable says so.
const (
	Possible Confidence = iota + 1
	Likely
	Sure
)

// Sure is the match that needs no question. Only one is ever sure; a pattern of
// the person's own that fits too may follow it.
func (f Finding) Sure() (Match, bool) {
	if len(f.Matches) > 0 && f.Matches[0].Confidence == Sure {
		return f.Matches[0], true
	}
	return Match{}, false
}

// Guess is the match to take as the provider when nobody is asked: the sure
// one, or the only likely one if its form has a prefix, as Stripe's sk_live_.
func Guess(f Finding) (Match, bool) {
	if m, ok := f.Sure(); ok {
		return m, true
	}
	if len(f.Matches) == 0 || f.Matches[0].Confidence != Likely || f.Matches[0].Kind.Prefix == "" {
		return Match{}, false
	}
	if len(f.Matches) > 1 && f.Matches[1].Confidence == Likely {
		return Match{}, false
	}
	return f.Matches[0], true
}

const (
	longestText = 1 << 20 // 1 MiB: nobody's key; it is not even looked at
	longestKey  = 1 << 14 // 16 KiB: a service-account file has 2 to 3, the longest token 1
)

// Recognise tells what a pasted text is. It does not keep it.
func (c *Catalogue) Recognise(text []byte) Finding { return c.RecogniseFor(text, "") }

// RecogniseFor is Recognise for somebody who has already said whose key it is:
// hint is the ID of a provider or the name of an environment variable. It
// decides between providers whose keys look the same, and never against a form
// that is one provider's alone.
func (c *Catalogue) RecogniseFor(text []byte, hint string) Finding {
	if len(text) > longestText {
		return Finding{Value: text, Problem: TooLong}
	}
	f := Finding{Value: trim(text)}
	if len(f.Value) == 0 {
		f.Problem = Empty
		return f
	}
	if hasControl(f.Value) {
		f.Problem = Control
		return f
	}
	whole := f.Value
	f.Value, f.Peeled, f.Env = c.peel(whole)
	hints := hints{hint, f.Env}
	if len(f.Value) == 0 {
		f.Problem = Empty
	} else {
		f.Matches = c.match(f.Value, hints)
		c.judge(&f, whole, hints)
	}
	if f.Problem == File || f.Problem == SeveralKeys { // and no key among it is meant
		f.Value, f.Peeled, f.Env = whole, nil, ""
		return f
	}
	if len(f.Matches) == 0 || f.Matches[0].Confidence == Possible && f.Problem == "" {
		f.Matches = append(c.owners(hints), f.Matches...) // whose keys may have changed their form
	}
	return f
}

// known tells whether a value is of a form that one provider alone uses.
func (c *Catalogue) known(value []byte) bool {
	for _, form := range c.forms(value) {
		if form.kind.Strength == Unique {
			return true
		}
	}
	return false
}
