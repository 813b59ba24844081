//go:build windows

package win32

import (
	"context"
	"fmt"
	"time"
	"unsafe"

	"keytray/app/clipboard"
)

// One program at a time can have the clipboard open, and each should be quick.
const (
	openLimit = time.Second
	openPause = 10 * time.Millisecond
)

// opened is an open clipboard. Nobody else can change it, so what is found out
// about it stays true until close.
type opened struct{}

// open opens the clipboard for a window of the calling thread; it tries again
// while another program has it.
func open(ctx context.Context, window uintptr) (opened, error) {
	limit := time.Now().Add(openLimit)
	for {
		ok, _, err := openClipboard.Call(window)
		if ok != 0 {
			return opened{}, nil
		}
		if ctx.Err() != nil {
			return opened{}, fmt.Errorf("%w: %w", clipboard.ErrTimeout, ctx.Err())
		}
		if time.Now().After(limit) {
			return opened{}, fmt.Errorf("%w: OpenClipboard: %w", clipboard.ErrTimeout, err)
		}
		letIn()
		time.Sleep(openPause)
	}
}

// letIn answers what other programs send to this thread's window. One that
// empties the clipboard tells its owner so and waits: without an answer from
// here it would keep the clipboard open for as long as we try.
func letIn() {
	var m message
	_, _, _ = peekMessage.Call(uintptr(unsafe.Pointer(&m)), 0, 0, 0, peekSent)
}

func (opened) close() { _, _, _ = closeClipboard.Call() }

// empty takes everything away and makes the window that opened the owner.
func (opened) empty() error {
	if ok, _, err := emptyClipboard.Call(); ok == 0 {
		return fmt.Errorf("%w: EmptyClipboard: %w", clipboard.ErrTool, err)
	}
	return nil
}

// clean empties, and looks whether that helped.
func (c opened) clean() error {
	if err := c.empty(); err != nil {
		return fmt.Errorf("%w: %w", clipboard.ErrNotCleared, err)
	}
	if hasText() {
		return clipboard.ErrNotCleared
	}
	return nil
}

// set puts items on the clipboard, which owns their memory then: all of them,
// or none and an error.
func (c opened) set(items []item) error {
	for n, i := range items {
		if ok, _, err := setClipboardData.Call(i.format, uintptr(i.memory)); ok == 0 {
			free(items[n:])
			_ = c.empty()
			return fmt.Errorf("%w: SetClipboardData: %w", clipboard.ErrTool, err)
		}
	}
	return nil
}

// text gives the text on the clipboard to f, if there is one; f does not keep it.
func (opened) text(f func([]byte)) (found bool, err error) {
	if !hasText() {
		return false, nil
	}
	h, _, err := getClipboardData.Call(formatUnicodeText)
	if h == 0 {
		return false, fmt.Errorf("%w: GetClipboardData: %w", clipboard.ErrTool, err)
	}
	return true, memory(h).useUnits(func(from []uint16) {
		text := decode(from)
		defer clear(text)
		f(text)
	})
}

func hasText() bool {
	ok, _, _ := isFormatAvailable.Call(formatUnicodeText)
	return ok != 0
}

func owner() uintptr {
	window, _, _ := getClipboardOwner.Call()
	return window
}

// sequence changes with each change of the clipboard.
func sequence() uint32 {
	n, _, _ := getSequenceNumber.Call()
	return uint32(n)
}
