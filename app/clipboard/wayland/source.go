//go:build linux

package wayland

import "syscall"

// textTypes are the names under which programs ask for text.
var textTypes = []string{"text/plain;charset=utf-8", "text/plain", "UTF8_STRING", "STRING", "TEXT"}

// hintType asks clipboard managers not to keep the value; its content is
// hintSecret. KDE's Klipper began it: https://github.com/keepassxreboot/keepassxc/issues/1969
const (
	hintType   = "x-kde-passwordManagerHint"
	hintSecret = "secret"
)

// source is something of ours that can be a selection.
type source struct {
	c         *client
	id        uint32
	destroyed bool // guarded by the client's lock
}

// newSource makes a source. Both functions run in the connection's reading
// goroutine; send has to close the file.
func (c *client) newSource(types []string, send func(kind string, fd int), cancelled func()) (*source, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	id := c.add(func(opcode uint16, r *reader) error {
		switch opcode {
		case sourceSend:
			kind := r.text()
			fd, err := c.file()
			if err != nil {
				return err
			}
			if r.err != nil {
				_ = syscall.Close(fd)
				return r.err
			}
			send(kind, fd)
		case sourceCancelled:
			cancelled()
		}
		return nil
	})
	err := c.send(request(c.manager, managerCreateSource, id))
	for _, kind := range types {
		if err == nil {
			err = c.send(request(id, sourceOffer).text(kind))
		}
	}
	return &source{c: c, id: id}, err
}

// setSelection makes s the clipboard; a nil source makes it empty.
func (c *client) setSelection(s *source) error { return c.set(deviceSetSelection, s) }

// setPrimary does so with the middle button's clipboard.
func (c *client) setPrimary(s *source) error { return c.set(deviceSetPrimary, s) }

func (c *client) set(opcode uint16, s *source) error {
	id := uint32(0)
	if s != nil {
		id = s.id
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.send(request(c.device.id, opcode, id))
}

// destroy takes a source back. The compositor unsets the selection if this
// source is the selection, and does nothing if it is not: this is how to clear
// only what is ours, without a moment between looking and doing.
func (s *source) destroy() error {
	if s == nil {
		return nil
	}
	s.c.mu.Lock()
	defer s.c.mu.Unlock()
	if s.destroyed {
		return nil
	}
	s.destroyed = true
	return s.c.send(request(s.id, sourceDestroy))
}
