// Package po keeps the translations: it finds the sentences in the source and in
// the catalogue of providers, reads and writes the PO files that translators edit,
// and compiles them. Programs carry only what it compiled; see docs/translation.md.
package po

import (
	"cmp"
	"slices"
)

// Entry is a sentence and its translation.
type Entry struct {
	Context string
	ID      string // the English sentence
	Plural  string // the English one for more than one thing; "" if nothing is counted
	Text    []string
	Fuzzy   bool     // somebody is not sure of it: it is not used
	Remarks []string // of the translator
	Hints   []string // for the translator
	From    []string // the files with the sentence
}

// key tells entries apart.
func (e Entry) key() string {
	if e.Context == "" {
		return e.ID
	}
	return e.Context + "\x04" + e.ID
}

// Forms is how many texts the translation needs.
func (e Entry) Forms() int {
	if e.Plural == "" {
		return 1
	}
	return 2 // every language so far
}

// Translated tells whether there is a translation to use.
func (e Entry) Translated() bool {
	return !e.Fuzzy && len(e.Text) == e.Forms() && !slices.Contains(e.Text, "")
}

// File is one language.
type File struct {
	Head    Entry // the entry of the empty sentence: language, plural forms
	Entries []Entry
}

// Merge takes over the translations of the sentences that there are, in their
// order. What nobody says any more goes.
func (f File) Merge(sentences []Entry) File {
	known := map[string]Entry{}
	for _, e := range f.Entries {
		known[e.key()] = e
	}
	merged := File{Head: f.Head}
	for _, s := range sentences {
		was := known[s.key()]
		s.Text, s.Fuzzy, s.Remarks = was.Text, was.Fuzzy, was.Remarks
		if was.Plural != s.Plural {
			s.Fuzzy = len(was.Text) > 0
		}
		s.Text = append(slices.Clone(s.Text), make([]string, s.Forms())...)[:s.Forms()]
		merged.Entries = append(merged.Entries, s)
	}
	return merged
}

// Missing are the sentences without a translation.
func (f File) Missing() []Entry {
	return slices.DeleteFunc(slices.Clone(f.Entries), Entry.Translated)
}

// join makes one entry of the same sentence in several places.
func join(all []Entry) ([]Entry, error) {
	var joined []Entry
	at := map[string]int{}
	for _, e := range all {
		i, known := at[e.key()]
		if !known {
			at[e.key()] = len(joined)
			joined = append(joined, e)
			continue
		}
		one := &joined[i]
		if one.Plural != "" && e.Plural != "" && one.Plural != e.Plural {
			return nil, &ClashError{e.ID, one.From[0], e.From[0]}
		}
		one.Plural = cmp.Or(one.Plural, e.Plural)
		one.From = appendNew(one.From, e.From...)
		one.Hints = appendNew(one.Hints, e.Hints...)
	}
	return joined, nil
}

func appendNew(all []string, more ...string) []string {
	for _, s := range more {
		if !slices.Contains(all, s) {
			all = append(all, s)
		}
	}
	return all
}

// ClashError says that one sentence has two different plurals.
type ClashError struct{ ID, From, Other string }

func (e *ClashError) Error() string {
	return "the plurals of " + e.ID + " in " + e.From + " and " + e.Other + " differ"
}
