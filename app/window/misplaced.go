package window

import (
	"bytes"
	"slices"

	"keytray/app/search"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// A key that is pasted where it would be in sight is not put there.

// isKey tells whether a text is a key rather than something to look for.
func (w *Window) isKey(text string) bool { return w.catalogue().MayBeKey(text) }

// pastesKey goes on with a key that is pasted into the search field of the keys. The
// name of one that is kept is looked for, whatever it looks like.
func (w *Window) pastesKey(text string) bool {
	if !w.isKey(text) || search.Named(w.state.Keys, text) {
		return false
	}
	if w.mayGo() {
		w.openSetup().pasted(text)
	}
	return true
}

// holdsKey tells whether a text about a key is or holds one. Long words are
// welcome there: addresses, paths and account numbers.
func (s *setup) holdsKey(text string) bool {
	const shortest = 8 // a shorter value may be a word by chance
	value := bytes.TrimSpace(s.paste.field.part)
	return len(value) >= shortest && bytes.Contains([]byte(text), value) || s.w.catalogue().IsKey(text)
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
