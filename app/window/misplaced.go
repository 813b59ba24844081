package window

import (
	"bytes"
	"slices"
	"strings"
	"unicode"

	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// A key that is pasted where it would be in sight is not put there.

// isKey tells whether a text is a key rather than something to look for: what may
// be a secret is not shown in a search field.
func (w *Window) isKey(text string) bool { return isKey(w.catalogue(), text) }

func isKey(known *provider.Catalogue, text string) bool {
	const longest = 20 // of a word to look for
	text = strings.TrimSpace(text)
	oneWord := !strings.ContainsFunc(text, unicode.IsSpace)
	found := known.Recognise([]byte(text))
	switch {
	case text == "" || found.Problem == provider.Empty:
		return false
	case len(found.Matches) > 0, oneWord && len(text) >= longest:
		return true
	}
	switch found.Problem {
	case provider.CutOff, provider.Malformed, provider.Spaces, provider.PrivateKey, provider.SeveralKeys, provider.File, provider.Control, provider.TooLong:
		return true
	case provider.TooShort:
		return false
	}
	return oneWord && strings.ContainsFunc(text, unicode.IsDigit) && len(known.Search(text)) == 0
}

// pastesKey goes on with a key that is pasted into the search field of the keys. The
// name of one that is kept is looked for, whatever it looks like.
func (w *Window) pastesKey(text string) bool {
	if !w.isKey(text) || isNamed(w.state.Keys, text) {
		return false
	}
	if w.mayGo() {
		w.openSetup().pasted(text)
	}
	return true
}

// refusesKey keeps a key that is pasted into the picker's field out of sight.
func (k *Picker) refusesKey(typed string) bool {
	known := provider.New(ownProviders(k.state.Providers)...)
	is := isKey(known, typed) && !isNamed(k.state.Keys, typed)
	if is {
		k.note = text.T("That looks like a key. Paste it in the window to set it up.")
		k.refresh()
	}
	return is
}

// isNamed tells whether a text is in a name that belongs to a key, and is in sight anyway.
// Whether a search finds something tells nothing: one like -due:now:… finds all but a few.
func isNamed(keys []api.Key, text string) bool {
	text = strings.ToLower(strings.TrimSpace(text))
	return slices.ContainsFunc(keys, func(k api.Key) bool {
		names := append([]string{k.Name, k.Env, k.Account}, k.UsedBy...)
		return slices.ContainsFunc(names, func(name string) bool { return strings.Contains(strings.ToLower(name), text) })
	})
}

// holdsKey tells whether a text about a key is or holds one. Long words are
// welcome there: addresses, paths and account numbers.
func (s *setup) holdsKey(text string) bool {
	const shortest = 8 // a shorter value may be a word by chance
	value := bytes.TrimSpace(s.paste.field.part)
	return len(value) >= shortest && strings.Contains(text, string(value)) || s.w.catalogue().IsKey(text)
}

// refuses says where a key belongs that is pasted into a field that shows it.
func (s *setup) refuses(typed string) bool {
	is := s.holdsKey(typed)
	if is {
		s.w.toasting(message{text: text.T(wordsPasteThere), bad: true})
	}
	return is
}

// firstKey is the first field that has a key in it, typed or put there some other way.
func (s *setup) firstKey(fields ...*kit.Entry) *kit.Entry {
	if i := slices.IndexFunc(fields, func(e *kit.Entry) bool { return s.holdsKey(e.Text) }); i >= 0 {
		return fields[i]
	}
	return nil
}
