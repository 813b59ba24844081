// Package clipboardtest has an in-memory board and the promises that every
// clipboard.Board is tested against.
package clipboardtest

import (
	"context"
	"sync"

	"keytray/app/clipboard"
)

// Board is a clipboard in memory. The zero Board sees what is pasted and copied,
// and forgets its value when the program ends.
type Board struct {
	mu       sync.Mutex
	content  string
	offer    clipboard.Offer // the last; Value is not to be used
	put      string          // its value; "" when it was cleared
	outlives bool
	blind    bool
	late     bool
	fail     func(op string) error
}

// Fail is asked before each operation ("put", "ours", "clear").
func (b *Board) Fail(f func(op string) error) { b.do(func() { b.fail = f }) }

// Outlive makes values stay when the program dies.
func (b *Board) Outlive() { b.do(func() { b.outlives = true }) }

// Blind makes the board see neither pastes nor other programs' copies.
func (b *Board) Blind() { b.do(func() { b.blind = true }) }

// Late makes Put time out; what it has put arrives when Late ends.
func (b *Board) Late(late bool) {
	b.do(func() {
		if b.late && !late {
			b.content = b.put
		}
		b.late = late
	})
}

// Content is what is on the clipboard; looking is no paste.
func (b *Board) Content() (content string) {
	b.do(func() { content = b.content })
	return content
}

// Paste plays another program that pastes.
func (b *Board) Paste() (content string) {
	told := func(clipboard.Event) {}
	b.do(func() {
		content = b.content
		if b.offer.Once && !b.blind && b.ours() {
			b.content, b.put, told = "", "", b.offer.Told
		}
	})
	told(clipboard.Pasted)
	return content
}

// SetContent plays another program that copies.
func (b *Board) SetContent(s string) {
	told := func(clipboard.Event) {}
	b.do(func() {
		if b.ours() && !b.blind {
			told = b.offer.Told
		}
		b.content = s
	})
	told(clipboard.Taken)
}

// Tell plays an event that the board sees.
func (b *Board) Tell(e clipboard.Event) {
	var told func(clipboard.Event)
	b.do(func() { told = b.offer.Told })
	told(e)
}

func (b *Board) do(f func()) {
	b.mu.Lock()
	defer b.mu.Unlock()
	f()
}

func (b *Board) try(op string, f func()) error {
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

func (b *Board) ours() bool { return b.put != "" && b.content == b.put }

// Put implements clipboard.Board.
func (b *Board) Put(_ context.Context, o clipboard.Offer) error {
	late := false
	err := b.try("put", func() {
		b.put, b.offer = string(o.Value.Reveal()), o
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
	err = b.try("ours", func() { ours = b.ours() })
	return ours, err
}

// Clear implements clipboard.Board.
func (b *Board) Clear(context.Context) error {
	return b.try("clear", func() {
		if b.ours() {
			b.content = ""
		}
		b.put = ""
	})
}

// Mark implements clipboard.Lasting.
func (b *Board) Mark() string { return "" }

// ClearIf implements clipboard.Lasting.
func (b *Board) ClearIf(_ context.Context, _ string, looked func([]byte) bool) (out clipboard.Outcome, err error) {
	err = b.try("clear", func() {
		switch {
		case b.content == "":
			out = clipboard.Nothing
		case looked([]byte(b.content)):
			b.content, out = "", clipboard.Cleared
		default:
			out = clipboard.NotOurs
		}
	})
	return out, err
}

// Traits implements clipboard.Board.
func (b *Board) Traits() (t clipboard.Traits) {
	b.do(func() {
		t = clipboard.Traits{Name: "memory", Conceals: true, SeesPastes: !b.blind, Outlives: b.outlives}
	})
	return t
}
