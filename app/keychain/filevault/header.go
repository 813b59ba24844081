package filevault

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"

	"keytray/app/seal"
	"keytray/app/text"
)

const (
	magic   = "keytray-vault\x00"
	version = 1

	// Where the parts of a header end.
	versionEnd = len(magic) + 2
	saltEnd    = versionEnd + 4 + 4 + 1 + 16
	wrapEnd    = saltEnd + seal.KeySize + seal.Overhead
	headerEnd  = wrapEnd + sha256.Size
)

// header is the part of a file that can be read without the passphrase: headerEnd
// bytes. It stays the same until the passphrase is changed.
type header struct {
	raw    []byte
	params seal.Params
}

// newHeader wraps a master key in the key of a passphrase.
func newHeader(p seal.Params, passphraseKey, master []byte) header {
	raw := append([]byte(magic), 0, version)
	raw = binary.BigEndian.AppendUint32(raw, p.Time)
	raw = binary.BigEndian.AppendUint32(raw, p.Memory)
	raw = append(raw, p.Threads)
	raw = append(raw, p.Salt[:]...)
	raw = append(raw, seal.Seal(passphraseKey, master, raw)...)
	sum := sha256.Sum256(raw)
	return header{append(raw, sum[:]...), p}
}

// parseHeader reads the header at the start of a file. It returns ErrNewer or
// ErrDamaged, and takes any bytes.
func parseHeader(content []byte) (header, error) {
	rest, ours := bytes.CutPrefix(content, []byte(magic))
	if !ours || len(rest) < 2 {
		return header{}, text.Errorf("%w: it does not begin as one", ErrDamaged)
	}
	if found := binary.BigEndian.Uint16(rest); found > version {
		return header{}, text.Errorf("%w: format %d, this version knows format %d", ErrNewer, found, version)
	} else if found != version || len(content) < headerEnd {
		return header{}, text.Errorf("%w: its beginning is cut off", ErrDamaged)
	}
	raw := bytes.Clone(content[:headerEnd])
	if sum := sha256.Sum256(raw[:wrapEnd]); !bytes.Equal(sum[:], raw[wrapEnd:]) {
		return header{}, text.Errorf("%w: its beginning was changed", ErrDamaged)
	}
	cost := raw[versionEnd:]
	p := seal.Params{
		Time: binary.BigEndian.Uint32(cost), Memory: binary.BigEndian.Uint32(cost[4:]),
		Threads: cost[8], Salt: [16]byte(cost[9:]),
	}
	if err := p.Validate(); err != nil {
		return header{}, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return header{raw, p}, nil
}

// master is the master key, if passphraseKey is the key of the right passphrase.
func (h header) master(passphraseKey []byte) ([]byte, error) {
	key, err := seal.Open(passphraseKey, h.raw[saltEnd:wrapEnd], h.raw[:saltEnd])
	if err != nil {
		return nil, ErrWrongPassphrase
	}
	return key, nil
}
