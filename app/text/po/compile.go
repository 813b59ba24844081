package po

import (
	"cmp"
	"encoding/binary"
	"slices"
	"strings"
)

// magic begins MO files (gettext manual, "The Format of GNU MO Files").
const (
	magic  = 0x950412de
	header = 28 // bytes
)

// Compile makes the MO file that programs carry: the sentences in alphabetical
// order, without those that are not translated.
func (f File) Compile() []byte {
	type pair struct{ english, other string }
	pairs := []pair{{"", strings.Join(f.Head.Text, "")}}
	for _, e := range f.Entries {
		if !e.Translated() {
			continue
		}
		english := e.key()
		if e.Plural != "" {
			english += "\x00" + e.Plural
		}
		pairs = append(pairs, pair{english, strings.Join(e.Text, "\x00")})
	}
	slices.SortFunc(pairs, func(a, b pair) int { return cmp.Compare(a.english, b.english) })

	var english, other, texts []byte
	n := len(pairs)
	start := header + 16*n
	put := func(table []byte, text string) []byte {
		table = binary.LittleEndian.AppendUint32(table, uint32(len(text)))
		table = binary.LittleEndian.AppendUint32(table, uint32(start+len(texts)))
		texts = append(append(texts, text...), 0)
		return table
	}
	for _, p := range pairs {
		english = put(english, p.english)
	}
	for _, p := range pairs {
		other = put(other, p.other)
	}
	var out []byte
	for _, number := range []int{magic, 0, n, header, header + 8*n, 0, header + 16*n} { // no hash table
		out = binary.LittleEndian.AppendUint32(out, uint32(number))
	}
	return slices.Concat(out, english, other, texts)
}
