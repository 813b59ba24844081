package kit

import (
	"slices"
	"sort"
	"strings"
	"unicode"
)

// fold is one line of a text: characters from, up to but without to, and the room for them.
type fold struct {
	from, to int
	room     float32
}

// Fold gives the text lines of these widths; without any it takes one, as wide as it is.
func (m *Highlighted) Fold(rooms ...float32) {
	if !slices.Equal(rooms, m.rooms) {
		m.rooms = rooms
		m.Refresh()
	}
}

// Fits tells whether all of the text has room in lines of these widths.
func (m *Highlighted) Fits(rooms ...float32) bool {
	return m.Last(rooms...) <= rooms[len(m.folded(rooms))-1]
}

// Last is how wide the last line of the text is in lines of these widths.
func (m *Highlighted) Last(rooms ...float32) float32 {
	all := m.folded(rooms)
	last := all[len(all)-1]
	return m.width(last.from, last.to)
}

func (m *Highlighted) roomsIn(width float32) []float32 {
	if len(m.rooms) == 0 {
		return []float32{width}
	}
	return m.rooms
}

// folded are the lines that the text takes.
func (m *Highlighted) folded(rooms []float32) (all []fold) {
	runes := []rune(m.text)
	from := 0
	for i, room := range rooms {
		to := len(runes)
		if i < len(rooms)-1 && m.width(from, to) > room {
			to = m.breakIn(runes, from, room)
		}
		all = append(all, fold{from, to, room})
		for from = to; from < len(runes) && unicode.IsSpace(runes[from]); from++ {
		}
		if from == len(runes) {
			break
		}
	}
	return all
}

// breakIn is where a line ends that begins at from and has no room for all: after a word if
// one ends in it, else in the middle of one.
func (m *Highlighted) breakIn(runes []rune, from int, room float32) int {
	most := from + sort.Search(len(runes)-from, func(n int) bool { return m.width(from, from+n+1) > room })
	for to := most; to > from; to-- {
		if to < len(runes) && unicode.IsSpace(runes[to]) || to > from+1 && strings.ContainsRune("-_/.,:", runes[to-1]) {
			return to
		}
	}
	for most > from+1 && unicode.IsMark(runes[most]) {
		most--
	}
	return max(most, from+1)
}
