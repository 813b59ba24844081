//go:build !windows && !darwin

package keychain

import (
	"context"
	"sync"

	"github.com/godbus/dbus/v5"

	"keytray/app/secret"
)

// direct reads an unlocked item on a connection of its own, in two round trips
// where go-keyring takes seven. It can only find: whatever is not plain sailing
// is left to go-keyring, in its turn, so a call never overtakes one that waits
// for the person. (Secret Service API 0.2, "SearchItems" and "GetSecret".)
type direct struct {
	mu      sync.Mutex
	conn    *dbus.Conn
	session dbus.ObjectPath
}

// get is false if it has not found the item.
func (d *direct) get(ctx context.Context, account string) (secret.Value, bool) {
	if !d.mu.TryLock() {
		return secret.Value{}, false
	}
	defer d.mu.Unlock()
	ctx, cancel := context.WithTimeout(ctx, ProbeLimit)
	defer cancel()
	if d.conn == nil || !d.conn.Connected() {
		conn, err := connect(ctx)
		if err != nil {
			return secret.Value{}, false
		}
		d.conn, d.session = conn, ""
	}
	item, ok := d.find(ctx, account)
	if !ok {
		return secret.Value{}, false
	}
	var s struct { // "Secret" in the API's types
		Session     dbus.ObjectPath
		Parameters  []byte
		Value       []byte
		ContentType string
	}
	if d.conn.Object(busName, item).CallWithContext(ctx, "org.freedesktop.Secret.Item.GetSecret", 0, d.session).Store(&s) != nil {
		d.session = "" // it may have ended with a service that was restarted
		return secret.Value{}, false
	}
	defer clear(s.Value)
	return secret.New(s.Value), true
}

// find asks for the item, and in the same breath for a session if there is none.
func (d *direct) find(ctx context.Context, account string) (dbus.ObjectPath, bool) {
	keychain := d.conn.Object(busName, busPath)
	found := keychain.GoWithContext(ctx, service+".SearchItems", 0, make(chan *dbus.Call, 1),
		map[string]string{"service": Service, "username": account})
	if d.session == "" {
		opened := keychain.GoWithContext(ctx, service+".OpenSession", 0, make(chan *dbus.Call, 1), "plain", dbus.MakeVariant(""))
		var output dbus.Variant
		if (<-opened.Done).Store(&output, &d.session) != nil {
			return "", false
		}
	}
	var unlocked, locked []dbus.ObjectPath
	if (<-found.Done).Store(&unlocked, &locked) != nil || len(unlocked) != 1 || len(locked) > 0 {
		return "", false
	}
	return unlocked[0], true
}
