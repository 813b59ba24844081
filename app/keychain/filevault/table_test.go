package filevault

import (
	"bytes"
	"encoding/binary"
	"errors"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"keytray/app/keychain"
	"keytray/app/seal"
	"keytray/app/secret"
)

func sample() table {
	k := keysOf(seal.NewKey())
	t := table{generation: 7}
	for _, account := range []string{"", "a", "a.1", "a.11", "b"} {
		t.items = append(t.items, item{account, "label of " + account, 1_700_000_000, k.sealValue(account, []byte("value"))})
	}
	return t
}

func TestATableComesBack(t *testing.T) {
	for _, want := range []table{{generation: 1, items: []item{}}, sample()} {
		got, err := parseTable(want.encode())
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("got %+v (%v), want %+v", got, err, want)
		}
	}
}

func TestATableHasOneForm(t *testing.T) {
	whole := sample()
	swapped, twice := slices.Clone(whole.items), slices.Clone(whole.items)
	swapped[1], swapped[2] = swapped[2], swapped[1]
	twice[1] = twice[0]
	b := whole.encode()
	count := func(n uint32) []byte {
		c := bytes.Clone(b)
		binary.BigEndian.PutUint32(c[8:], n)
		return c
	}
	for what, b := range map[string][]byte{
		"nothing":                nil,
		"items out of order":     table{7, swapped}.encode(),
		"an item twice":          table{7, twice}.encode(),
		"one item too few":       count(4),
		"one item too many":      count(6),
		"four billion items":     count(1<<32 - 1),
		"a byte more":            append(bytes.Clone(b), 0),
		"a value with no tag":    table{1, []item{{"a", "l", 1, make([]byte, seal.Overhead-1)}}}.encode(),
		"a value over the limit": table{1, []item{{"a", "l", 1, make([]byte, seal.Overhead+keychain.MaxValue+1)}}}.encode(),
		"an account too long":    table{1, []item{{string(make([]byte, maxName+1)), "l", 1, make([]byte, 99)}}}.encode(),
		"a label too long":       table{1, []item{{"a", string(make([]byte, maxName+1)), 1, make([]byte, 99)}}}.encode(),
	} {
		if _, err := parseTable(b); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v", what, err)
		}
	}
	for n := range b {
		if _, err := parseTable(b[:n]); !errors.Is(err, ErrDamaged) {
			t.Errorf("cut off at %d: %v", n, err)
		}
	}
}

// Even with the table's key no value can be given to another account.
func TestAValueUnderAnotherNameDoesNotOpen(t *testing.T) {
	v := Quick(filepath.Join(t.TempDir(), "vault.bin"))
	if err := v.Create(t.Context(), secret.FromString("passphrase")); err != nil {
		t.Fatal(err)
	}
	for _, account := range []string{"a", "b"} {
		if err := v.Set(t.Context(), account, "l", secret.FromString("value of "+account)); err != nil {
			t.Fatal(err)
		}
	}
	items := slices.Clone(v.open.table.items)
	items[0].sealed, items[1].sealed = items[1].sealed, items[0].sealed
	if err := v.save(v.open, table{9, items}, false); err != nil {
		t.Fatal(err)
	}
	for _, account := range []string{"a", "b"} {
		if got, err := v.Get(t.Context(), account); !errors.Is(err, ErrDamaged) || got.Len() != 0 {
			t.Errorf("got %d bytes, %v", got.Len(), err)
		}
	}
	if err := v.ChangePassphrase(t.Context(), secret.FromString("passphrase"), secret.FromString("another one")); !errors.Is(err, ErrDamaged) {
		t.Errorf("ChangePassphrase: %v", err)
	}
}

func TestAFullVaultRefusesWhatDoesNotFit(t *testing.T) {
	v := Quick(filepath.Join(t.TempDir(), "vault.bin"))
	if err := v.Create(t.Context(), secret.FromString("passphrase")); err != nil {
		t.Fatal(err)
	}
	value := make([]byte, seal.Overhead+keychain.MaxValue)
	items := make([]item, maxFile/(len(value)+minItem)+1000)
	for i := range items {
		items[i] = item{string(binary.BigEndian.AppendUint32(nil, uint32(i))), "", 1, value}
	}
	if err := v.save(v.open, table{2, items}, false); !errors.Is(err, errFull) {
		t.Errorf("got %v", err)
	}
	if got, err := v.List(t.Context()); err != nil || len(got) != 0 {
		t.Errorf("%d items (%v)", len(got), err)
	}
}

// Whoever wraps the same master key anew makes a header that opens, but no table.
func TestATableBelongsToItsHeader(t *testing.T) {
	master, passphraseKey := seal.NewKey(), seal.NewKey()
	k := keysOf(master)
	one, two := newHeader(seal.Default(), passphraseKey, master), newHeader(seal.Default(), passphraseKey, master)
	for _, c := range []struct {
		h    header
		want error
	}{{one, nil}, {two, ErrDamaged}} {
		s := session{header: c.h, keys: k}
		if err := s.load(append(bytes.Clone(c.h.raw), k.sealTable(sample(), one)...)); !errors.Is(err, c.want) {
			t.Errorf("got %v, want %v", err, c.want)
		}
	}
}

func TestEveryVaultAndEveryPassphraseHasKeysOfItsOwn(t *testing.T) {
	first, second := secret.FromString("passphrase"), secret.FromString("another one")
	seen := map[string]bool{}
	for range 2 {
		v := Quick(filepath.Join(t.TempDir(), "vault.bin"))
		if err := v.Create(t.Context(), first); err != nil {
			t.Fatal(err)
		}
		for _, change := range [][2]secret.Value{{first, second}, {second, first}, {first, first}} {
			seen[string(v.open.keys.table)], seen[string(v.open.keys.values)] = true, true
			seen[string(v.open.header.params.Salt[:])] = true
			if err := v.ChangePassphrase(t.Context(), change[0], change[1]); err != nil {
				t.Fatal(err)
			}
		}
	}
	if len(seen) != 2*3*3 {
		t.Errorf("%d of 18 keys and salts differ", len(seen))
	}
}

func TestAnItemThatIsReplacedKeepsItsDate(t *testing.T) {
	v := Quick(filepath.Join(t.TempDir(), "vault.bin"))
	if err := v.Create(t.Context(), secret.FromString("passphrase")); err != nil {
		t.Fatal(err)
	}
	old := item{"a", "l", 1_500_000_000, v.open.keys.sealValue("a", []byte("value"))}
	if err := v.save(v.open, table{2, []item{old}}, false); err != nil {
		t.Fatal(err)
	}
	if err := v.Set(t.Context(), "a", "l", secret.FromString("another")); err != nil {
		t.Fatal(err)
	}
	if err := v.ChangePassphrase(t.Context(), secret.FromString("passphrase"), secret.FromString("another one")); err != nil {
		t.Fatal(err)
	}
	if items, err := v.List(t.Context()); err != nil || items[0].Created.Unix() != old.created {
		t.Errorf("got %+v (%v)", items, err)
	}
}

func TestLockWipesTheKeys(t *testing.T) {
	v := Quick(filepath.Join(t.TempDir(), "vault.bin"))
	if err := v.Create(t.Context(), secret.FromString("passphrase")); err != nil {
		t.Fatal(err)
	}
	held := v.open.keys
	v.Lock()
	if v.open != nil || !bytes.Equal(append(held.table, held.values...), make([]byte, 2*seal.KeySize)) {
		t.Error("keys are left after Lock")
	}
}
