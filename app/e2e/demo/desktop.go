package main

import (
	"context"
	"embed"
	"fmt"
	"image"
	"image/color"
	"io/fs"
	"os"
	"path/filepath"

	"keytray/app/e2e/session"
)

// screen is a little larger than Keytray's window, so that the pictures can be read at half their size too.
var (
	screen = image.Rect(0, 0, 1120, 720)
	size   = fmt.Sprintf("%dx%d", screen.Dx(), screen.Dy())
)

var background = color.RGBA{0x5b, 0x6b, 0x7f, 0xff}

// config is the part of ~/.config that makes the desktop look as it does.
//
//go:embed config
var config embed.FS

// desktop is a private session with the parts of Xfce that a person sees.
type desktop struct {
	*session.Session
	programs []*program
}

// openDesktop starts a desktop and waits until its panel and its notifications are there.
func openDesktop(ctx context.Context) (_ *desktop, err error) {
	s, err := session.Start(ctx, session.Options{Display: true, Screen: size + "x24"})
	if err != nil {
		return nil, err
	}
	d := &desktop{Session: s}
	defer func() {
		if err != nil {
			d.close()
		}
	}()
	if err := d.configure(); err != nil {
		return nil, err
	}
	if err := d.paint(ctx); err != nil {
		return nil, err
	}
	// Each waits for the one before: the panel for a window manager by itself, xfwm4 for its settings.
	for _, part := range []struct {
		name string // that it owns on the bus when it is ready; the panel's tray owns the watcher
		args []string
	}{
		{"org.xfce.Xfconf", []string{"xfconfd"}},
		{"", []string{"xfwm4", "--compositor=off"}},
		{"org.kde.StatusNotifierWatcher", []string{"xfce4-panel"}},
		{"org.freedesktop.Notifications", []string{"xfce4-notifyd"}},
	} {
		p, err := d.start(part.args[0], part.args[1:]...)
		if err != nil {
			return nil, err
		}
		if err := d.owned(ctx, part.name); err != nil {
			return nil, fmt.Errorf("%w; %s said: %s", err, p.name, p.said())
		}
	}
	return d, nil
}

func (d *desktop) configure() error {
	files, err := fs.Sub(config, "config")
	if err != nil {
		return err
	}
	return os.CopyFS(filepath.Join(d.Home, ".config"), files)
}

// paint gives the empty screen its colour. ImageMagick exits with 1 here even when all went well, so we look for ourselves.
func (d *desktop) paint(ctx context.Context) error {
	colour := fmt.Sprintf("xc:#%02x%02x%02x", background.R, background.G, background.B)
	_, said := d.output(ctx, nil, "display", "-window", "root", "-size", size, colour)
	shot, err := d.look(ctx)
	if err == nil && shot.RGBAAt(1, 1) != background {
		err = fmt.Errorf("the background is not painted: %w", said)
	}
	return err
}

// owned waits until a program has taken name on the bus; no name is always taken.
func (d *desktop) owned(ctx context.Context, name string) error {
	if name == "" {
		return nil
	}
	conn, err := d.Bus(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	asking, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	return until(ctx, patience, name+" is on the bus", func() (there bool, err error) {
		err = conn.BusObject().CallWithContext(asking, "org.freedesktop.DBus.NameHasOwner", 0, name).Store(&there)
		return there, err
	})
}

// close ends what was started, the last first, and all that these started, and removes the session.
func (d *desktop) close() {
	for i := len(d.programs) - 1; i >= 0; i-- {
		d.programs[i].end()
	}
	d.Session.Close()
}
