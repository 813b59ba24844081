//go:build !windows && !darwin

package desktop

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/godbus/dbus/v5"
)

// askLimit bounds opening a bus and each question there: a bus may accept and
// never answer.
const askLimit = 2 * time.Second

// leavingSources are the session bus and the system bus, whichever is there. A
// source that cannot watch says so within 2 seconds, and takes as long to end
// when a program there hangs. One lock may be told twice. Sleep waits until it
// was told, for 5 seconds at most unless logind.conf says else.
func leavingSources() []source { return []source{watchScreenSaver, watchLogind} }

// screenSavers are interfaces with the signal ActiveChanged(b), sent when the
// screen locks, and also the names that the senders own. KDE, which sends
// org.freedesktop.ScreenSaver from two paths, owns both of its names.
var screenSavers = []string{
	"org.freedesktop.ScreenSaver", "org.kde.screensaver", "org.gnome.ScreenSaver",
	"org.cinnamon.ScreenSaver", "org.mate.ScreenSaver", "org.xfce.ScreenSaver",
}

// watchScreenSaver needs no screen saver to be there: it may start later.
func watchScreenSaver(ctx context.Context, to chan<- departure) error {
	conn, signals, err := subscribe(ctx, Bus, dbus.WithMatchMember("ActiveChanged"))
	if err != nil {
		return err
	}
	defer conn.Close()
	for {
		select {
		case s, ok := <-signals:
			if !ok {
				return ErrNoBus
			}
			sender, is := strings.CutSuffix(s.Name, ".ActiveChanged")
			if is && slices.Contains(screenSavers, sender) && isTrue(s.Body) && owns(ctx, conn, s.Sender, screenSavers...) {
				announce(ctx, to, Locked)
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// subscribe opens a bus and asks for signals. The channel is closed with the bus.
func subscribe(ctx context.Context, open func(context.Context) (*dbus.Conn, error), to ...dbus.MatchOption,
) (*dbus.Conn, <-chan *dbus.Signal, error) {
	ctx, cancel := context.WithTimeout(ctx, askLimit)
	defer cancel()
	conn, err := open(ctx)
	if err != nil {
		return nil, nil, err
	}
	signals := make(chan *dbus.Signal, 8)
	conn.Signal(signals)
	if err := conn.AddMatchSignalContext(ctx, to...); err != nil {
		_ = conn.Close()
		return nil, nil, err
	}
	return conn, signals, nil
}

// isTrue tells whether a signal carries a yes and nothing else.
func isTrue(body []any) bool { return len(body) == 1 && body[0] == true }

// owns tells whether a sender is who it says it is. The bus filters by sender, but
// not what is sent to us directly.
func owns(ctx context.Context, conn *dbus.Conn, sender string, names ...string) bool {
	return slices.ContainsFunc(names, func(name string) bool {
		unique, err := owner(ctx, conn, name)
		return err == nil && unique == sender
	})
}

// owner asks the bus, and starts nothing.
func owner(ctx context.Context, conn *dbus.Conn, name string) (unique string, err error) {
	ctx, cancel := context.WithTimeout(ctx, askLimit)
	defer cancel()
	err = conn.BusObject().CallWithContext(ctx, "org.freedesktop.DBus.GetNameOwner", 0, name).Store(&unique)
	return unique, err
}
