//go:build !windows && !darwin

package keychain

import (
	"context"
	"fmt"
	"os"
	"strings"

	"github.com/godbus/dbus/v5"
)

// Names of the Secret Service API 0.2 (freedesktop.org), sections "Service" and
// "Collection".
const (
	busName    = "org.freedesktop.secrets"
	busPath    = "/org/freedesktop/secrets"
	service    = "org.freedesktop.Secret.Service"
	collection = "org.freedesktop.Secret.Collection"
)

// probe asks the Secret Service how it is, on a connection of its own.
func probe(ctx context.Context) Status {
	s, err := ask(ctx)
	switch {
	case ctx.Err() != nil:
		s.State = Silent
	case err != nil:
		s.State = Missing
	}
	if s.Name == "" {
		s.Name = "Keychain"
	}
	return s
}

func ask(ctx context.Context) (Status, error) {
	conn, err := connect(ctx)
	if err != nil {
		return Status{}, err
	}
	defer conn.Close()
	var path dbus.ObjectPath
	if err := conn.Object(busName, busPath).CallWithContext(ctx, service+".ReadAlias", 0, "default").Store(&path); err != nil {
		return Status{}, err
	}
	s := Status{Name: owner(ctx, conn), State: OK}
	if path == "/" {
		s.State = NoCollection
		return s, nil
	}
	var locked dbus.Variant
	err = conn.Object(busName, path).CallWithContext(ctx, "org.freedesktop.DBus.Properties.Get", 0, collection, "Locked").Store(&locked)
	if err != nil {
		return s, err
	}
	if locked.Value() == true {
		s.State = Locked
	}
	return s, nil
}

// owner is what the person calls the program behind the Secret Service.
func owner(ctx context.Context, conn *dbus.Conn) string {
	var pid uint32
	if conn.BusObject().CallWithContext(ctx, "org.freedesktop.DBus.GetConnectionUnixProcessID", 0, busName).Store(&pid) != nil {
		return ""
	}
	comm, _ := os.ReadFile(fmt.Sprintf("/proc/%d/comm", pid))
	for prefix, name := range map[string]string{"gnome-keyring": "GNOME Keyring", "keepassxc": "KeePassXC", "kwalletd": "KWallet", "ksecretd": "KWallet", "oo7": "oo7"} {
		if strings.HasPrefix(string(comm), prefix) {
			return name
		}
	}
	return strings.TrimSpace(string(comm))
}
