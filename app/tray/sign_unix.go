//go:build !windows && !darwin

package tray

import (
	"context"
	"sync/atomic"
	"time"

	"fyne.io/systray"
	"github.com/godbus/dbus/v5"
	"github.com/godbus/dbus/v5/prop"

	"keytray/assets"
)

// itemInterface is what panels ask (StatusNotifierItem, freedesktop.org draft).
const itemInterface = "org.kde.StatusNotifierItem"

// sign is what is seen of us in the panel besides the menu. systray gives panels one picture, which they scale; ours come
// in every size, each drawn for it. A panel reads them from a folder (IconName and IconThemePath) or from the message
// itself (IconPixmap): the ones that take a name scale the largest picture of a message, whatever else is in it (Xfce 4.18).
type sign struct {
	theme            theme
	conn             *dbus.Conn
	props            *prop.Properties // nil until they are published
	desktop          atomic.Value     // a string: what it tells of its panel
	repainted        chan struct{}    // it tells something else
	icon, panel, tip string
}

// name is that of the program in panels: by it they remember which icons are hidden.
const name = "Keytray"

// firstSize is what systray shows until the sign is published.
const firstSize = 24

func newSign(p Params) *sign {
	systray.SetTitle(name) // else its ID has the process's number in it
	s := &sign{theme: theme{p.Icons}, repainted: make(chan struct{}, 1)}
	s.desktop.Store(assets.OnAny)
	if conn, err := dbus.SessionBus(); err == nil {
		s.desktop.Store(panelColour(context.Background(), conn, firstLimit))
	}
	return s
}

// found is what the desktop tells of its panel. It may change.
func (s *sign) found() string { return s.desktop.Load().(string) }

func (s *sign) changed() <-chan struct{} { return s.repainted }

// stands notes what the desktop tells now.
func (s *sign) stands(panel string) {
	if s.desktop.Swap(panel) == panel {
		return
	}
	select {
	case s.repainted <- struct{}{}:
	default: // it is to be looked at already
	}
}

// show changes what differs.
func (s *sign) show(icon, panel, tip string) {
	newIcon, newTip := icon != s.icon || panel != s.panel, tip != s.tip
	s.icon, s.panel, s.tip = icon, panel, tip
	if s.props == nil {
		s.showFirst(newIcon, newTip)
		return
	}
	if newIcon {
		s.props.SetMust(itemInterface, "IconName", s.theme.icon(icon, panel))
		s.props.SetMust(itemInterface, "IconPixmap", pixmaps(icon, panel))
		s.tell("NewIcon")
	}
	if newTip {
		s.props.SetMust(itemInterface, "ToolTip", tooltip{Title: tip})
		s.tell("NewToolTip")
	}
}

// showFirst is for the time before the sign is published.
func (s *sign) showFirst(newIcon, newTip bool) {
	if newIcon {
		systray.SetIcon(assets.TrayIcon(s.icon, s.panel, firstSize))
	}
	if newTip {
		systray.SetTooltip(s.tip)
	}
}

// tell has panels read a property again.
func (s *sign) tell(signal string) {
	_ = s.conn.Emit(itemPath, itemInterface+"."+signal) // the bus is gone: so is the panel
}

// tooltip is a property as the draft has it: a picture by name or itself, and two texts.
type tooltip struct {
	Icon        string
	Pictures    []pixmap
	Title, Text string
}

// publish puts our properties in the place of systray's once those are there. It must be called when systray runs.
func (s *sign) publish(ctx context.Context) {
	go watchPanel(ctx, s.stands)
	conn, err := dbus.SessionBus() // the one that systray uses
	if err != nil || !published(ctx, conn) {
		return // systray's own do
	}
	s.theme.open()
	fixed := func(v any) *prop.Prop { return &prop.Prop{Value: v, Emit: prop.EmitFalse} }
	props, err := prop.Export(conn, itemPath, prop.Map{itemInterface: {
		"Category":      fixed("ApplicationStatus"),
		"Id":            fixed(name),
		"Title":         fixed(name),
		"Status":        fixed("Active"),
		"IconThemePath": fixed(s.theme.dir),
		"IconName":      fixed(s.theme.icon(s.icon, s.panel)),
		"IconPixmap":    fixed(pixmaps(s.icon, s.panel)),
		"ToolTip":       fixed(tooltip{Title: s.tip}),
		"ItemIsMenu":    fixed(true),
		"Menu":          fixed(dbus.ObjectPath(itemPath + "/menu")),
	}})
	if err != nil {
		return
	}
	s.conn, s.props = conn, props
	// A panel may have read what was there before.
	for _, changed := range []string{"NewIconThemePath", "NewIcon", "NewToolTip"} {
		s.tell(changed)
	}
}

// published waits until systray has put everything on the bus, of which the description of its menu is the last.
func published(ctx context.Context, conn *dbus.Conn) bool {
	ctx, cancel := context.WithTimeout(ctx, announceLimit)
	defer cancel()
	us := conn.Object(conn.Names()[0], itemPath+"/menu")
	for {
		var text string
		if us.CallWithContext(ctx, "org.freedesktop.DBus.Introspectable.Introspect", 0).Store(&text) == nil && text != "" {
			return true
		}
		select {
		case <-time.After(time.Millisecond):
		case <-ctx.Done():
			return false
		}
	}
}

// close takes the pictures away.
func (s *sign) close() { s.theme.remove() }
