package agent

import (
	"net/url"
	"slices"
	"strings"

	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/secret"
	"keytray/app/text"
)

// What is said about a key is written down and shown. So a key that was pasted
// there by mistake is refused, and never repeated.

// CheckName refuses a key that was pasted as a name. key is the value that the
// name is for, if it is known already.
func CheckName(known *provider.Catalogue, name string, key secret.Value) error {
	if HoldsKey(known, name, key) {
		return refused("That is a key, not a name. Give it a name, for example of the app that uses it, and pipe the key in or type it when asked.")
	}
	return nil
}

// CheckTexts refuses details that are or hold a key.
func CheckTexts(known *provider.Catalogue, d api.Details, key secret.Value) error {
	for _, said := range []struct {
		what  string
		texts []string
	}{
		{text.Mark("the environment variable"), []string{d.Env}},
		{text.Mark("the account"), []string{d.Account}},
		{text.Mark("a tag"), d.Tags},
		{text.Mark("a place where it is used"), d.UsedBy},
		{text.Mark("what it may do"), []string{d.Scopes}},
		{text.Mark("the spending limit"), []string{d.Limit}},
		{text.Mark("the kind of key"), []string{d.Kind}},
	} {
		if slices.ContainsFunc(said.texts, func(said string) bool { return HoldsKey(known, said, key) }) {
			return misplaced(said.what)
		}
	}
	return checkNote(known, d.Notes, key)
}

// checkNote refuses a note only if nothing but a key is in it, or the very key
// that it is about: notes are long, and tell of keys.
func checkNote(known *provider.Catalogue, note string, key secret.Value) error {
	_, sure := known.Recognise([]byte(note)).Sure()
	if sure || len(strings.Fields(note)) == 1 && HoldsKey(known, note, key) || holds(note, key) {
		return misplaced(text.Mark("the note"))
	}
	return nil
}

func misplaced(what string) error {
	return refused("There is a key in what you gave as %s. That is written down and shown, so leave the key out.", text.T(what))
}

// HoldsKey tells whether a text is or holds a key of a known form, or the very
// key given. In a link or a path each part counts.
func HoldsKey(known *provider.Catalogue, text string, key secret.Value) bool {
	if holds(text, key) || known.IsKey(text) {
		return true
	}
	if len(text) > longestText {
		return false
	}
	if plain, err := url.PathUnescape(text); err == nil {
		text = plain
	}
	// Some keys have / and = in them: what follows each sign counts whole, too.
	for i, r := range text {
		if !strings.ContainsRune("/?&=#,;|@", r) {
			continue
		}
		rest := text[i+1:]
		if known.IsKey(rest) {
			return true
		}
		for _, ends := range []string{"?&#", "/?&=#,;|@"} {
			if end := strings.IndexAny(rest, ends); end > 0 && known.IsKey(rest[:end]) {
				return true
			}
		}
	}
	return false
}

// longestText is more than anybody says of a key: it is refused for that.
const longestText = 16_000 // bytes

// A shorter value may be a word that stands in a text by chance.
const (
	shortestKey  = 8  // characters of a text that is the key
	shortestPart = 16 // of a part of it
)

// holds tells whether a text is or holds this key.
func holds(text string, key secret.Value) bool {
	value := strings.TrimSpace(string(key.Reveal()))
	return len(value) >= shortestPart && strings.Contains(text, value) || len(value) >= shortestKey && strings.TrimSpace(text) == value
}

// Quoted repeats what was typed, unless it may be a value in the wrong place.
func Quoted(given string) string { return QuotedFor(provider.New(), given) }

// QuotedFor is Quoted for somebody with providers of their own.
func QuotedFor(known *provider.Catalogue, given string) string {
	if LooksLikeValue(known, given) {
		return text.T("that")
	}
	return text.Quote(given)
}

func (s *Service) quoted(given string) string { return QuotedFor(s.catalogue(), given) }

// LooksLikeValue tells a pasted key from a name: a known form, or long and
// without a space.
func LooksLikeValue(known *provider.Catalogue, s string) bool {
	return HoldsKey(known, s, secret.Value{}) || len(s) >= 32 && !strings.ContainsAny(s, " -_./")
}

// given are the details that an edit changes.
func given(r api.EditRequest) (d api.Details) {
	put(&d.Kind, r.Kind)
	put(&d.Env, r.Env)
	put(&d.Account, r.Account)
	put(&d.Tags, r.Tags)
	put(&d.UsedBy, r.UsedBy)
	put(&d.Notes, r.Notes)
	put(&d.Scopes, r.Scopes)
	put(&d.Limit, r.Limit)
	d.Tags = append(slices.Clone(d.Tags), r.AddTags...)
	d.UsedBy = slices.Clone(d.UsedBy)
	for _, place := range r.AddPlaces {
		d.UsedBy = append(d.UsedBy, place.Location)
	}
	if r.RenamePlace != nil {
		d.UsedBy = append(d.UsedBy, r.RenamePlace.To)
	}
	return d
}
