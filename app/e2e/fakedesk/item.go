package fakedesk

import (
	"context"
	"errors"
	"fmt"

	"github.com/godbus/dbus/v5"
)

// See https://www.freedesktop.org/wiki/Specifications/StatusNotifierItem/StatusNotifierItem/
const itemInterface = "org.kde.StatusNotifierItem"

var errNoItem = errors.New("no tray item")

// item is the one that methods without an item are about: registered last.
func (d *Desk) item() (Item, error) {
	items := d.Items()
	if len(items) == 0 {
		return Item{}, errNoItem
	}
	return items[len(items)-1], nil
}

// call calls a method of an object of item's program and stores the answer.
func (d *Desk) call(ctx context.Context, item Item, path dbus.ObjectPath, method string, args, results []any) error {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	if err := d.conn.Object(item.Bus, path).CallWithContext(ctx, method, 0, args...).Store(results...); err != nil {
		return fmt.Errorf("%s: %w", method, err)
	}
	return nil
}

// property reads a property of the tray item into value.
func (d *Desk) property(ctx context.Context, item Item, name string, value any) error {
	var v dbus.Variant
	err := d.call(ctx, item, item.Path, "org.freedesktop.DBus.Properties.Get", []any{itemInterface, name}, []any{&v})
	if err == nil {
		err = v.Store(value)
	}
	if err != nil {
		return fmt.Errorf("tray item's %s: %w", name, err)
	}
	return nil
}

// Activate is a left click on the tray icon.
func (d *Desk) Activate(ctx context.Context) error {
	item, err := d.item()
	if err != nil {
		return err
	}
	return d.call(ctx, item, item.Path, itemInterface+".Activate", []any{int32(0), int32(0)}, nil)
}

// Title is the item's name.
func (d *Desk) Title(ctx context.Context) (string, error) {
	item, err := d.item()
	if err != nil {
		return "", err
	}
	var title string
	err = d.property(ctx, item, "Title", &title)
	return title, err
}

// Tooltip is what a panel shows while the pointer rests on the icon: the title and, on further lines, the text.
func (d *Desk) Tooltip(ctx context.Context) (string, error) {
	item, err := d.item()
	if err != nil {
		return "", err
	}
	var tip struct {
		IconName    string
		Icons       []pixmap
		Title, Text string
	}
	if err := d.property(ctx, item, "ToolTip", &tip); err != nil {
		return "", err
	}
	if tip.Text == "" {
		return tip.Title, nil
	}
	return tip.Title + "\n" + tip.Text, nil
}
