package window

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"keytray/app/api"
)

// filter is what a chip lets through.
type filter string

// Filters, in the order of their chips.
const (
	filterAll     filter = "All"
	filterDue     filter = "Due"     // with those whose rotation is under way
	filterOverdue filter = "Overdue" // with those that the provider ended
	filterExposed filter = "Exposed"
	filterPinned  filter = "Pinned"
)

var filters = []filter{filterAll, filterDue, filterOverdue, filterExposed, filterPinned}

func (f filter) keeps(k api.Key) bool {
	switch f {
	case filterDue:
		return k.Phase == "due" || k.Case != nil
	case filterOverdue:
		return k.Phase == "overdue" || k.Phase == "expired"
	case filterExposed:
		return leaked(k)
	case filterPinned:
		return k.Pinned
	}
	return true
}

func count(keys []api.Key, f filter) (n int) {
	for _, k := range keys {
		if f.keeps(k) {
			n++
		}
	}
	return n
}

// row is one row of the list: a key, or a head with the number of keys below it.
type row struct {
	key   api.Key
	head  string
	count int
}

// rowsOf is the list for a filter and a search: what matches, best first; with
// neither, all keys in sections, what is most urgent first.
func rowsOf(keys []api.Key, f filter, query string) []row {
	if strings.TrimSpace(query) != "" {
		return matching(keys, f, query)
	}
	kept := slices.DeleteFunc(slices.Clone(keys), func(k api.Key) bool { return !f.keeps(k) })
	slices.SortStableFunc(kept, byNeed)
	var rows []row
	for i, k := range kept {
		if f == filterAll && (i == 0 || headOf(k) != headOf(kept[i-1])) {
			head := row{head: sections[headOf(k)]}
			for _, other := range kept[i:] {
				if headOf(other) == headOf(k) {
					head.count++
				}
			}
			rows = append(rows, head)
		}
		rows = append(rows, row{key: k})
	}
	return rows
}

// section is what the dates of a key say of it.
func section(k api.Key) int {
	switch k.Phase {
	case "exposed", "expired", "overdue":
		return 0
	case "due":
		return 1
	}
	return 2
}

// headOf is the head that k stands under. A rotation that was begun is not over with the
// new value: until the old one is dead it stands where the chips count it.
func headOf(k api.Key) int {
	switch {
	case leaked(k):
		return 0
	case k.Case != nil:
		return min(section(k), 1)
	}
	return section(k)
}

// firstDate is the date at which k asks for something next.
func firstDate(k api.Key) time.Time {
	next := k.OverdueFrom
	if k.Phase == "fresh" {
		next = k.DueFrom
	}
	if !k.Expires.IsZero() && k.Expires.Before(next) {
		return k.Expires
	}
	return next
}

func matching(keys []api.Key, f filter, query string) []row {
	words := strings.Fields(strings.ToLower(query))
	type hit struct {
		row
		rank int
	}
	var hits []hit
	for _, k := range keys {
		if rank := rank(k, words); rank < noMatch && f.keeps(k) {
			hits = append(hits, hit{row{key: k}, rank})
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int {
		// Not by urgency: hands remember what they typed for which key.
		return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(strings.ToLower(a.key.Name), strings.ToLower(b.key.Name)))
	})
	rows := make([]row, len(hits))
	for i, h := range hits {
		rows[i] = h.row
	}
	return rows
}

// noMatch is the rank of what does not match; better matches rank lower.
const noMatch = 100

// rank says how well k matches all words: the start of the name, the start of
// a word in it, somewhere in it, then the same in its other texts.
func rank(k api.Key, words []string) int {
	fields := append([]string{k.Name, k.ProviderName, k.Account, k.Env}, k.Tags...)
	worst := 0
	for _, word := range words {
		best := noMatch
		for i, field := range fields {
			r := rankIn(strings.ToLower(field), word)
			if i > 0 {
				r += 3 // the name comes before all else
			}
			best = min(best, r)
		}
		worst = max(worst, best)
	}
	return worst
}

func rankIn(text, word string) int {
	for from := 0; ; {
		i := strings.Index(text[from:], word)
		switch {
		case i < 0 && from == 0:
			return noMatch
		case i < 0:
			return 2
		case from+i == 0:
			return 0
		case !isWordRune(text[from+i-1]):
			return 1
		}
		from += i + 1
	}
}

func isWordRune(b byte) bool {
	return b >= 'a' && b <= 'z' || b >= '0' && b <= '9' || b >= 0x80
}
