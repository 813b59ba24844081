package text

import (
	"fmt"
	"io"
)

// Quote puts a word into the quotation marks of the person's language, without what could
// upset a terminal.
func Quote(s string) string { return C("quote", "“%s”", Plain(s)) }

// word is an argument of a sentence, which %q quotes.
type word string

// Format implements fmt.Formatter.
func (w word) Format(f fmt.State, verb rune) {
	if verb == 'q' {
		_, _ = io.WriteString(f, Quote(string(w))) // into memory
		return
	}
	_, _ = fmt.Fprintf(f, fmt.FormatString(f, verb), string(w))
}

// quotable are the arguments of a sentence, ready for %q.
func quotable(args []any) []any {
	all := make([]any, len(args))
	for i, arg := range args {
		all[i] = arg
		if s, is := arg.(string); is {
			all[i] = word(s)
		}
	}
	return all
}
