package provider

import "bytes"

// Documentation shows short ones. In a long random text a filler may come by chance.
const (
	longestPlaceholder = 80
	longestFilledIn    = 256 // of a known form
	longestWords       = 40  // <your key here>
)

// fillers are parts of what documentation puts in place of a key. They are long
// or punctuated enough that a random key hardly ever has one.
var fillers = [][]byte{
	[]byte("..."), []byte("…"), []byte("***"), []byte("•••"), []byte("xxxxx"), []byte("1234567"), []byte("abcdefg"), []byte("0123456"),
}

// fillerWords are such parts that people name their keys with, too: they count
// where no random text follows.
var fillerWords = [][]byte{
	[]byte("your-"), []byte("your_"), []byte("yourkey"), []byte("yourapi"), []byte("yoursecret"), []byte("yourtoken"),
	[]byte("your key"), []byte("your api"), []byte("-here"), []byte("_here"),
	[]byte("api-key"), []byte("api_key"), []byte("apikey"), []byte("my-key"), []byte("my_key"),
	[]byte("changeme"), []byte("change-me"), []byte("change_me"), []byte("replace-me"), []byte("replaceme"), []byte("replace_"),
	[]byte("insert-"), []byte("insert_"), []byte("placeholder"), []byte("redacted"), []byte("example"), []byte("sample-"), []byte("dummy"),
}

// words that stand for a key when they stand alone.
var standIns = [][]byte{
	[]byte("token"), []byte("secret"), []byte("key"), []byte("apikey"), []byte("todo"), []byte("none"), []byte("null"),
	[]byte("undefined"), []byte("test"), []byte("foo"), []byte("bar"), []byte("foobar"), []byte("secret-key"), []byte("secret_key"),
	[]byte("access-token"), []byte("access_token"), []byte("my-token"), []byte("my-secret"), []byte("sk-proj-"), []byte("sk-"),
}

// isPlaceholder tells whether a value stands in place of a key.
func isPlaceholder(value []byte) bool {
	if len(value) > longestPlaceholder || len(value) > longestWords && hasBlank(value) || bytes.IndexByte(value, '\n') >= 0 {
		return len(value) <= longestKey && mostOf(value) >= 0.6
	}
	for _, b := range [][2]string{{"<", ">"}, {"${", "}"}, {"{{", "}}"}, {"[", "]"}, {"%", "%"}, {"$(", ")"}} {
		inner, opened := bytes.CutPrefix(value, []byte(b[0]))
		inner, closed := bytes.CutSuffix(inner, []byte(b[1]))
		if opened && closed && !bytes.ContainsAny(inner, `<>"`) && len(inner) < longestName && !isRandom(inner) {
			return true
		}
	}
	if value[0] == '$' && len(value) > 1 && variable(string(value[1:])) != "" {
		return true
	}
	small := bytes.ToLower(value)
	for _, word := range standIns {
		if bytes.Equal(small, word) {
			return true
		}
	}
	for _, part := range fillers {
		if bytes.Contains(small, part) {
			return true
		}
	}
	for _, word := range fillerWords {
		if isFilledWith(value, small, word) {
			return true
		}
	}
	return len(value) >= 4 && mostOf(value) >= 0.6
}

// isFilledWith tells whether a value has a word and no random text after it;
// small is the value in small letters.
func isFilledWith(value, small, word []byte) bool {
	at := bytes.Index(small, word)
	return at >= 0 && (len(small) != len(value) || !isRandom(value[at+len(word):]))
}

// isRandom tells whether a text is long and varied enough for a key: in 16
// random letters and digits of any alphabet there are eight different ones, and
// in words of that length are no digits and no two capitals among small letters.
func isRandom(text []byte) bool {
	if len(text) < shortestBody || variety(text) < 8 || hasBlank(text) {
		return false
	}
	if isMixed(text) {
		return true
	}
	for _, run := range bytes.FieldsFunc(text, func(r rune) bool { return r >= 0x80 || !isAlphanumeric(byte(r)) }) {
		if len(run) < shortestBody {
			continue
		}
		var has [256]bool // classes, and pairs of capitals as 1
		for i, b := range run {
			has[classOf(b)] = true
			has[1] = has[1] || i > 0 && classOf(b) == 'A' && classOf(run[i-1]) == 'A'
		}
		if has['0'] || has['a'] && has[1] {
			return true
		}
	}
	return false
}

// isFilledIn tells whether a value of a known form is only filled in to have
// it: what is after the prefix is no random text. Documentation has such keys.
func isFilledIn(value []byte, prefix string) bool {
	body := bytes.TrimPrefix(value, []byte(prefix))
	if len(body) > longestFilledIn || len(body) < shortest {
		return false
	}
	small := bytes.ToLower(body)
	for _, part := range []string{"xxxxxxxx", "00000000", "123456789", "23456789a", "abcdefgh"} {
		if bytes.Contains(small, []byte(part)) {
			return true
		}
	}
	for _, word := range []string{"example", "your_", "your-"} {
		if isFilledWith(body, small, []byte(word)) {
			return true
		}
	}
	return mostOf(body) >= 0.5
}

// mostOf is the share of the most frequent byte.
func mostOf(text []byte) float64 {
	var count [256]int
	most := 0
	for _, b := range text {
		count[b]++
		most = max(most, count[b])
	}
	return float64(most) / float64(len(text))
}
