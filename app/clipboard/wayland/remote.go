//go:build linux

package wayland

import (
	"fmt"
	"io"
	"os"
	"slices"
	"syscall"
	"time"
)

const (
	readLimit = time.Second // for reading what somebody else offers
	maxTypes  = 1024        // that an offer may have
	maxOffers = 64          // that may be announced and not used
)

// remote is what somebody offers on the clipboard, maybe we ourselves.
type remote struct {
	c     *client
	id    uint32
	types []string // complete when it becomes the selection
}

// addOffer notes an announced offer. The compositor uses ids again. It holds
// the lock.
func (c *client) addOffer(id uint32) error {
	if id < firstServerID || c.offers[id] != nil || len(c.offers) >= maxOffers || len(c.objects) >= maxObjects {
		return fmt.Errorf("%w: an offer with the id %d", errGarbage, id)
	}
	o := &remote{c: c, id: id}
	if c.offers == nil {
		c.offers = map[uint32]*remote{}
	}
	c.offers[id] = o
	c.objects[id] = o.event
	return nil
}

func (o *remote) event(opcode uint16, r *reader) error {
	if opcode != offerOffer {
		return nil
	}
	kind := r.text()
	o.c.mu.Lock()
	defer o.c.mu.Unlock()
	if len(o.types) >= maxTypes {
		return fmt.Errorf("%w: an offer with too many types", errGarbage)
	}
	o.types = append(o.types, kind)
	return nil
}

// has tells whether exactly these types are offered.
func (o *remote) has(types []string) bool {
	o.c.mu.Lock()
	defer o.c.mu.Unlock()
	return sameTypes(o.types, types)
}

// text reads the offered text, of at most size bytes. It is nil if there is no
// text, or none in time.
func (o *remote) text(size int, stop <-chan struct{}) []byte {
	kind, ok := o.textType()
	if !ok {
		return nil
	}
	var p [2]int
	if syscall.Pipe2(p[:], syscall.O_CLOEXEC|syscall.O_NONBLOCK) != nil {
		return nil
	}
	r := os.NewFile(uintptr(p[0]), "paste")
	defer func() { go drain(r) }()
	o.c.mu.Lock()
	err := errLost
	if o.c.offers[o.id] == o { // or it is destroyed by now
		// Their end may block, as ends of pipes do that others pass on.
		_ = syscall.SetNonblock(p[1], false)
		err = o.c.send(request(o.id, offerReceive).text(kind), p[1])
	}
	o.c.mu.Unlock()
	_ = syscall.Close(p[1])
	if err != nil {
		return nil
	}
	_ = r.SetReadDeadline(time.Now().Add(readLimit))
	ended, hurried := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(hurried)
		select {
		case <-stop:
			_ = r.SetReadDeadline(time.Now())
		case <-ended:
		}
	}()
	text := make([]byte, size)
	n, err := io.ReadFull(r, text)
	close(ended)
	<-hurried
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		clear(text)
		return nil
	}
	return text[:n]
}

// drain reads what is left, for a moment. Many programs would die of SIGPIPE if
// we just closed the pipe that they write to, wl-copy for one; and what they have
// copied with them.
func drain(r *os.File) {
	_ = r.SetReadDeadline(time.Now().Add(readLimit))
	_, _ = io.Copy(io.Discard, r)
	_ = r.Close()
}

// textType is the first of our types that is offered.
func (o *remote) textType() (string, bool) {
	o.c.mu.Lock()
	defer o.c.mu.Unlock()
	for _, kind := range textTypes {
		if slices.Contains(o.types, kind) {
			return kind, true
		}
	}
	return "", false
}
