package provider

import "bytes"

// around finds a key of a known form among what layer does not know: brackets
// and stars of a page, a full stop, a few words before it. Of unknown forms
// nobody can say where they begin.
func around(text []byte, known func([]byte) bool) (rest []byte, what, env string, ok bool) {
	if rest := bytes.TrimFunc(text, isSign); len(rest) < len(text) && len(rest) > 0 && known(rest) {
		return rest, theSigns, "", true
	}
	at := bytes.LastIndexFunc(text[:min(len(text), longestKey)], isBlank)
	if at < 1 {
		return nil, "", "", false
	}
	label, rest := trim(text[:at]), trim(text[at:])
	if len(label) > longestWords || len(words(label)) > 4 || bytes.IndexFunc(label, isPunctuation) >= 0 || known(label) || !known(rest) {
		return nil, "", "", false
	}
	for _, w := range words(label) {
		if isKeyish(w) && variable(string(w)) == "" {
			return nil, "", "", false
		}
	}
	return rest, theLabel, variable(string(label)), true
}

// isSign tells whether a character is of a text around a key. Some keys end in
// - _ and =.
func isSign(r rune) bool {
	return r < 0x80 && bytes.IndexByte([]byte(`()[]{}<>*\.!?:"'`+"`"), byte(r)) >= 0
}
