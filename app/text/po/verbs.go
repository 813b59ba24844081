package po

import (
	"errors"
	"fmt"
	"maps"
	"regexp"
	"strconv"
	"strings"
)

// verb is one of fmt: flags and widths, the number of its argument, its letter. The
// flag of a space is left out: who writes "5 % of" means the sign.
var verb = regexp.MustCompile(`%([+\-#0]*)(?:\[(\d+)\])?(\d*(?:\.\d+)?|\*)(?:\[(\d+)\])?([a-zA-Z%])`)

// Verbs are the letters by which a sentence shows its arguments, from 1 on.
func Verbs(sentence string) map[int]string {
	verbs, next := map[int]string{}, 1
	for _, m := range verb.FindAllStringSubmatch(sentence, -1) {
		if m[5] == "%" {
			continue
		}
		for _, number := range []string{m[2], m[4]} {
			if n, err := strconv.Atoi(number); err == nil {
				next = n
			}
		}
		verbs[next] = m[5]
		next++
	}
	return verbs
}

// lone tells whether a sentence has a percent sign that is not written as two. Beside
// arguments fmt takes it, and what follows, for one of them.
func lone(sentence string) bool { return strings.Contains(WithoutVerbs(sentence), "%") }

// SameVerbs says how a translation shows other things than the original; with
// fewer it may leave some out, as the form for one does.
func SameVerbs(original, translation string, fewer bool) error {
	want, got := Verbs(original), Verbs(translation)
	if len(want) > 0 && lone(translation) {
		return errors.New("a percent sign beside arguments is written %%")
	}
	if fewer {
		for n, v := range got {
			if want[n] != v {
				return fmt.Errorf("the argument %d is shown by %%%s", n, v)
			}
		}
		return nil
	}
	if !maps.Equal(want, got) {
		return errors.New("the verbs differ")
	}
	return nil
}
