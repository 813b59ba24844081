package window

import (
	"strings"

	"keytray/app/api"
	"keytray/app/search"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// secondLine is what a row says below the name: where the key comes from, after where its
// rotation is. Of a search it says first where else it was found.
func (r row) secondLine(marks []search.Mark) (string, []kit.Range) {
	var l marking
	for _, m := range marks {
		switch m.Field {
		case search.Provider:
			if m.Text != r.key.ProviderName {
				l.add(m.Text, m.Spans) // by its ID, which is shown nowhere else
			}
		case search.Env:
			l.say(func(s string) string { return text.T("Variable %s", s) }, m)
		case search.Tag:
			l.say(func(s string) string { return text.T("Tag %s", s) }, m)
		case search.Place:
			l.say(func(s string) string { return text.T("Used by %s", s) }, m)
		case search.Note:
			l.say(func(s string) string { return text.T("Notes: %s", s) }, m)
		}
	}
	if r.key.Case != nil {
		l.add(wordsRotating(r.key.Case), nil)
	}
	l.add(r.key.ProviderName, search.SpansOf(marks, search.Provider, r.key.ProviderName))
	l.add(r.key.Account, search.SpansOf(marks, search.Account, r.key.Account))
	return l.text, l.marks
}

// nearby begins a long text shortly before what was found in it: a row has room for a
// few words.
func nearby(m search.Mark) search.Mark {
	const before = 10
	runes := []rune(m.Text)
	if len(m.Spans) == 0 || m.Spans[0].From <= 2*before {
		return m
	}
	from := m.Spans[0].From - before
	for i := from; i < m.Spans[0].From; i++ {
		if runes[i] == ' ' {
			from = i + 1 // a whole word
			break
		}
	}
	near := search.Mark{Field: m.Field, Text: "…" + string(runes[from:])}
	for _, s := range m.Spans {
		near.Spans = append(near.Spans, search.Span{From: s.From - from + 1, To: s.To - from + 1})
	}
	return near
}

// hintFirst sets the short form of a key's value before what a row says below the name.
func hintFirst(k api.Key, info string, marks []kit.Range) (string, []kit.Range) {
	_, tail := kit.Masked(k.Hint)
	if tail == "" {
		return info, marks
	}
	var l marking
	l.add(kit.Tail(k.Hint), nil)
	by := len([]rune(l.text + " · "))
	l.add(info, nil)
	for _, m := range marks {
		l.marks = append(l.marks, kit.Range{From: m.From + by, To: m.To + by})
	}
	return l.text, l.marks
}

// marking is a text that is put together, with marks in it.
type marking struct {
	text  string
	marks []kit.Range
}

func (l *marking) add(more string, spans []search.Span) {
	if more == "" {
		return
	}
	if l.text != "" {
		l.text += " · "
	}
	at := len([]rune(l.text))
	for _, s := range spans {
		l.marks = append(l.marks, kit.Range{From: s.From + at, To: s.To + at})
	}
	l.text += more
}

// say adds a text in the words around it, which differ from language to language.
func (l *marking) say(words func(string) string, m search.Mark) {
	m = nearby(m)
	const hole = "\uFFFC"
	before, _, _ := strings.Cut(words(hole), hole)
	at := len([]rune(before))
	spans := make([]search.Span, len(m.Spans))
	for i, s := range m.Spans {
		spans[i] = search.Span{From: s.From + at, To: s.To + at}
	}
	l.add(words(m.Text), spans)
}
