package fakedesk

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/godbus/dbus/v5"
)

// See https://github.com/AyatanaIndicators/libdbusmenu/blob/main/libdbusmenu-glib/dbus-menu.xml
const menuInterface = "com.canonical.dbusmenu"

// Entry is one line of a tray menu as a person sees it.
type Entry struct {
	ID        int32
	Label     string // as drawn: a doubled underscore is one, a single one marks a key and is not drawn
	Enabled   bool
	Separator bool
	Checked   bool
	Depth     int // 0 in the menu itself, 1 in its submenus, and so on
}

// Menu opens the tray menu, reads it and closes it again. Hidden entries are left out.
func (d *Desk) Menu(ctx context.Context) ([]Entry, error) {
	var entries []Entry
	err := d.open(ctx, func(_ func(int32, string) error, shown []Entry) error {
		entries = shown
		return nil
	})
	return entries, err
}

// WaitMenu waits until ok is true of the menu and returns that menu. It reads again only after the program has
// announced a change, so a change that is not announced is not seen - as on a real panel.
func (d *Desk) WaitMenu(ctx context.Context, ok func([]Entry) bool) ([]Entry, error) {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	for {
		d.mu.Lock()
		seen := d.menuSeen
		d.mu.Unlock()
		entries, problem := d.layout(ctx)
		if problem == nil && ok(entries) {
			return entries, nil
		}
		if err := d.await(ctx, func() bool { return d.menuSeen != seen }); err != nil {
			if problem == nil {
				problem = fmt.Errorf("the menu has %s", labels(entries))
			}
			return entries, fmt.Errorf("waited for another menu: %w; %w", err, problem)
		}
	}
}

// layout reads the visible entries of the tray menu.
func (d *Desk) layout(ctx context.Context) ([]Entry, error) {
	item, menu, err := d.menu(ctx)
	if err != nil {
		return nil, err
	}
	return d.read(ctx, item, menu)
}

// menu finds the tray item's menu.
func (d *Desk) menu(ctx context.Context) (Item, dbus.ObjectPath, error) {
	item, err := d.item()
	if err != nil {
		return item, "", err
	}
	var path dbus.ObjectPath
	if err := d.property(ctx, item, "Menu", &path); err != nil {
		return item, "", err
	}
	if path == "" || path == "/" {
		return item, "", errors.New("tray item without a menu")
	}
	return item, path, nil
}

// read asks for the whole menu. fyne.io/systray leaves submenus empty in its very first answer, so an answer with
// an empty submenu is asked for once more.
func (d *Desk) read(ctx context.Context, item Item, menu dbus.ObjectPath) ([]Entry, error) {
	for again := true; ; again = false {
		var revision uint32
		var root node
		err := d.call(ctx, item, menu, menuInterface+".GetLayout", []any{int32(0), int32(-1), []string{}}, []any{&revision, &root})
		if err != nil {
			return nil, err
		}
		entries, whole, err := root.entries(0)
		if err != nil || whole || !again {
			return entries, err
		}
	}
}

// node is a part of a menu as it travels.
type node struct {
	ID       int32
	Props    map[string]dbus.Variant
	Children []dbus.Variant
}

// entries flattens what is visible below n. It is not whole when a submenu came without its entries.
func (n node) entries(depth int) (list []Entry, whole bool, err error) {
	whole = true
	for _, v := range n.Children {
		var child node
		if err := dbus.Store([]any{v.Value()}, &child); err != nil {
			return nil, false, fmt.Errorf("menu entry of an unknown form: %w", err)
		}
		if !prop(child, "visible", true) {
			continue
		}
		below, complete, err := child.entries(depth + 1)
		if err != nil {
			return nil, false, err
		}
		if len(child.Children) == 0 && prop(child, "children-display", "") == "submenu" {
			complete = false
		}
		whole = whole && complete
		list = append(append(list, child.entry(depth)), below...)
	}
	return list, whole, nil
}

func (n node) entry(depth int) Entry {
	return Entry{
		ID:        n.ID,
		Label:     drawn(prop(n, "label", "")),
		Enabled:   prop(n, "enabled", true),
		Separator: prop(n, "type", "standard") == "separator",
		Checked:   prop(n, "toggle-state", int32(-1)) == 1,
		Depth:     depth,
	}
}

// prop is a property of n, or the default that the interface gives it.
func prop[T any](n node, name string, otherwise T) T {
	if v, ok := n.Props[name].Value().(T); ok {
		return v
	}
	return otherwise
}

// drawn is a label as a panel draws it.
func drawn(label string) string {
	parts := strings.Split(label, "__")
	for i := range parts {
		parts[i] = strings.ReplaceAll(parts[i], "_", "")
	}
	return strings.Join(parts, "_")
}

// labels lists the entries for an error message.
func labels(entries []Entry) string {
	var list []string
	for _, e := range entries {
		if !e.Separator {
			list = append(list, fmt.Sprintf("%q", e.Label))
		}
	}
	if list == nil {
		return "no entries"
	}
	return strings.Join(list, ", ")
}
