// Package clipboardtest has an in-memory board and the promises that every
// clipboard.Board is tested against.
package clipboardtest

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"strings"
	"sync"
	"testing"

	"keytray/app/clipboard"
	"keytray/app/secret"
)

// Board is a clipboard in memory. Fail makes its calls fail.
type Board struct {
	mu      sync.Mutex
	content string
	put     string
	fail    func(op string) error
	late    bool
}

// Fail is asked before each operation ("put", "ours", "clear").
func (b *Board) Fail(f func(op string) error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.fail = f
}

// Late makes Put time out; what it has put arrives when Late ends.
func (b *Board) Late(late bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.late && !late {
		b.content = b.put
	}
	b.late = late
}

// Content is what another program would paste.
func (b *Board) Content() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.content
}

// SetContent plays another program that copies.
func (b *Board) SetContent(s string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.content = s
}

func (b *Board) do(op string, f func()) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.fail != nil {
		if err := b.fail(op); err != nil {
			return err
		}
	}
	f()
	return nil
}

// Put implements clipboard.Board.
func (b *Board) Put(_ context.Context, v secret.Value) error {
	late := false
	err := b.do("put", func() {
		b.put = string(v.Reveal())
		if late = b.late; !late {
			b.content = b.put
		}
	})
	if late {
		return clipboard.ErrTimeout
	}
	return err
}

// Ours implements clipboard.Board.
func (b *Board) Ours(context.Context) (ours bool, err error) {
	err = b.do("ours", func() { ours = b.put != "" && b.content == b.put })
	return ours, err
}

// Clear implements clipboard.Board.
func (b *Board) Clear(context.Context) error {
	return b.do("clear", func() {
		if b.content == b.put {
			b.content, b.put = "", ""
		}
	})
}

// Run checks a board. paste and copyOther play another program on the same
// clipboard.
func Run(t *testing.T, b clipboard.Board, paste func() string, copyOther func(string)) {
	token := func() string {
		raw := make([]byte, 20)
		_, _ = rand.Read(raw) // never fails
		return hex.EncodeToString(raw)
	}
	for name, value := range map[string]string{
		"a key": token(), "lines": "a\nb\r\nc\n", "beyond ASCII": "schlüssel-🔑-" + token(), "spaces around": "  x  ", "2,048 bytes": strings.Repeat("k", 2048),
	} {
		t.Run("another program pastes what was put: "+name, func(t *testing.T) {
			put(t, b, value)
			if paste() != value {
				t.Error("it pasted something else")
			}
			assertOurs(t, b, true)
		})
	}
	t.Run("cleared means gone", func(t *testing.T) {
		put(t, b, token())
		if err := b.Clear(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got := paste(); got != "" {
			t.Errorf("%d characters are left", len(got))
		}
		assertOurs(t, b, false)
	})
	t.Run("what somebody else copied is not ours and stays", func(t *testing.T) {
		put(t, b, token())
		copyOther("somebody else's text")
		assertOurs(t, b, false)
		if err := b.Clear(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got := paste(); got != "somebody else's text" {
			t.Errorf("it became %q", got)
		}
	})
	t.Run("a second value takes the place of the first", func(t *testing.T) {
		put(t, b, token())
		second := token()
		put(t, b, second)
		if paste() != second {
			t.Error("the first is still there")
		}
		if err := b.Clear(t.Context()); err != nil {
			t.Fatal(err)
		}
	})
}

func put(t *testing.T, b clipboard.Board, value string) {
	t.Helper()
	if err := b.Put(t.Context(), secret.FromString(value)); err != nil {
		t.Fatal(err)
	}
}

func assertOurs(t *testing.T, b clipboard.Board, want bool) {
	t.Helper()
	if ours, err := b.Ours(t.Context()); err != nil || ours != want {
		t.Errorf("ours is %v (%v), want %v", ours, err, want)
	}
}
