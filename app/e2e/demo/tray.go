package main

import (
	"context"
	"image"
)

// plugin is the class of the panel's systray plugin. It is a program of its own with a window as wide as its icons; their
// menus are windows of it too.
const plugin = "^wrapper-2.0$"

// panelHeight is in config too.
const panelHeight = 32

// panel is the part of the screen that it takes.
var panel = image.Rect(0, 0, screen.Dx(), panelHeight)

// newIcon waits for an icon in the panel that was not there before, and returns its place.
func (d *desktop) newIcon(ctx context.Context, before *image.RGBA) (icon image.Rectangle, err error) {
	err = until(ctx, patience, "an icon is in the tray", func() (bool, error) {
		at, err := d.tray(ctx)
		if err != nil {
			return false, err
		}
		shot, err := d.look(ctx)
		if err != nil {
			return false, err
		}
		icon, err = d.tray(ctx)
		return at == icon && drawn(shot, icon) && !same(before, shot, icon), err
	})
	return icon, err
}

// tray is the place of the systray plugin's window; empty while there is none.
func (d *desktop) tray(ctx context.Context) (image.Rectangle, error) {
	all, err := d.windows(ctx, "--class", plugin)
	for _, w := range all {
		if w.In(panel) {
			return w, nil
		}
	}
	return image.Rectangle{}, err
}

// openMenu clicks an icon and waits for its menu.
func (d *desktop) openMenu(ctx context.Context, icon image.Rectangle) (menu image.Rectangle, err error) {
	if err := d.click(ctx, middle(icon)); err != nil {
		return menu, err
	}
	below := func(w image.Rectangle) bool { return !w.Overlaps(panel) }
	return d.window(ctx, "the menu is open", below, "--class", plugin)
}
