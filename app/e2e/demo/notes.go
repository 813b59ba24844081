package main

import (
	"context"
	"errors"

	"github.com/godbus/dbus/v5"
)

// notes listens on the bus for notifications, as dbus-monitor does, and hands on the title of each until ctx ends.
func (d *desktop) notes(ctx context.Context) (<-chan string, error) {
	conn, err := d.Bus(ctx)
	if err != nil {
		return nil, err
	}
	context.AfterFunc(ctx, func() { _ = conn.Close() })
	asked, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	rules := []string{"type='method_call',interface='org.freedesktop.Notifications',member='Notify'"}
	err = conn.BusObject().CallWithContext(asked, "org.freedesktop.DBus.Monitoring.BecomeMonitor", 0, rules, uint32(0)).Err
	if err != nil {
		return nil, err
	}
	messages := make(chan *dbus.Message, 16)
	conn.Eavesdrop(messages) // not before: it takes replies too
	titles := make(chan string, 16)
	go func() {
		defer close(titles)
		for m := range messages {
			if title, ok := titleOf(m); ok {
				titles <- title
			}
		}
	}()
	return titles, nil
}

// titleOf is the summary in a call of Notify (Desktop Notifications Specification).
func titleOf(m *dbus.Message) (title string, ok bool) {
	if m.Type == dbus.TypeMethodCall && len(m.Body) == 8 {
		title, ok = m.Body[3].(string)
	}
	return title, ok
}

// next waits for the next title.
func next(ctx context.Context, titles <-chan string) (string, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, patience, errors.New("no notification was sent"))
	defer cancel()
	select {
	case title, ok := <-titles:
		if !ok {
			return "", dbus.ErrClosed
		}
		return title, nil
	case <-ctx.Done():
		return "", context.Cause(ctx)
	}
}
