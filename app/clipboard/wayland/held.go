//go:build linux

package wayland

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"sync"
)

// held is our copy of the value. It is wiped when it was dropped and nobody
// writes it to a file any more.
type held struct {
	mu      sync.Mutex
	bytes   []byte
	users   int
	dropped bool
}

func hold(value []byte) *held { return &held{bytes: append([]byte(nil), value...)} }

// use returns the bytes until done is called.
func (h *held) use() (bytes []byte, ok bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.dropped {
		return nil, false
	}
	h.users++
	return h.bytes, true
}

func (h *held) done() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.users--
	h.wipe()
}

func (h *held) drop() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.dropped = true
	h.wipe()
}

func (h *held) wipe() {
	if h.dropped && h.users == 0 {
		clear(h.bytes)
		h.bytes = nil
	}
}

// print recognizes a value that was wiped. Its key is random and never leaves
// memory, so it says nothing to anybody else.
type print struct {
	key  []byte
	sum  []byte
	size int
}

func printOf(value []byte) print {
	key := make([]byte, sha256.Size)
	_, _ = rand.Read(key) // never fails
	p := print{key: key, size: len(value)}
	p.sum = p.of(value)
	return p
}

func (p print) of(value []byte) []byte {
	h := hmac.New(sha256.New, p.key)
	h.Write(value)
	return h.Sum(nil)
}

// matches tells whether text is the value.
func (p print) matches(text []byte) bool {
	return len(text) == p.size && hmac.Equal(p.of(text), p.sum)
}
