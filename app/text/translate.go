package text

import (
	"fmt"
	"strings"
)

// T is a sentence in the person's language. id is the English one, a constant;
// args follow as in fmt.Sprintf. Without arguments nothing in it is a verb.
func T(id string, args ...any) string { return format(translation("", id, 0), args) }

// Sentence is the type of a parameter that takes an English sentence and has T say
// it: constants that are given there are among those to translate.
type Sentence string

// Error is an error with a sentence of its own, which Error says when it is asked.
type Error Sentence

func (e Error) Error() string { return T(string(e)) }

// Under is the same as a case of another error, which errors.Is finds.
func (e Error) Under(kind error) error { return &under{e, kind} }

type under struct{ said, kind error }

func (u *under) Error() string { return u.said.Error() }

func (u *under) Unwrap() error { return u.kind }

// Errorf is fmt.Errorf with a sentence that T says; %w wraps as there.
func Errorf(id Sentence, args ...any) error {
	said := translation("", string(id), 0)
	return &formatted{fmt.Errorf(said, args[:min(used(said), len(args))]...), id, args}
}

// C is T for words that mean two things in English: ctx says which one is meant.
func C(ctx, id string, args ...any) string {
	said := translation(ctx, id, 0)
	return format(said, args)
}

// N is T for a sentence about n things. The form for one may leave out the
// last arguments: N(n, "1 key", "%d keys", n).
func N(n int, one, many string, args ...any) string {
	lang := inUse()
	if said, ok := lang.words.find("", one, lang.plural(n)); ok {
		return format(said, args)
	}
	if n == 1 {
		return format(one, args)
	}
	return format(many, args)
}

// Mark leaves a sentence as it is, for a variable of a package: it is among those
// to translate, and T says it in the language at the time it is shown.
func Mark(id string) string { return id }

// Of is a sentence that comes from data, such as the catalogue of providers. One
// that nobody translated, a person's own for instance, stays as it is.
func Of(id string) string { return translation("", id, 0) }

func translation(ctx, id string, form int) string {
	if said, ok := inUse().words.find(ctx, id, form); ok {
		return said
	}
	return id
}

// format is fmt.Sprintf, but a format need not use the last arguments.
func format(format string, args []any) string {
	if len(args) == 0 {
		return format
	}
	args = args[:min(used(format), len(args))]
	if strings.Contains(format, "q") {
		args = quotable(args)
	}
	return fmt.Sprintf(format, args...)
}

// used counts the arguments that a format takes; all, where it numbers them.
func used(format string) (n int) {
	for {
		_, rest, more := strings.Cut(format, "%")
		if !more {
			return n
		}
		verb := strings.TrimLeft(rest, "+-# 0123456789.*")
		n += strings.Count(rest[:len(rest)-len(verb)], "*") // a width that is an argument
		switch {
		case strings.HasPrefix(verb, "["):
			return len(format)
		case !strings.HasPrefix(verb, "%"):
			n++
			format = rest
		default:
			format = verb[1:]
		}
	}
}
