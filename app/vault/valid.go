package vault

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"keytray/app/secret"
	"keytray/app/text"
)

const (
	maxName = 100   // characters
	maxText = 4_000 // characters of notes and the like
)

// TidyName is a name as it is stored: without spaces around it.
func TidyName(name string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Zs, r) {
			return ' ' // other spaces look the same
		}
		return r
	}, name))
}

// checkName tidies a name and refuses what could not be typed or shown in one line.
func checkName(name string) (string, error) {
	name = TidyName(name)
	switch {
	case name == "":
		return "", invalid("The name is empty. Give the key a name, for example the app that uses it.")
	case !printable(name):
		return "", invalid("The name has characters that cannot be shown. Use letters, digits and spaces.")
	case utf8.RuneCountInString(name) > maxName:
		return "", invalid("The name has %d characters. Use at most %d.", utf8.RuneCountInString(name), maxName)
	}
	return name, nil
}

// Check refuses what a person says about a key if it cannot be kept. It changes nothing.
func (k Key) Check() error {
	k = k.clone() // which tidies
	return k.check()
}

// CheckValue refuses values that could not be kept or pasted faithfully.
func CheckValue(v secret.Value) error {
	b := v.Reveal()
	switch {
	case len(bytes.TrimSpace(b)) == 0:
		return &InvalidError{Value: true, Text: text.T("The value is empty. Nothing was stored.")}
	case len(b) > MaxValue:
		return &InvalidError{Value: true, Text: text.T("The value is longer than 1 MiB. Keytray keeps values up to 1 MiB.")}
	case !utf8.Valid(b) || bytes.IndexByte(b, 0) >= 0:
		return &InvalidError{Value: true, Text: text.T("The value is not text. Paste only the key itself.")}
	}
	return nil
}

// check tidies and checks everything a person can say about a key.
func (k *Key) check() (err error) {
	if k.Name, err = checkName(k.Name); err != nil {
		return err
	}
	for _, field := range []struct {
		refusal string
		value   *string
	}{
		{text.Mark("The environment variable is too long or has characters that cannot be shown."), &k.Env},
		{text.Mark("The account is too long or has characters that cannot be shown."), &k.Account},
		{text.Mark("The provider is too long or has characters that cannot be shown."), &k.Provider},
		{text.Mark("The kind is too long or has characters that cannot be shown."), &k.Kind},
		{text.Mark("The spending limit is too long or has characters that cannot be shown."), &k.Limit},
	} {
		*field.value = strings.TrimSpace(*field.value)
		if !printable(*field.value) || utf8.RuneCountInString(*field.value) > maxName {
			return &InvalidError{Text: text.T(field.refusal)}
		}
	}
	if !envName(k.Env) {
		return invalid("%q is no name for an environment variable. Use letters, digits and _, not starting with a digit.", k.Env)
	}
	if utf8.RuneCountInString(k.Notes) > maxText || utf8.RuneCountInString(k.Exposed.Note) > maxText {
		return invalid("The note is too long. Use at most %d characters.", maxText)
	}
	if k.Scopes = strings.TrimSpace(k.Scopes); !printable(k.Scopes) || utf8.RuneCountInString(k.Scopes) > maxText {
		return invalid("What the key may do is too long or has characters that cannot be shown.")
	}
	for i := range k.Tags {
		if k.Tags[i] = strings.TrimSpace(k.Tags[i]); k.Tags[i] == "" || !printable(k.Tags[i]) || utf8.RuneCountInString(k.Tags[i]) > maxName {
			return invalid("A tag is empty, too long or has characters that cannot be shown.")
		}
	}
	if !printable(k.Exposed.Where) || utf8.RuneCountInString(k.Exposed.Where) > maxName {
		return invalid("Where the key was seen is too long or has characters that cannot be shown.")
	}
	return k.checkPlaces()
}

// checkPlaces also takes away what is named twice: the places are told apart by name.
func (k *Key) checkPlaces() error {
	named := map[string]bool{}
	for i := range k.UsedBy {
		place := &k.UsedBy[i].Location
		if *place = strings.TrimSpace(*place); *place == "" || !printable(*place) || utf8.RuneCountInString(*place) > maxText {
			return invalid("A place that uses the key is empty, too long or has characters that cannot be shown.")
		}
	}
	k.UsedBy = slices.DeleteFunc(k.UsedBy, func(p Place) bool {
		twice := named[p.Location]
		named[p.Location] = true
		return twice
	})
	return nil
}

func invalid(sentence text.Sentence, args ...any) error {
	return &InvalidError{Text: text.T(string(sentence), args...)}
}

// printable refuses control characters and the invisible ones that turn text
// around or hide it: they could make one key look like another.
func printable(s string) bool {
	return utf8.ValidString(s) && strings.IndexFunc(s, func(r rune) bool {
		return !unicode.IsGraphic(r) && r != '\u200d' // the joiner of emoji
	}) < 0
}

func envName(s string) bool {
	for i, r := range s {
		if r != '_' && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (i == 0 || r < '0' || r > '9') {
			return false
		}
	}
	return true
}
