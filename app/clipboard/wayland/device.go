//go:build linux

package wayland

import (
	"context"
	"fmt"
	"slices"

	"keytray/app/clipboard"
)

// device is what a client knows of the clipboard. The client's lock guards it.
type device struct {
	id        uint32 // of the data control device
	manager   uint32
	primary   bool // there is a clipboard of the middle button
	offers    map[uint32]*remote
	selection *remote  // what the clipboard offers; nil if nothing
	middle    *remote  // the same for the middle button
	expected  []string // the types of what we offer
	own       *remote  // what we offer, seen as the selection
	ownMiddle *remote  // the same for the middle button

	changed chan struct{} // has one when a selection was announced
	onLost  func()        // the compositor went away
}

// global is something that the compositor offers to everybody.
type global struct{ name, version uint32 }

// open connects and finds the clipboard of the first seat: several seats are
// several people at one computer, and nothing tells which of them asks.
// ErrUnfit: this compositor has no data control.
func open(ctx context.Context) (*client, error) {
	c, err := dial(ctx)
	if err != nil {
		return nil, err
	}
	if err := c.start(ctx); err != nil {
		c.close()
		return nil, err
	}
	return c, nil
}

func (c *client) start(ctx context.Context) error {
	found := map[string]global{}
	c.mu.Lock()
	registry := c.add(func(opcode uint16, r *reader) error {
		if opcode == registryGlobal {
			g, name := global{name: r.number()}, r.text()
			g.version = r.number()
			if _, twice := found[name]; !twice && wanted(name) {
				found[name] = g
			}
		}
		return nil
	})
	err := c.send(request(displayID, displayGetRegistry, registry))
	c.mu.Unlock()
	if err != nil {
		return err
	}
	if err := c.sync(ctx); err != nil {
		return err
	}
	c.mu.Lock()
	err = c.bindAll(registry, found)
	c.mu.Unlock()
	if err != nil {
		return err
	}
	return c.sync(ctx) // the first selection is told at once
}

func wanted(name string) bool {
	return name == seatInterface || name == extInterface || name == wlrInterface
}

// bindAll makes the seat, the manager and the device. It holds the lock.
func (c *client) bindAll(registry uint32, found map[string]global) error {
	kind, version := extInterface, uint32(1)
	manager, ok := found[kind]
	c.primary = ok
	if !ok {
		kind = wlrInterface
		if manager, ok = found[kind]; !ok {
			return fmt.Errorf("%w: the compositor has no data control", clipboard.ErrUnfit)
		}
		version = min(manager.version, 2)
		c.primary = version == 2
	}
	seat, ok := found[seatInterface]
	if !ok {
		return fmt.Errorf("%w: the compositor has no seat", clipboard.ErrUnfit)
	}
	silent := func(uint16, *reader) error { return nil }
	bind := func(g global, kind string, version uint32) (uint32, error) {
		id := c.add(silent)
		return id, c.send(request(registry, registryBind, g.name).text(kind).number(version).number(id))
	}
	var err error
	if c.manager, err = bind(manager, kind, version); err != nil {
		return err
	}
	seatID, err := bind(seat, seatInterface, 1)
	if err != nil {
		return err
	}
	c.device.id = c.add(c.deviceEvent)
	return c.send(request(c.manager, managerGetDevice, c.device.id, seatID))
}

// deviceEvent handles the events of the data control device.
func (c *client) deviceEvent(opcode uint16, r *reader) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch opcode {
	case deviceDataOffer:
		return c.addOffer(r.number())
	case deviceSelection:
		return c.setCurrent(&c.selection, &c.own, r.number())
	case devicePrimarySelection:
		return c.setCurrent(&c.middle, &c.ownMiddle, r.number())
	case deviceFinished: // the seat is gone, and its clipboard with it
		return fmt.Errorf("%w: the seat is gone", errLost)
	}
	return nil
}

// setCurrent notes a new selection. What it replaces has to be destroyed.
func (c *client) setCurrent(current, own **remote, id uint32) error {
	next := c.offers[id]
	if id != 0 && next == nil {
		return fmt.Errorf("%w: a selection that was not announced", errGarbage)
	}
	old := *current
	*current = next
	if next != nil && c.expected != nil && sameTypes(next.types, c.expected) {
		*own = next
	}
	select {
	case c.changed <- struct{}{}:
	default:
	}
	if old == nil || old == next || old == c.selection || old == c.middle {
		return nil
	}
	delete(c.offers, old.id)
	return c.send(request(old.id, offerDestroy))
}

// sameTypes tells whether two offers have the same types, in any order.
func sameTypes(a, b []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

// expect has the client recognize our own selection by its types. Another
// program of this name may have offered the same before, so this begins with
// the next selection.
func (c *client) expect(types []string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.expected = types
}

// ours is what we offer, once it was seen as the selection.
func (c *client) ours() (selection, middle *remote) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.own, c.ownMiddle
}

// current is what the clipboard and the middle button offer.
func (c *client) current() (selection, middle *remote) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.selection, c.middle
}

// offered lists the types that the clipboard offers now; none if it is empty.
// It takes a second at most. ErrUnfit: this compositor has no data control.
func offered(ctx context.Context) ([]string, error) {
	ctx, cancel := context.WithTimeout(ctx, readLimit)
	defer cancel()
	c, err := open(ctx)
	if err != nil {
		return nil, err
	}
	defer c.close()
	if now, _ := c.current(); now != nil {
		return slices.Clone(now.types), nil
	}
	return nil, nil
}
