//go:build linux

package wayland

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"sync"
	"syscall"
	"time"

	"keytray/app/clipboard"
)

const (
	startLimit = 3 * time.Second // for connecting, and for each answer
	maxObjects = 1024            // that the compositor may have us keep
	maxFiles   = 64              // that may wait for their message
)

// errLost says that there is no compositor at the other end any more.
var errLost = errors.New("the connection to the compositor is gone")

// handler gets the events of one object. It runs in the connection's reading
// goroutine, without the client's lock.
type handler func(opcode uint16, r *reader) error

// client is a connection to the compositor.
type client struct {
	conn *net.UnixConn
	done chan struct{} // closed when the connection has ended

	mu      sync.Mutex // guards what follows, and the order of what is sent
	lastID  uint32
	objects map[uint32]handler
	files   []int // received, and not used yet
	err     error // why it ended
	closing bool  // we ended it

	device // see device.go
}

func newClient(conn *net.UnixConn) *client {
	c := &client{conn: conn, done: make(chan struct{}), lastID: displayID, objects: map[uint32]handler{}}
	c.objects[displayID] = c.display
	c.changed = make(chan struct{}, 1)
	return c
}

// dial connects to the compositor.
func dial(ctx context.Context) (*client, error) {
	path, err := address()
	if err != nil {
		return nil, err
	}
	conn, err := (&net.Dialer{Timeout: startLimit}).DialContext(ctx, "unix", path)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", clipboard.ErrNoDisplay, err)
	}
	c := newClient(conn.(*net.UnixConn))
	go c.read()
	return c, nil
}

// close ends the connection; the compositor forgets all that was made by it.
func (c *client) close() {
	c.hangUp()
	<-c.done
}

// hangUp is close for the reading goroutine, which cannot wait for itself.
func (c *client) hangUp() {
	c.mu.Lock()
	c.closing = true
	c.mu.Unlock()
	_ = c.conn.Close()
}

// read handles what the compositor sends, to the end of the connection.
func (c *client) read() {
	err := c.readAll()
	_ = c.conn.Close()
	c.mu.Lock()
	c.err = err
	for _, fd := range c.files {
		_ = syscall.Close(fd)
	}
	c.files = nil
	lost := c.onLost
	if c.closing {
		lost = nil
	}
	c.mu.Unlock()
	close(c.done)
	if lost != nil {
		lost()
	}
}

func (c *client) readAll() error {
	var kept []byte
	buf := make([]byte, 4096)
	oob := make([]byte, syscall.CmsgSpace(4*28)) // the compositor sends at most 28 files at once
	for {
		n, oobn, _, _, err := c.conn.ReadMsgUnix(buf, oob)
		if fileErr := c.takeFiles(oob[:oobn]); err == nil {
			err = fileErr
		}
		if err == nil && n == 0 {
			err = errLost
		}
		if err != nil {
			return err
		}
		kept = append(kept, buf[:n]...)
		used := 0
		for {
			m, size, err := nextMessage(kept[used:])
			if err != nil {
				return err
			}
			if size == 0 {
				break
			}
			if err := c.handle(m); err != nil {
				return err
			}
			used += size
		}
		kept = append(kept[:0], kept[used:]...)
	}
}

// takeFiles keeps the files that came along. Go has them closed on exec.
func (c *client) takeFiles(oob []byte) error {
	if len(oob) == 0 {
		return nil
	}
	all, err := syscall.ParseSocketControlMessage(oob)
	if err != nil {
		return fmt.Errorf("%w: %w", errGarbage, err)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, m := range all {
		if fds, err := syscall.ParseUnixRights(&m); err == nil {
			c.files = append(c.files, fds...)
		}
	}
	if len(c.files) > maxFiles {
		return fmt.Errorf("%w: %d files", errGarbage, len(c.files))
	}
	return nil
}

// file is the file that belongs to the message at hand.
func (c *client) file() (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.files) == 0 {
		return -1, fmt.Errorf("%w: a file is missing", errGarbage)
	}
	fd := c.files[0]
	c.files = c.files[1:]
	return fd, nil
}

// handle gives a message to the object that it is for. Objects that we have
// destroyed keep their handler until the compositor knows of it.
func (c *client) handle(m message) error {
	c.mu.Lock()
	h := c.objects[m.object]
	c.mu.Unlock()
	if h == nil {
		return fmt.Errorf("%w: an event of an object that does not exist", errGarbage)
	}
	r := &reader{rest: m.args}
	if err := h(m.opcode, r); err != nil {
		return err
	}
	return r.err
}

// display handles the events of wl_display.
func (c *client) display(opcode uint16, r *reader) error {
	switch opcode {
	case displayError:
		object, code, said := r.number(), r.number(), r.text()
		return fmt.Errorf("the compositor refuses: object %d, code %d: %.100q", object, code, said)
	case displayDeleteID:
		id := r.number()
		c.mu.Lock()
		defer c.mu.Unlock()
		if id != displayID && id < firstServerID {
			delete(c.objects, id)
		}
	}
	return nil
}

// add gives a new object of ours an id. The caller holds the lock until the id
// was sent: ids have to arrive in their order.
func (c *client) add(h handler) uint32 {
	c.lastID++
	c.objects[c.lastID] = h
	return c.lastID
}

// send sends one message. The caller holds the lock.
func (c *client) send(m message, files ...int) error {
	if c.conn == nil || c.err != nil || c.closing {
		return errLost
	}
	var oob []byte
	if len(files) > 0 {
		oob = syscall.UnixRights(files...)
	}
	_ = c.conn.SetWriteDeadline(time.Now().Add(startLimit))
	_, _, err := c.conn.WriteMsgUnix(m.bytes(), oob, nil)
	if errors.Is(err, os.ErrDeadlineExceeded) {
		return fmt.Errorf("%w: the compositor does not listen", clipboard.ErrTimeout)
	}
	if err != nil {
		return fmt.Errorf("%w: %w", errLost, err)
	}
	return nil
}

// sync waits until the compositor has done all that it was asked to do, and has
// sent all events that came of it.
func (c *client) sync(ctx context.Context) error {
	answered := make(chan struct{})
	c.mu.Lock()
	id := c.add(func(opcode uint16, _ *reader) error {
		if opcode == callbackDone {
			select {
			case <-answered:
				return fmt.Errorf("%w: an answer came twice", errGarbage)
			default:
				close(answered)
			}
		}
		return nil
	})
	err := c.send(request(displayID, displaySync, id))
	c.mu.Unlock()
	if err != nil {
		return err
	}
	limit := time.NewTimer(startLimit)
	defer limit.Stop()
	select {
	case <-answered:
		return nil
	case <-c.done:
		return c.failed()
	case <-limit.C:
		return fmt.Errorf("%w: the compositor is silent", clipboard.ErrTimeout)
	case <-ctx.Done():
		return fmt.Errorf("%w: %w", clipboard.ErrTimeout, ctx.Err())
	}
}

// failed says why the connection ended.
func (c *client) failed() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return fmt.Errorf("%w: %w", errLost, c.err)
}
