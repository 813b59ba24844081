// Package tools is the board that works through the system's own clipboard tools,
// with github.com/atotto/clipboard: xclip, xsel or wl-copy, pbcopy, the API on
// Windows. It is the one to fall back on: it cannot mark a value as secret and
// sees neither pastes nor other programs' copies.
package tools

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"time"

	atotto "github.com/atotto/clipboard"

	"keytray/app/clipboard"
)

// answerLimit bounds one run of a clipboard tool: reading waits for the program
// that owns the clipboard, which may have stopped answering.
const answerLimit = 3 * time.Second

// settleLimit bounds the wait for a change to be seen.
const settleLimit = 500 * time.Millisecond

// Board is the board.
type Board struct {
	key [32]byte // a new one for each board
	// macs are of what may be there from us: one after a copy, more after a
	// copy that failed without telling what it has done.
	macs [][]byte
	late <-chan struct{} // closed when a write has ended that nobody waited for; nil if there is none
}

// New makes a board.
func New() *Board {
	b := &Board{}
	_, _ = rand.Read(b.key[:]) // never fails
	return b
}

// Name is the board's name in its Traits, and in the settings.
const Name = "atotto"

// Traits implements clipboard.Board.
func (b *Board) Traits() clipboard.Traits { return clipboard.Traits{Name: Name, Outlives: true} }

// Put implements clipboard.Board.
func (b *Board) Put(ctx context.Context, o clipboard.Offer) error {
	text := string(o.Value.Reveal())
	mac := b.sum(text)
	b.macs = append(b.macs, mac)
	if err := b.write(ctx, text); err != nil {
		return err
	}
	b.macs = [][]byte{mac}
	_, _ = b.settle(ctx, true) // if it never is, somebody else has copied meanwhile
	return nil
}

// settle waits for a moment until what is on the clipboard is ours, or is not:
// xclip ends before the display has heard that it owns the clipboard.
func (b *Board) settle(ctx context.Context, want bool) (settled bool, err error) {
	for end := time.Now().Add(settleLimit); !settled && err == nil && time.Now().Before(end); {
		var ours bool
		ours, err = b.Ours(ctx)
		settled = ours == want
	}
	return settled, err
}

// Ours implements clipboard.Board: a clipboard tool can only compare contents.
func (b *Board) Ours(ctx context.Context) (bool, error) {
	if len(b.macs) == 0 {
		return false, nil
	}
	if err := b.arrived(); err != nil {
		return false, err
	}
	content, err := read(ctx)
	if err != nil {
		return false, err
	}
	there := b.sum(content)
	return slices.ContainsFunc(b.macs, func(mac []byte) bool { return hmac.Equal(mac, there) }), nil
}

// Clear implements clipboard.Board.
func (b *Board) Clear(ctx context.Context) error {
	ours, err := b.Ours(ctx)
	if err != nil || !ours {
		return err
	}
	if err := b.write(ctx, ""); err != nil {
		return err
	}
	gone, err := b.settle(ctx, false)
	if err != nil {
		return err
	}
	if !gone {
		return clipboard.ErrNotCleared
	}
	b.macs = nil
	return nil
}

// Mark implements clipboard.Lasting.
func (b *Board) Mark() string { return "" }

// ClearIf implements clipboard.Lasting.
func (b *Board) ClearIf(ctx context.Context, _ string, looked func([]byte) bool) (clipboard.Outcome, error) {
	text, err := read(ctx)
	switch {
	case err != nil:
		return "", err
	case text == "":
		return clipboard.Nothing, nil
	case !looked([]byte(text)):
		return clipboard.NotOurs, nil
	}
	b.macs = [][]byte{b.sum(text)}
	return clipboard.Cleared, b.Clear(ctx)
}

// sum keeps a keyed hash instead of the value: the board may remember for
// minutes what it has put.
func (b *Board) sum(content string) []byte {
	h := hmac.New(sha256.New, b.key[:])
	h.Write([]byte(content))
	return h.Sum(nil)
}

// arrived is an error while a write goes on that nobody waits for any more: what
// is on the clipboard now says nothing.
func (b *Board) arrived() error {
	if b.late != nil {
		select {
		case <-b.late:
			b.late = nil
		default:
			return clipboard.ErrTimeout
		}
	}
	return nil
}

func (b *Board) write(ctx context.Context, text string) error {
	if err := usable(); err != nil {
		return err
	}
	if err := b.arrived(); err != nil {
		return err
	}
	ended := make(chan struct{})
	_, err := bounded(ctx, func() (string, error) {
		defer close(ended)
		return "", atotto.WriteAll(text)
	})
	if errors.Is(err, clipboard.ErrTimeout) {
		b.late = ended
		return err
	}
	if err != nil {
		return fmt.Errorf("%w: %w", clipboard.ErrTool, err)
	}
	return nil
}

// nothings are what the tools say when there is nothing, or nothing that is text.
var nothings = []string{"not available", "No selection", "Nothing is copied", "No suitable type of content"}

// read returns "" if there is nothing, or nothing that is text: the tools end
// with an error status then, as they do when they fail.
func read(ctx context.Context) (string, error) {
	if err := usable(); err != nil {
		return "", err
	}
	content, err := bounded(ctx, atotto.ReadAll)
	var status *exec.ExitError
	if !errors.As(err, &status) || !status.Exited() {
		return content, err
	}
	for _, each := range nothings {
		if bytes.Contains(status.Stderr, []byte(each)) {
			return "", nil
		}
	}
	if len(status.Stderr) == 0 { // xsel and pbpaste say nothing
		return "", nil
	}
	return "", fmt.Errorf("%w: %w", clipboard.ErrTool, err)
}

// Usable implements clipboard.Checked.
func (b *Board) Usable(ctx context.Context) (clipboard.Traits, error) {
	_, err := read(ctx)
	return b.Traits(), err
}

func usable() error {
	if runtime.GOOS != "windows" && runtime.GOOS != "darwin" && os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" {
		return clipboard.ErrNoDisplay
	}
	if atotto.Unsupported {
		return clipboard.ErrNoTool
	}
	return nil
}

// bounded stops waiting at the limit; a tool that hangs is left behind, for the
// library gives no hold of it.
func bounded(ctx context.Context, f func() (string, error)) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, answerLimit)
	defer cancel()
	type answer struct {
		text string
		err  error
	}
	done := make(chan answer, 1)
	go func() {
		text, err := f()
		done <- answer{text, err}
	}()
	select {
	case a := <-done:
		return a.text, a.err
	case <-ctx.Done():
		return "", errors.Join(clipboard.ErrTimeout, ctx.Err())
	}
}
