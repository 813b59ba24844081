package search

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// What of a query is read. A page that was pasted into the search field costs no
// more than this.
const (
	longestQuery = 512 // runes
	mostTerms    = 12
)

// term is one thing that a key must have, or must not.
type term struct {
	op      operator // "" for a word
	value   string   // of the operator, as typed
	not     bool
	quoted  bool // a phrase: in one piece
	ended   bool // something was typed after it
	from    int  // where it stands in the query
	to      int
	valueAt int // where its text begins, after -, operator and quote

	words []spelled // nothing to look for if there is none
	count int       // letters of the word
}

// spelled is a word in one of its spellings.
type spelled struct {
	text     string
	squeezed string  // without signs; "" if it must stand in one piece
	letters  letters // that a text must have
	signs    letters // and those it must have for the word in one piece
}

// query is what was typed, as it is understood.
type query struct {
	text   string // as typed
	phrase string // the whole, folded
	exact  string // the whole, as typed
	terms  []term
	// syntax: there is more than words in it.
	syntax bool
}

// parse understands everything: what is no operator is a word.
func parse(text string) query {
	text = cut(text)
	q := query{text: text, exact: strings.TrimSpace(text)}
	q.phrase = string(fold(q.exact, bare, false).text)
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		if unicode.IsSpace(r) {
			at += size
			continue
		}
		t := readTerm(text, at)
		at = t.to
		if t.op != "" || t.not || t.quoted {
			q.syntax = true
		}
		t.spell()
		if len(q.terms) < mostTerms && (len(t.words) > 0 || t.op != "") {
			q.terms = append(q.terms, t)
		}
	}
	return q
}

func cut(text string) string {
	n := 0
	for i := range text {
		if n == longestQuery {
			return text[:i]
		}
		n++
	}
	return text
}

// readTerm reads the term that begins at from.
func readTerm(text string, from int) term {
	t := term{from: from}
	at := from
	if rest := text[at+1:]; text[at] == '-' && (rest == "" || !isSpaceAt(rest)) {
		t.not = true
		at++
	}
	if op, size := operatorAt(text[at:]); op != "" {
		if rest := text[at+size:]; rest == "" || !isSpaceAt(rest) {
			t.op = op
			at += size
		}
	}
	t.valueAt, t.to = at, len(text)
	if size := quoteAt(text[at:]); size > 0 {
		t.quoted = true
		t.valueAt = at + size
		t.readQuoted(text)
		return t
	}
	for i, r := range text[at:] {
		if unicode.IsSpace(r) {
			t.to, t.ended = at+i, true
			break
		}
	}
	t.value = text[at:t.to]
	return t
}

// readQuoted reads up to the other quote; one that is missing yet is at the end.
func (t *term) readQuoted(text string) {
	for i := range text[t.valueAt:] {
		if size := quoteAt(text[t.valueAt+i:]); size > 0 {
			t.value = text[t.valueAt : t.valueAt+i]
			t.to, t.ended = t.valueAt+i+size, true
			return
		}
	}
	t.value = text[t.valueAt:]
}

// operatorAt is the operator that a text begins with, and its length with the colon.
func operatorAt(text string) (operator, int) {
	end, size := strings.IndexRune(text, ':'), 1
	if wide := strings.IndexRune(text, '：'); wide >= 0 && (end < 0 || wide < end) {
		end, size = wide, len("：")
	}
	if end < 0 || end > longestOperator {
		return "", 0
	}
	name := operator(fold(text[:end], bare, false).text)
	for _, op := range operators {
		if op == name {
			return op, end + size
		}
	}
	return "", 0
}

// quoteAt is the size of the quote that a text begins with, 0 for none.
func quoteAt(text string) int {
	r, size := utf8.DecodeRuneInString(text)
	switch r {
	case '"', '“', '”', '„', '«', '»':
		return size
	}
	return 0
}

func isSpaceAt(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsSpace(r)
}

// spell folds what is to be looked for.
func (t *term) spell() {
	t.words = nil
	add := func(how spelling) {
		text := string(fold(t.value, how, false).text)
		text = strings.TrimSpace(text)
		if text == "" {
			return
		}
		short := squeezed(text)
		needs := lettersOf(short)
		if short == "" {
			needs = lettersOf(text)
		}
		t.words = append(t.words, spelled{text, short, needs, lettersOf(text)})
	}
	add(bare)
	if hasUmlaut(t.value) {
		add(german)
	}
	if len(t.words) > 0 {
		t.count = utf8.RuneCountInString(t.words[0].text)
	}
}

// implies tells whether whatever fits t fits old too: t is old, typed on.
func (t *term) implies(old *term) bool {
	if t.op != "" || old.op != "" || t.not || old.not || t.quoted != old.quoted {
		return false
	}
	for _, shortest := range []int{shortestInside, shortestSkipping} {
		if old.count < shortest && t.count >= shortest {
			return false // from here on words are looked into, or letters left out
		}
	}
	for _, w := range t.words {
		ok := false
		for _, o := range old.words {
			ok = ok || strings.HasPrefix(w.text, o.text)
		}
		if !ok {
			return false
		}
	}
	return true
}
