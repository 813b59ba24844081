package text

import "strings"

// words are the sentences of one language, compiled as a GNU MO file (gettext
// manual, "The Format of GNU MO Files"). They stay in the program's file: nothing
// is read at the start, and nothing is copied.
type words string

// Offsets in the head of the file: how many sentences there are, and where the
// tables of the English and of the other ones begin. A table has a length and an
// offset for each.
const (
	wordsCount   = 8
	wordsEnglish = 12
	wordsOther   = 16
)

// find looks a sentence up; form counts the plural forms from 0 on.
func (w words) find(ctx, id string, form int) (string, bool) {
	if w == "" || id == "" { // the empty one is the head of the file
		return "", false
	}
	if ctx != "" {
		id = ctx + "\x04" + id
	}
	english, other := w.number(wordsEnglish), w.number(wordsOther)
	for from, to := 0, w.number(wordsCount); from < to; {
		i := (from + to) / 2
		entry, _, _ := strings.Cut(w.entry(english, i), "\x00") // behind it is the plural
		switch c := strings.Compare(id, entry); {
		case c == 0:
			return nth(w.entry(other, i), form)
		case c < 0:
			to = i
		default:
			from = i + 1
		}
	}
	return "", false
}

// nth is one of several texts that zeros divide.
func nth(all string, n int) (string, bool) {
	for ; n > 0; n-- {
		_, rest, ok := strings.Cut(all, "\x00")
		if !ok {
			return "", false
		}
		all = rest
	}
	one, _, _ := strings.Cut(all, "\x00")
	return one, one != ""
}

func (w words) entry(table, i int) string {
	from := w.number(table + 8*i + 4)
	return string(w[from : from+w.number(table+8*i)])
}

// number reads 32 bits, little end first.
func (w words) number(at int) int {
	return int(w[at]) | int(w[at+1])<<8 | int(w[at+2])<<16 | int(w[at+3])<<24
}
