// Package search finds keys by what a person types: the search field of the
// window, the quick picker and `keytray list` all use it.
//
// An Index is made once for a list of keys. Find says which of them fit, best
// first, and where; Complete offers ends for the word being typed; Suggest mends
// a word with wrong letters. It only computes: no value of a key is ever here, and
// showing, copying and picking live elsewhere.
//
// A text fits by its beginning, the beginning of a word in it, the beginnings of
// several words ("oaik" for OPENAI_API_KEY) or, from three letters on, anywhere.
// Letters that are far apart inside a word never fit, and a note fits by whole
// beginnings of words only: a hit must be one that can be seen.
package search
