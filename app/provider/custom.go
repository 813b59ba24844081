package provider

import (
	"math/rand/v2"
	"net/url"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"keytray/app/text"
)

const (
	longestTitle   = 60  // characters of a provider's name
	longestPattern = 500 // characters
)

// Refusal is why a provider cannot be added: one sentence to be shown.
type Refusal string

func (r Refusal) Error() string { return string(r) }

func refuse(sentence text.Sentence, args ...any) error {
	return Refusal(text.T(string(sentence), args...))
}

// Custom is a provider that a person adds: one that the catalogue does not
// have. All but its name may be empty. An error is a Refusal.
func Custom(id, name, env, console, revoke, usage, docs, pattern string) (Provider, error) {
	p := Provider{
		ID: id, Name: strings.TrimSpace(name), Category: "own", Own: true,
		Links: Links{Console: console, Revoke: revoke, Usage: usage, Docs: docs},
	}
	if err := checkName(p.Name); err != nil {
		return Provider{}, err
	}
	if p.ID == "" {
		p.ID = Slug(p.Name)
	}
	if err := checkID(p.ID); err != nil {
		return Provider{}, err
	}
	p.Monogram = monogram(p.Name)
	if env != "" {
		if !isVariable(env) || env == "_" || len(env) > longestName {
			return Provider{}, refuse("A variable has letters, digits and _ only, and does not start with a digit: ACME_API_KEY.")
		}
		p.Env = []string{env}
	}
	for _, l := range []struct{ refusal, link string }{
		{text.Mark("The link to the page where keys are made must be a whole one that starts with https://."), console},
		{text.Mark("The link to the page where keys are revoked must be a whole one that starts with https://."), revoke},
		{text.Mark("The link to the usage page must be a whole one that starts with https://."), usage},
		{text.Mark("The link to the documentation must be a whole one that starts with https://."), docs},
	} {
		host, err := hostOf(l.link)
		if err != nil {
			return Provider{}, Refusal(text.T(l.refusal))
		}
		if host != "" {
			p.Domains = append(p.Domains, host)
		}
	}
	if pattern == "" {
		return p, nil
	}
	kind, err := customKind(pattern)
	if err != nil {
		return Provider{}, err
	}
	p.Kinds = []Kind{kind}
	return p, nil
}

func checkName(name string) error {
	unprintable := func(r rune) bool { return !unicode.IsPrint(r) }
	switch {
	case name == "":
		return refuse("A provider needs a name.")
	case utf8.RuneCountInString(name) > longestTitle:
		return refuse("The name of a provider has at most %d characters.", longestTitle)
	case !utf8.ValidString(name) || strings.IndexFunc(name, unprintable) >= 0:
		return refuse("The name of a provider is one line of letters, digits and signs.")
	}
	return nil
}

func checkID(id string) error {
	outside := func(r rune) bool { return r != '-' && (r < 'a' || r > 'z') && (r < '0' || r > '9') }
	if id == "" || len(id) > longestName || strings.IndexFunc(id, outside) >= 0 || strings.Trim(id, "-") != id {
		return refuse("The ID of a provider has small letters, digits and dashes only.")
	}
	if p, ok := New().ByID(id); ok {
		return refuse("%s is in the catalogue already: choose another name.", p.Name)
	}
	return nil
}

// Slug makes an ID of a name: lower case, other characters than letters and
// digits are hyphens.
func Slug(name string) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	if len(words) == 0 {
		return "own"
	}
	id := strings.Join(words, "-")
	return strings.Trim(id[:min(len(id), longestName)], "-")
}

// monogram is the two letters on the tile of a provider: of two words, or of
// the only one.
func monogram(name string) string {
	var initials []rune
	words := strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		initials = append(initials, unicode.ToUpper(r))
	}
	if len(initials) == 1 {
		if word := []rune(words[0]); len(word) > 1 {
			initials = append(initials, unicode.ToUpper(word[1]))
		}
	}
	return string(initials[:min(len(initials), 2)])
}

func hostOf(link string) (string, error) {
	if link == "" {
		return "", nil
	}
	u, err := url.Parse(link)
	if err != nil {
		return "", err
	}
	if u.Scheme != "https" || u.Hostname() == "" || u.User != nil || hasBlank([]byte(link)) {
		return "", refuse("It is no https link.")
	}
	return strings.ToLower(u.Hostname()), nil
}

// customKind is the kind of key that a person's pattern describes.
func customKind(pattern string) (Kind, error) {
	if len(pattern) > longestPattern {
		return Kind{}, refuse("The pattern has at most %d characters.", longestPattern)
	}
	bare, err := regexp.Compile(pattern)
	if err != nil {
		return Kind{}, refuse("The pattern is no regular expression of the RE2 kind, for example acme_[A-Za-z0-9]{32}.")
	}
	prefix, _ := bare.LiteralPrefix()
	whole := `^(?:` + pattern + `)$`
	full, err := regexp.Compile(whole)
	if err != nil { // (?x)# and the like: it fits alone only
		return Kind{}, refuse("The pattern is no regular expression of the RE2 kind, for example acme_[A-Za-z0-9]{32}.")
	}
	if matchesAll(full) {
		return Kind{}, refuse("The pattern fits everything, so it would tell nothing: say how the key starts or how long it is.")
	}
	k := Kind{ID: "key", Name: text.Mark("key"), Prefix: prefix, Regex: whole, Strength: Unique, Role: Secret, Priority: 60}
	if prefix == "" { // such keys look like other providers' keys: it may decide nothing alone
		k.Strength = Shared
	}
	return k, nil
}

// matchesAll tells whether a pattern fits texts that have nothing in common.
func matchesAll(form *regexp.Regexp) bool {
	if form.MatchString("") {
		return true
	}
	const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.+/="
	r := rand.New(rand.NewPCG(1, 2)) // the same texts each time: what is refused once always is
	for _, n := range []int{1, 7, 20, 33, 40, 64, 101} {
		text := make([]byte, n)
		for i := range text {
			text[i] = letters[r.IntN(len(letters))]
		}
		if !form.Match(text) {
			return false
		}
	}
	return true
}

// isVariable tells whether programs can have an environment variable of this name.
func isVariable(name string) bool {
	for i, r := range name {
		if r != '_' && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (i == 0 || r < '0' || r > '9') {
			return false
		}
	}
	return true
}
