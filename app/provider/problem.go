package provider

import "bytes"

// Problem is why a text is no key to store as it is.
type Problem string

// Problems. Only CutOff, Spaces, Malformed and OddLength are about the key of a
// known provider, and then Matches says whose.
const (
	Empty       Problem = "empty"
	TooShort    Problem = "too short"   // fewer than 8 characters
	TooLong     Problem = "too long"    // over 1 MiB
	Placeholder Problem = "placeholder" // sk-..., your-api-key
	PrivateKey  Problem = "private key" // -----BEGIN … PRIVATE KEY-----
	File        Problem = "file"        // a JSON or .env file, a page of text
	SeveralKeys Problem = "several keys"
	Password    Problem = "password" // looks like one
	Control     Problem = "control characters"
	CutOff      Problem = "cut off"    // the prefix of a known kind, and not its length
	Spaces      Problem = "spaces"     // a space or line break inside the key
	Malformed   Problem = "malformed"  // the prefix of a known kind, and other characters than it has
	OddLength   Problem = "odd length" // surely of a known kind, and of none of its usual lengths
)

const shortest = 8 // characters of a key of unknown form

// judge finds what is wrong with a value, the worst first. whole is the text
// that it was peeled from.
func (c *Catalogue) judge(f *Finding, whole []byte, h hints) {
	known := len(f.Matches) > 0 && f.Matches[0].Confidence > Possible
	switch {
	case len(f.Matches) > 0 && isFilledIn(f.Value, f.Matches[0].Kind.Prefix):
		f.Problem, f.Matches = Placeholder, nil
	case known:
		f.Problem, f.Lengths = oddLength(*f)
	case isPrivateKey(whole):
		f.Problem, f.Matches = PrivateKey, nil
	case isPlaceholder(f.Value) && !isLink(f.Value):
		f.Problem, f.Matches = Placeholder, nil
	case hasBlank(f.Value):
		f.Problem, f.Matches = c.judgeWords(whole, f.Value, h)
	case isFile(f.Value) || isPage(f.Value):
		f.Problem, f.Matches = File, nil
	default:
		c.judgeWord(f, h)
	}
}

// judgeWord finds what is wrong with a single word.
func (c *Catalogue) judgeWord(f *Finding, h hints) {
	id, _, pair := bytes.Cut(f.Value, []byte{':'})
	if known, others := c.count(f.Value); known > 0 && known+others > 1 || others > 1 && !hasFields(f.Value) || pair && c.known(id) { // separated by commas
		f.Problem, f.Matches = SeveralKeys, nil
		return
	}
	if c.holdsKey(f.Value) {
		f.Problem, f.Matches = File, nil
		return
	}
	if matches, problem, lengths := c.begun(f.Value, h); problem != "" {
		f.Problem, f.Matches, f.Lengths = problem, matches, lengths
		return
	}
	switch {
	case len(f.Matches) > 0:
	case len(f.Value) < shortest:
		f.Problem = TooShort
	case isPassword(f.Value):
		f.Problem = Password
	}
}

// isPrivateKey tells whether a text is or holds a private key, which is no API key.
func isPrivateKey(text []byte) bool {
	begin := bytes.Index(text, []byte("-----BEGIN "))
	return begin >= 0 && bytes.Contains(text[begin:], []byte("PRIVATE KEY")) ||
		bytes.HasPrefix(text, []byte("PuTTY-User-Key-File"))
}
