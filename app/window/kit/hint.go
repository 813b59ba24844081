package kit

import "strings"

// Masked is what stands for a value that is known by its hint: dots, always as many, and
// the characters at its end that may be shown.
func Masked(hint string) (dots, tail string) {
	if _, after, ok := strings.Cut(hint, "…"); ok {
		tail = after
	}
	return strings.Repeat("•", 12), tail
}

// Tail is the short form of a value: four dots, and its last four characters where they
// may be shown.
func Tail(hint string) string {
	_, tail := Masked(hint)
	return strings.Repeat("•", 4) + tail
}
