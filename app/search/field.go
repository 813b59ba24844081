package search

// Field is a part of a key.
type Field byte

// Fields, in the order in which a hit in them counts.
const (
	Nowhere Field = iota // the query has no words that stand in a text: is:due
	Name
	Provider // by its name or its ID
	Account
	Env // the environment variable
	Tag
	Place // that uses the key
	Note
)

// cost is what a word costs by where and how it fits; the cheapest hit is the
// first. The beginning of the name comes before that of a word in it, then provider,
// account, variable, tags and places; then what is only inside a word, then what is
// only there with letters left out, then notes.
func cost(f Field, how fit) int {
	if how == none {
		return tooMuch
	}
	base := [...]int{Name: 0, Provider: 20, Account: 30, Env: 35, Tag: 40, Place: 45, Note: 90}[f]
	switch how {
	case whole, firstWord, start:
		if f == Name {
			base += int(how - whole) // "chat" is "chat app" rather than "chatter"
		}
		return base
	case word, wordStart:
		if f == Name {
			return base + 7 + int(how-word)
		}
		return base + 1
	case initials:
		if f == Name {
			return base + 11
		}
		return base + 3
	case inside:
		return 60 + int(f-Name)
	}
	return 70 + int(f-Name)
}

const (
	tooMuch = 1 << 10 // no word fits that badly
	// What the whole query costs if it is the name, letter by letter or folded, or its
	// beginning. Every other hit costs at least costWords.
	costExact, costName, costPhrase, costWords = 0, 1, 2, 3
)
