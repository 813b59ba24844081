package filevault

import (
	"keytray/app/seal"
	"keytray/app/text"
)

// keys are the two keys that a master key stands for.
type keys struct{ table, values []byte }

func keysOf(master []byte) keys {
	return keys{seal.Subkey(master, "keytray vault v1 table"), seal.Subkey(master, "keytray vault v1 values")}
}

func (k keys) wipe() {
	clear(k.table)
	clear(k.values)
}

func (k keys) sealTable(t table, h header) []byte { return seal.Seal(k.table, t.encode(), h.raw) }

func (k keys) openTable(sealed []byte, h header) (table, error) {
	b, err := seal.Open(k.table, sealed, h.raw)
	if err != nil {
		return table{}, text.Errorf("%w: its content was changed", ErrDamaged)
	}
	return parseTable(b)
}

func (k keys) sealValue(account string, value []byte) []byte {
	return seal.Seal(k.values, value, []byte(account))
}

func (k keys) openValue(it item) ([]byte, error) {
	value, err := seal.Open(k.values, it.sealed, []byte(it.account))
	if err != nil {
		return nil, text.Errorf("%w: the value of an item does not open", ErrDamaged)
	}
	return value, nil
}
