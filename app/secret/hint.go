package secret

import "unicode/utf8"

// hintMin is the shortest value, in bytes, that gets a hint: four characters of
// a shorter one would tell too much of it.
const hintMin = 20

// Hint is what a person may see of v: the public prefix and the last four
// characters, as providers show it in their own dashboards. It is empty for
// values under 20 bytes, and for those whose tail would not print in one line.
// The prefix is shown only if v starts with it and at least 20 bytes follow it.
func Hint(v Value, prefix string) string {
	b := v.Reveal()
	if len(b) < hintMin {
		return ""
	}
	tail := b[len(b)-4:]
	for _, c := range tail {
		if c <= ' ' || c >= utf8.RuneSelf || c == 0x7f {
			return ""
		}
	}
	if len(b) < len(prefix) || string(b[:len(prefix)]) != prefix || len(b)-len(prefix) < hintMin {
		prefix = ""
	}
	return prefix + "…" + string(tail)
}
