//go:build !windows && !darwin

package listen

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"

	"github.com/godbus/dbus/v5"
)

const (
	requestName = "org.freedesktop.portal.Request"
	sessionName = "org.freedesktop.portal.Session"
)

// appID is the name of our desktop entry.
const appID = "io.github.keytray"

// meet finds out who the portal is and whether it knows shortcuts, and says who
// we are. Since 1.21 it serves nobody without a name
// (https://github.com/flatpak/xdg-desktop-portal/pull/1817), and before 1.20 it
// takes none; nor does it where our desktop entry is not installed. So whether
// that went well shows only later.
func (p *portal) meet(ctx context.Context) error {
	object := p.conn.Object(portalName, portalPath)
	_ = object.CallWithContext(ctx, "org.freedesktop.host.portal.Registry.Register", 0, appID, map[string]dbus.Variant{}).Err
	var version dbus.Variant
	if err := object.CallWithContext(ctx, "org.freedesktop.DBus.Properties.Get", 0, shortcutsName, "version").Store(&version); err != nil {
		return fmt.Errorf("there is no portal for shortcuts: %w", err)
	}
	return p.conn.BusObject().CallWithContext(ctx, "org.freedesktop.DBus.GetNameOwner", 0, portalName).Store(&p.owner)
}

// request calls a method of the portal and waits for the answer, which comes as a
// signal. Options are the method's last argument.
func (p *portal) request(ctx context.Context, method string, options map[string]dbus.Variant, args ...any) (map[string]dbus.Variant, error) {
	options["handle_token"] = dbus.MakeVariant("keytray" + rand.Text())
	var handle dbus.ObjectPath
	call := p.conn.Object(portalName, portalPath).CallWithContext(ctx, shortcutsName+"."+method, 0, append(args, options)...)
	if err := call.Store(&handle); err != nil {
		return nil, err
	}
	for {
		s, err := p.next(ctx)
		switch {
		case err != nil:
			return nil, err
		case s.Name == ownerChanged:
			return nil, errPortalNew
		case s.Name == requestName+".Response" && s.Path == handle:
			return response(s.Body)
		}
	}
}

func response(body []any) (results map[string]dbus.Variant, err error) {
	var code uint32
	if err := dbus.Store(body, &code, &results); err != nil {
		return nil, err
	}
	switch code {
	case 0:
		return results, nil
	case 1:
		return nil, errDeclined
	}
	return nil, errors.New("the portal refused")
}
