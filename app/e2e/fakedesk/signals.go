package fakedesk

import (
	"context"
	"slices"
	"time"

	"github.com/godbus/dbus/v5"
)

// listen follows the programs' signals until the connection ends.
func (d *Desk) listen(signals <-chan *dbus.Signal) {
	for s := range signals {
		switch s.Name {
		case "org.freedesktop.DBus.NameOwnerChanged":
			d.ownerChanged(s.Body)
		case menuInterface + ".LayoutUpdated":
			d.update(func() { d.layouts++; d.menuSeen++ })
			d.fetch()
		case menuInterface + ".ItemsPropertiesUpdated":
			d.update(func() { d.menuSeen++ })
		case itemInterface + ".NewIcon":
			d.update(func() { d.icons++ })
		}
	}
	d.update(func() { d.gone = true })
	close(d.ended)
}

// ownerChanged forgets the items of a program that left the bus.
func (d *Desk) ownerChanged(body []any) {
	var name, before, after string
	if dbus.Store(body, &name, &before, &after) != nil || after != "" {
		return
	}
	var left []Item
	d.update(func() {
		d.menuSeen++
		d.items = slices.DeleteFunc(d.items, func(r registered) bool {
			if r.owner == name || r.Bus == name {
				left = append(left, r.Item)
				return true
			}
			return false
		})
	})
	for _, item := range left {
		_ = d.conn.Emit(watcherPath, watcherName+".StatusNotifierItemUnregistered", item.String()) // fails only with the bus
	}
}

// fetch reads the menu in the background, as an eager panel does, and throws the answer away.
func (d *Desk) fetch() {
	if !d.eager {
		return
	}
	d.fetches.Go(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
		defer cancel()
		_, _ = d.layout(ctx) // the item may be gone again
	})
}

// LayoutUpdates counts the LayoutUpdated signals of all menus so far.
func (d *Desk) LayoutUpdates() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.layouts
}

// IconChanges counts the NewIcon signals of all items so far.
func (d *Desk) IconChanges() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.icons
}
