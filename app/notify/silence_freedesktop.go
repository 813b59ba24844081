//go:build !windows && !darwin

package notify

import (
	"context"
	"os/exec"
	"strings"

	"github.com/godbus/dbus/v5"
)

// silenced tells whether a server puts notes away unseen because the person wants
// silence. Servers have no common way to say so, and tell nobody when it ends: it
// is for people who ask, and no note waits for it.
func silenced(ctx context.Context, conn *dbus.Conn, name string) bool {
	switch name {
	case "dunst": // its dunstctl asks the same
		return holds(conn.Object(server, path).CallWithContext(ctx, properties+".Get", dbus.FlagNoAutoStart, "org.dunstproject.cmd0", "paused"))
	case "Xfce Notify Daemon":
		return holds(conn.Object("org.xfce.Xfconf", "/org/xfce/Xfconf").
			CallWithContext(ctx, "org.xfce.Xfconf.GetProperty", dbus.FlagNoAutoStart, "xfce4-notifyd", "/do-not-disturb"))
	case "gnome-shell":
		out, err := exec.CommandContext(ctx, "gsettings", "get", "org.gnome.desktop.notifications", "show-banners").Output()
		return err == nil && strings.TrimSpace(string(out)) == "false"
	}
	return false
}

// holds tells whether a call was answered with a variant that is true.
func holds(call *dbus.Call) bool {
	var v dbus.Variant
	return call.Store(&v) == nil && v.Value() == true
}
