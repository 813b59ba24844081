package clipboard

import (
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

	"github.com/atotto/clipboard"

	"keytray/app/secret"
)

// answerLimit bounds one run of a clipboard tool: reading waits for the program
// that owns the clipboard, which may have stopped answering.
const answerLimit = 3 * time.Second

// settleLimit bounds the wait for a change to be seen.
const settleLimit = 500 * time.Millisecond

// Atotto is the board that works through the system's clipboard tools (xclip,
// xsel, wl-copy, pbcopy; the API on Windows). It cannot mark a value as secret.
type Atotto struct {
	key [32]byte // a new one for each board
	// macs are of what may be there from us: one after a copy, more after a
	// copy that failed without telling what it has done.
	macs [][]byte
}

// NewAtotto makes a board.
func NewAtotto() *Atotto {
	a := &Atotto{}
	_, _ = rand.Read(a.key[:]) // never fails
	return a
}

// Put implements Board.
func (a *Atotto) Put(ctx context.Context, v secret.Value) error {
	mac := a.sum(string(v.Reveal()))
	a.macs = append(a.macs, mac)
	if err := write(ctx, string(v.Reveal())); err != nil {
		return err
	}
	a.macs = [][]byte{mac}
	_, _ = a.settle(ctx, true) // if it never is, somebody else has copied meanwhile
	return nil
}

// settle waits for a moment until what is on the clipboard is ours, or is not:
// xclip ends before the display has heard that it owns the clipboard.
func (a *Atotto) settle(ctx context.Context, want bool) (settled bool, err error) {
	for end := time.Now().Add(settleLimit); !settled && err == nil && time.Now().Before(end); {
		var ours bool
		ours, err = a.Ours(ctx)
		settled = ours == want
	}
	return settled, err
}

// Ours implements Board: a clipboard tool can only compare contents.
func (a *Atotto) Ours(ctx context.Context) (bool, error) {
	if len(a.macs) == 0 {
		return false, nil
	}
	content, err := read(ctx)
	if err != nil {
		return false, err
	}
	there := a.sum(content)
	return slices.ContainsFunc(a.macs, func(mac []byte) bool { return hmac.Equal(mac, there) }), nil
}

// Clear implements Board.
func (a *Atotto) Clear(ctx context.Context) error {
	ours, err := a.Ours(ctx)
	if err != nil || !ours {
		return err
	}
	if err := write(ctx, ""); err != nil {
		return err
	}
	gone, err := a.settle(ctx, false)
	if err != nil {
		return err
	}
	if !gone {
		return ErrNotCleared
	}
	a.macs = nil
	return nil
}

// sum keeps a keyed hash instead of the value: the board may remember for
// minutes what it has put.
func (a *Atotto) sum(content string) []byte {
	h := hmac.New(sha256.New, a.key[:])
	h.Write([]byte(content))
	return h.Sum(nil)
}

func write(ctx context.Context, text string) error {
	if err := Usable(); err != nil {
		return err
	}
	_, err := bounded(ctx, func() (string, error) { return "", clipboard.WriteAll(text) })
	if err != nil && !errors.Is(err, ErrTimeout) {
		return fmt.Errorf("%w: %w", ErrTool, err)
	}
	return err
}

// read returns "" if there is nothing, or nothing that is text: the tools end
// with an error status then.
func read(ctx context.Context) (string, error) {
	if err := Usable(); err != nil {
		return "", err
	}
	content, err := bounded(ctx, clipboard.ReadAll)
	var status *exec.ExitError
	if errors.As(err, &status) {
		return "", nil
	}
	return content, err
}

// Usable tells why there is no clipboard here, if there is none.
func Usable() error {
	if runtime.GOOS != "windows" && runtime.GOOS != "darwin" && os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" {
		return ErrNoDisplay
	}
	if clipboard.Unsupported {
		return ErrNoTool
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
		return "", errors.Join(ErrTimeout, ctx.Err())
	}
}
