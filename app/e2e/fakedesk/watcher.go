package fakedesk

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/godbus/dbus/v5"
)

// See https://www.freedesktop.org/wiki/Specifications/StatusNotifierItem/StatusNotifierWatcher/
const (
	watcherName = "org.kde.StatusNotifierWatcher"
	watcherPath = "/StatusNotifierWatcher"
)

// Item is a tray item that has registered.
type Item struct {
	Bus  string // the program's name on the bus
	Path dbus.ObjectPath
}

// String is how a watcher lists the item.
func (i Item) String() string { return i.Bus + string(i.Path) }

// registered is an item with the connection that registered it.
type registered struct {
	Item
	owner string
}

// Items lists the tray items there are, oldest first.
func (d *Desk) Items() []Item {
	d.mu.Lock()
	defer d.mu.Unlock()
	items := make([]Item, 0, len(d.items))
	for _, r := range d.items {
		items = append(items, r.Item)
	}
	return items
}

// WaitItem waits until there is a tray item and returns the one registered last.
func (d *Desk) WaitItem(ctx context.Context) (Item, error) {
	var item Item
	err := d.await(ctx, func() bool {
		if len(d.items) == 0 {
			return false
		}
		item = d.items[len(d.items)-1].Item
		return true
	})
	if err != nil {
		return Item{}, fmt.Errorf("no tray item: %w", err)
	}
	return item, nil
}

// DropWatcher plays a panel that dies: its name goes, its items are forgotten.
func (d *Desk) DropWatcher() error {
	d.update(func() { d.watching, d.items = false, nil; d.menuSeen++ })
	if _, err := d.conn.ReleaseName(watcherName); err != nil {
		return fmt.Errorf("drop the watcher: %w", err)
	}
	return nil
}

// OwnWatcher plays a panel that starts.
func (d *Desk) OwnWatcher() error {
	d.update(func() { d.watching = true })
	if err := d.own(watcherName); err != nil {
		d.update(func() { d.watching = false })
		return fmt.Errorf("play the watcher: %w", err)
	}
	return nil
}

// watcher is what programs see at watcherPath.
type watcher struct{ d *Desk }

// RegisterStatusNotifierItem adds an item. The service is a bus name, or the item's path on the caller's connection.
func (w watcher) RegisterStatusNotifierItem(service string, sender dbus.Sender) *dbus.Error {
	d, r := w.d, registered{Item: Item{Bus: service, Path: "/StatusNotifierItem"}, owner: string(sender)}
	if strings.HasPrefix(service, "/") {
		r.Item = Item{Bus: string(sender), Path: dbus.ObjectPath(service)}
	}
	watching := false
	d.update(func() {
		watching = d.watching
		if watching && !slices.Contains(d.items, r) {
			d.items = append(d.items, r)
			d.menuSeen++
		}
	})
	if !watching { // the call was on its way when the panel died
		return dbus.MakeFailedError(errors.New("no watcher here any more"))
	}
	d.forgetIfGone(r)
	_ = d.conn.Emit(watcherPath, watcherName+".StatusNotifierItemRegistered", r.String()) // fails only with the bus
	return nil
}

// RegisterStatusNotifierHost accepts further hosts and has nothing to tell them.
func (w watcher) RegisterStatusNotifierHost(string) *dbus.Error { return nil }

// forgetIfGone covers a program that left the bus before its item was in the list.
func (d *Desk) forgetIfGone(r registered) {
	var there bool
	err := d.conn.BusObject().Call("org.freedesktop.DBus.NameHasOwner", 0, r.owner).Store(&there)
	if err == nil && !there {
		d.ownerChanged([]any{r.owner, r.owner, ""})
	}
}

// watcherProperties answers for the properties of watcher.
type watcherProperties struct{ d *Desk }

// Get returns one property.
func (p watcherProperties) Get(iface, name string) (dbus.Variant, *dbus.Error) {
	all, _ := p.GetAll(iface)
	v, ok := all[name]
	if !ok {
		return v, dbus.MakeFailedError(fmt.Errorf("no property %s.%s", iface, name))
	}
	return v, nil
}

// GetAll returns every property of the watcher's interface.
func (p watcherProperties) GetAll(iface string) (map[string]dbus.Variant, *dbus.Error) {
	if iface != watcherName {
		return map[string]dbus.Variant{}, nil
	}
	names := []string{}
	for _, item := range p.d.Items() {
		names = append(names, item.String())
	}
	return map[string]dbus.Variant{
		"RegisteredStatusNotifierItems":  dbus.MakeVariant(names),
		"IsStatusNotifierHostRegistered": dbus.MakeVariant(true),
		"ProtocolVersion":                dbus.MakeVariant(int32(0)),
	}, nil
}
