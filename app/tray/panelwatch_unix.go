//go:build !windows && !darwin

package tray

import (
	"context"

	"github.com/godbus/dbus/v5"
)

// repaints are the signals after which a panel may have another colour: the portal's and Xfce's settings, and a program that
// starts after us, be it the panel or one that tells of it.
var repaints = [][]dbus.MatchOption{
	{dbus.WithMatchInterface(portal), dbus.WithMatchMember("SettingChanged"), dbus.WithMatchArg(0, appearance)},
	{dbus.WithMatchInterface(xfconf), dbus.WithMatchArg(0, panelChannel)},
	{dbus.WithMatchInterface(xfconf), dbus.WithMatchArg(0, desktopChannel), dbus.WithMatchArg(1, themeProperty)},
	ownerOf(xfcePanel), ownerOf(xfconf), ownerOf(portalName),
}

const ownerChanged = "NameOwnerChanged"

func ownerOf(name string) []dbus.MatchOption {
	return []dbus.MatchOption{dbus.WithMatchInterface(busName), dbus.WithMatchMember(ownerChanged), dbus.WithMatchArg(0, name)}
}

// ended tells of a program that has gone. Asking it would start it again, at log-out for one.
func ended(s *dbus.Signal) bool {
	if s.Name != busName+"."+ownerChanged || len(s.Body) < 3 {
		return false
	}
	return s.Body[0] != xfcePanel && s.Body[2] == ""
}

// watchPanel tells the colour of the panel whenever it may have changed, until ctx ends or there is no bus. It has a
// connection of its own: systray gives up its icon if signals of others come on the one that it uses.
func watchPanel(ctx context.Context, tell func(panel string)) {
	conn, err := dbus.ConnectSessionBus(dbus.WithContext(ctx))
	if err != nil {
		return
	}
	defer conn.Close()
	for _, signal := range repaints {
		if conn.AddMatchSignalContext(ctx, signal...) != nil {
			return
		}
	}
	signals := make(chan *dbus.Signal, 16)
	conn.Signal(signals)
	for {
		tell(panelColour(ctx, conn, answerLimit))
		if !repainted(ctx, signals) {
			return
		}
	}
}

// repainted waits for a signal after which the panel may have another colour, and takes all of a burst; it is false at the end
// of ctx or of the bus.
func repainted(ctx context.Context, signals <-chan *dbus.Signal) bool {
	for {
		select {
		case s, open := <-signals:
			if !open {
				return false
			}
			if ended(s) {
				continue
			}
			drain(signals)
			return true
		case <-ctx.Done():
			return false
		}
	}
}

func drain(signals <-chan *dbus.Signal) {
	for range len(signals) {
		<-signals
	}
}
