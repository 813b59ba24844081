package fakedesk

import (
	"context"
	"errors"
	"fmt"

	"github.com/godbus/dbus/v5"
)

// Click opens the menu and clicks the entry that reads label. It fails, naming what there is, when no entry reads so,
// when several do, or when the entry is disabled: a person could not do it either.
func (d *Desk) Click(ctx context.Context, label string) error {
	return d.open(ctx, func(send func(int32, string) error, shown []Entry) error {
		var found []Entry
		for _, e := range shown {
			if e.Label == label && !e.Separator {
				found = append(found, e)
			}
		}
		switch {
		case len(found) == 0:
			return fmt.Errorf("no menu entry %q among %s", label, labels(shown))
		case len(found) > 1:
			return fmt.Errorf("%d menu entries %q among %s", len(found), label, labels(shown))
		case !found[0].Enabled:
			return fmt.Errorf("menu entry %q is disabled", label)
		}
		if err := send(found[0].ID, "clicked"); !hasEnded(err) {
			return err
		}
		return nil // no panel waits for an answer
	})
}

// hasEnded tells whether a program left the bus before it answered: a click on Quit may be faster than its answer.
func hasEnded(err error) bool {
	var e dbus.Error
	return errors.As(err, &e) && e.Name == "org.freedesktop.DBus.Error.NoReply"
}

// ClickID sends a click for an entry by its number, whatever the menu shows: also for one that is gone or disabled.
func (d *Desk) ClickID(ctx context.Context, id int32) error {
	item, menu, err := d.menu(ctx)
	if err != nil {
		return err
	}
	return d.event(ctx, item, menu, id, "clicked")
}

// open opens the tray menu as a panel does, hands its entries to use with a way to send events to them, and closes it.
func (d *Desk) open(ctx context.Context, use func(send func(id int32, event string) error, shown []Entry) error) error {
	item, menu, err := d.menu(ctx)
	if err != nil {
		return err
	}
	send := func(id int32, event string) error { return d.event(ctx, item, menu, id, event) }
	var refresh bool // we read the menu in any case
	if err := d.call(ctx, item, menu, menuInterface+".AboutToShow", []any{int32(0)}, []any{&refresh}); err != nil {
		return err
	}
	if err := send(0, "opened"); err != nil {
		return err
	}
	shown, err := d.read(ctx, item, menu)
	if err != nil {
		return err
	}
	if err := use(send, shown); err != nil {
		_ = send(0, "closed") // the first error says more
		return err
	}
	_ = send(0, "closed") // the click may have ended the program
	return nil
}

func (d *Desk) event(ctx context.Context, item Item, menu dbus.ObjectPath, id int32, event string) error {
	return d.call(ctx, item, menu, menuInterface+".Event", []any{id, event, dbus.MakeVariant(int32(0)), uint32(0)}, nil)
}
