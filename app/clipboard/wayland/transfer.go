//go:build linux

package wayland

import (
	"os"
	"sync"
	"syscall"
	"time"
)

const (
	stallLimit   = 5 * time.Second // that a reader may go without reading
	maxTransfers = 64              // at once
	chunk        = 64 << 10
)

// transfers are the pastes that are being answered.
type transfers struct {
	mu   sync.Mutex
	open map[*os.File]bool
	cut  bool
}

// start writes b to fd and closes it, in a goroutine of its own: a reader that
// does not read holds nobody up. ended is called in any case.
func (t *transfers) start(fd int, b []byte, ended func()) {
	// Deadlines need a file that does not block.
	if syscall.SetNonblock(fd, true) != nil {
		_ = syscall.Close(fd)
		ended()
		return
	}
	f := os.NewFile(uintptr(fd), "paste")
	t.mu.Lock()
	full := t.cut || len(t.open) >= maxTransfers
	if !full {
		if t.open == nil {
			t.open = map[*os.File]bool{}
		}
		t.open[f] = true
	}
	t.mu.Unlock()
	if full {
		_ = f.Close()
		ended()
		return
	}
	go func() {
		defer ended()
		write(f, b)
		t.mu.Lock()
		delete(t.open, f)
		t.mu.Unlock()
		_ = f.Close()
	}()
}

// write gives up when a reader has gone, or stopped reading. Go turns SIGPIPE
// into an error for files other than stdout and stderr.
func write(f *os.File, b []byte) {
	for len(b) > 0 {
		// A file on disk has no deadlines, and does not block either.
		_ = f.SetWriteDeadline(time.Now().Add(stallLimit))
		n, err := f.Write(b[:min(len(b), chunk)])
		if err != nil {
			return
		}
		b = b[n:]
	}
}

// stop ends all that is being written: what was cleared is not handed out any
// more. A pipe takes 64 KiB at once, so this can only cut off longer values.
func (t *transfers) stop() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.cut = true
	for f := range t.open {
		_ = f.Close()
	}
}
