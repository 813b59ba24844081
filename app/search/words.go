package search

import "strings"

// Join makes a query of arguments that a shell has taken apart: what it took the
// quotes from gets them back.
func Join(arguments []string) string {
	var words []string
	for _, a := range arguments {
		if holdsOperators(a) {
			words = append(words, a)
			continue
		}
		head, not := "", ""
		if rest, found := strings.CutPrefix(a, "-"); found {
			not, a = "-", rest
		}
		if op, size := operatorAt(a); op != "" && size < len(a) {
			head, a = a[:size], a[size:]
		}
		if strings.ContainsAny(a, " \t") && quoteAt(a) == 0 {
			a = quoted(a)
		}
		words = append(words, not+head+a)
	}
	return strings.Join(words, " ")
}

// holdsOperators tells whether an argument is a query of several words: an operator
// stands behind another word.
func holdsOperators(argument string) bool {
	words := strings.Fields(argument)
	for i, w := range words {
		if op, _ := operatorAt(strings.TrimPrefix(w, "-")); op != "" && i > 0 {
			return true
		}
	}
	return false
}
