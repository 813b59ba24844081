package text

import "strings"

// English is what an error says, in English whatever language is in use: a log is read
// by those who mend the program. An error that says a sentence of its own without
// an English method keeps the person's language.
func English(err error) string {
	if e, ok := err.(interface{ English() string }); ok {
		return e.English()
	}
	said := err.Error()
	for _, cause := range causes(err) { // fmt.Errorf has put what they say into its own text
		said = strings.Replace(said, cause.Error(), English(cause), 1)
	}
	return said
}

func causes(err error) []error {
	switch e := err.(type) {
	case interface{ Unwrap() []error }:
		return e.Unwrap()
	case interface{ Unwrap() error }:
		if cause := e.Unwrap(); cause != nil {
			return []error{cause}
		}
	}
	return nil
}

// English is the sentence as it stands in the source.
func (e Error) English() string { return string(e) }

// English is the same for an error under another one.
func (u *under) English() string { return English(u.said) }

// formatted is what Errorf returns.
type formatted struct {
	error
	id   Sentence
	args []any
}

func (f *formatted) Unwrap() error { return f.error }

// English is the sentence in English, and so are the errors in it.
func (f *formatted) English() string {
	args := make([]any, 0, len(f.args))
	for _, arg := range f.args {
		if err, ok := arg.(error); ok {
			arg = English(err)
		}
		args = append(args, arg)
	}
	return format(strings.ReplaceAll(string(f.id), "%w", "%v"), args)
}
