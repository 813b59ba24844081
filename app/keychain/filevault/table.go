package filevault

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"

	"keytray/app/keychain"
	"keytray/app/seal"
	"keytray/app/text"
)

// maxName is the longest account or label in bytes.
const maxName = 1024

const minItem = 2 + 2 + 8 + 2 + seal.Overhead // bytes of an item in a table, at least

// table is what is in a file. Its items are never changed in place: a change makes
// another slice, which becomes the table's only when it is on the disk.
type table struct {
	generation uint64
	items      []item // in ascending order of account
}

type item struct {
	account, label string
	created        int64 // seconds since 1970
	sealed         []byte
}

func (t table) find(account string) (int, bool) {
	return slices.BinarySearchFunc(t.items, account, func(it item, a string) int { return cmp.Compare(it.account, a) })
}

// with returns the items with one put at i, in the place of what is there if replace.
func (t table) with(i int, it item, replace bool) []item {
	all := slices.Clone(t.items)
	if replace {
		all[i] = it
		return all
	}
	return slices.Insert(all, i, it)
}

func (t table) without(i int) []item {
	return slices.Delete(slices.Clone(t.items), i, i+1)
}

func (t table) encode() []byte {
	size := 8 + 4
	for _, it := range t.items {
		size += 2 + len(it.account) + 2 + len(it.label) + 8 + 2 + len(it.sealed)
	}
	b := binary.BigEndian.AppendUint64(make([]byte, 0, size), t.generation)
	b = binary.BigEndian.AppendUint32(b, uint32(len(t.items)))
	for _, it := range t.items {
		b = appendBytes(b, it.account)
		b = appendBytes(b, it.label)
		b = binary.BigEndian.AppendUint64(b, uint64(it.created))
		b = appendBytes(b, it.sealed)
	}
	return b
}

func appendBytes[T string | []byte](b []byte, s T) []byte {
	return append(binary.BigEndian.AppendUint16(b, uint16(len(s))), s...)
}

// parseTable reads what encode wrote, and nothing else: for each table there is one
// form. It takes any bytes; the table's values share them.
func parseTable(b []byte) (table, error) {
	r := reader{b: b}
	t := table{generation: r.uint64()}
	n := r.uint32()
	if uint64(n) > uint64(len(r.b)/minItem) { // before memory is taken for them
		return table{}, fmt.Errorf("%w: %d items cannot be in it", ErrDamaged, n)
	}
	t.items = make([]item, n)
	for i := range t.items {
		it := item{
			account: string(r.bytes(0, maxName)), label: string(r.bytes(0, maxName)), created: int64(r.uint64()),
			sealed: r.bytes(seal.Overhead, seal.Overhead+keychain.MaxValue),
		}
		if i > 0 && strings.Compare(t.items[i-1].account, it.account) >= 0 {
			r.bad = true
		}
		t.items[i] = it
	}
	if r.bad || len(r.b) != 0 {
		return table{}, text.Errorf("%w: its table makes no sense", ErrDamaged)
	}
	return t, nil
}

// reader takes fields off its bytes. Once a field was missing or out of bounds it
// is bad, and all that follow are zero.
type reader struct {
	b   []byte
	bad bool
}

func (r *reader) take(n int) []byte {
	if r.bad || n > len(r.b) {
		r.bad = true
		return make([]byte, min(n, 8))
	}
	field := r.b[:n:n]
	r.b = r.b[n:]
	return field
}

func (r *reader) uint64() uint64 { return binary.BigEndian.Uint64(r.take(8)) }
func (r *reader) uint32() uint32 { return binary.BigEndian.Uint32(r.take(4)) }

// bytes is a field with its length before it.
func (r *reader) bytes(shortest, longest int) []byte {
	n := int(binary.BigEndian.Uint16(r.take(2)))
	if n < shortest || n > longest {
		r.bad = true
	}
	if r.bad {
		return nil
	}
	return r.take(n)
}
