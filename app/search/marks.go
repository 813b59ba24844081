package search

import (
	"slices"
	"unicode/utf8"
)

// Mark is a text of a key in which words of the query were found.
type Mark struct {
	Field Field
	Text  string // as the person wrote it; of a note only the part around it
	Spans []Span // in their order, apart from each other
}

// Span are the characters (runes) of a text that were found: From, up to but
// without To.
type Span struct{ From, To int }

// Spans are what is found in a field of which a key has one: Name, Provider,
// Account or Env.
func (h Hit) Spans(f Field) []Span {
	for _, m := range h.Marks() {
		if m.Field == f {
			return m.Spans
		}
	}
	return nil
}

// Marks says where the words of the query were found: each where it counted. It
// is worked out when it is asked for, so ask for the rows that are seen.
func (h Hit) Marks() []Mark {
	if h.of == nil {
		return nil
	}
	if h.Rank <= costPhrase && h.Field == Name {
		return []Mark{{Name, h.Key.Name, []Span{{0, h.phrase()}}}}
	}
	var all []Mark
	for i := range h.of.terms {
		t := &h.of.terms[i]
		if t.not || len(t.words) == 0 {
			continue
		}
		if f, s := h.where(t); f != Nowhere {
			all = addMark(all, f, s, t)
		}
	}
	slices.SortStableFunc(all, func(a, b Mark) int { return int(a.Field) - int(b.Field) })
	for i := range all {
		all[i].Spans = joined(all[i].Spans)
		if all[i].Field == Note {
			all[i] = excerpt(all[i])
		}
	}
	return all
}

// SpansOf are the marks of one text of a field, which may have several.
func SpansOf(all []Mark, f Field, text string) []Span {
	for _, m := range all {
		if m.Field == f && m.Text == text {
			return m.Spans
		}
	}
	return nil
}

// phrase is how many runes of the name the whole query is.
func (h Hit) phrase() int {
	f := fold(h.Key.Name, bare, true)
	if n := len(h.of.phrase); n < len(f.text) {
		return f.at[n]
	}
	return utf8.RuneCountInString(h.Key.Name)
}

func addMark(all []Mark, f Field, s string, t *term) []Mark {
	i := slices.IndexFunc(all, func(m Mark) bool { return m.Field == f && m.Text == s })
	if i < 0 {
		i = len(all)
		all = append(all, Mark{Field: f, Text: s})
	}
	all[i].Spans = append(all[i].Spans, spans(s, kindOf(f), t)...)
	return all
}

// texts are those of a field, as the person wrote them.
func (h Hit) texts(f Field) []string {
	switch f {
	case Name:
		return []string{h.Key.Name}
	case Provider:
		return []string{h.Key.ProviderName, h.Key.Provider}
	case Account:
		return []string{h.Key.Account}
	case Env:
		return []string{h.Key.Env}
	case Tag:
		return h.Key.Tags
	case Place:
		return h.Key.UsedBy
	case Note:
		return []string{h.Key.Notes}
	}
	return nil
}

func kindOf(f Field) kind {
	switch f {
	case Name, Provider, Env:
		return label
	case Note:
		return prose
	}
	return plain
}

// where is the text in which a term costs least.
func (h Hit) where(t *term) (field Field, text string) {
	best := tooMuch
	for f := Name; f <= Note; f++ {
		if t.op != "" && t.op.field() != f {
			continue
		}
		for _, s := range h.texts(f) {
			if s == "" {
				continue
			}
			b := newBody(s, kindOf(f))
			if c := cost(f, b.fits(t)); c < best {
				best, field, text = c, f, s
			}
		}
	}
	return field, text
}

// spans are the runes of a text that a term is found in.
func spans(s string, k kind, t *term) []Span {
	best := none
	var found []Span
	for _, how := range []spelling{bare, german} {
		if how == german && !hasUmlaut(s) {
			continue
		}
		b, f := (&folded{}).spelled(s, how, k), fold(s, how, true)
		for i := range t.words {
			fit := b.fitsWord(t, &t.words[i])
			if fit >= best {
				continue
			}
			best, found = fit, nil
			for _, at := range b.bytes(&t.words[i], fit) {
				found = append(found, Span{f.at[at], f.at[at] + 1})
			}
		}
	}
	return joined(found)
}

// joined are spans in their order, and as one where they touch.
func joined(all []Span) (kept []Span) {
	slices.SortFunc(all, func(a, b Span) int { return a.From - b.From })
	for _, s := range all {
		if n := len(kept); n > 0 && s.From <= kept[n-1].To {
			kept[n-1].To = max(kept[n-1].To, s.To)
		} else {
			kept = append(kept, s)
		}
	}
	return kept
}

// excerptRunes is how much of a note is shown, and before how much of it stands
// before the first word that was found.
const excerptRunes, excerptBefore = 80, 24

// excerpt is the part of a note around what was found in it, on one line.
func excerpt(m Mark) Mark {
	runes := []rune(m.Text)
	from := 0
	if len(m.Spans) > 0 && m.Spans[0].To > excerptRunes {
		from = max(m.Spans[0].From-excerptBefore, 0)
	}
	to := min(from+excerptRunes, len(runes))
	part := slices.Clone(runes[from:to])
	for i, r := range part {
		if classOf(r) == space {
			part[i] = ' '
		}
	}
	shift := from
	if from > 0 {
		part, shift = append([]rune{'…'}, part...), from-1
	}
	if to < len(runes) {
		part = append(part, '…')
	}
	kept := Mark{Field: Note, Text: string(part)}
	for _, s := range m.Spans {
		if s.From >= from && s.From < to {
			kept.Spans = append(kept.Spans, Span{s.From - shift, min(s.To, to) - shift})
		}
	}
	return kept
}
