package seal

import (
	"crypto/rand"
	"fmt"

	"golang.org/x/crypto/argon2"
)

// Bounds of Params: under the lower ones guessing gets cheap, over the upper
// ones a file with a forged header could take all memory or never end.
const (
	minMemory, maxMemory   = 64 << 10, 1 << 20 // KiB: 64 MiB, 1 GiB
	minTime, maxTime       = 1, 20
	minThreads, maxThreads = 1, 16
)

// Params are the cost of turning a passphrase into a key with argon2id
// (RFC 9106), and the salt. They are no secret.
type Params struct {
	Time    uint32 // passes over the memory
	Memory  uint32 // KiB
	Threads uint8  // lanes
	Salt    [16]byte
}

// Default is the second choice of RFC 9106, section 4, the one for machines
// that cannot spare 2 GiB, with a new random salt.
func Default() Params {
	p := Params{Time: 3, Memory: 64 << 10, Threads: 4}
	_, _ = rand.Read(p.Salt[:])
	return p
}

// Validate refuses costs out of bounds: memory from 64 MiB to 1 GiB, 1 to 20
// passes, 1 to 16 lanes.
func (p Params) Validate() error {
	switch {
	case p.Memory < minMemory || p.Memory > maxMemory:
		return fmt.Errorf("argon2id with %d KiB of memory: want %d to %d", p.Memory, minMemory, maxMemory)
	case p.Time < minTime || p.Time > maxTime:
		return fmt.Errorf("argon2id with %d passes: want %d to %d", p.Time, minTime, maxTime)
	case p.Threads < minThreads || p.Threads > maxThreads:
		return fmt.Errorf("argon2id with %d lanes: want %d to %d", p.Threads, minThreads, maxThreads)
	}
	return nil
}

// Derive makes a key of KeySize bytes of a passphrase. It takes about 0.1 s and
// the memory that p says, whatever the passphrase is. Params that do not
// Validate are an error.
func Derive(passphrase []byte, p Params) ([]byte, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	return argon2.IDKey(passphrase, p.Salt[:], p.Time, p.Memory, p.Threads, KeySize), nil
}
