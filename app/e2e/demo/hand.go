package main

import (
	"context"
	"errors"
	"fmt"
	"image"
	"os/exec"
	"strconv"
	"strings"
)

// point moves the mouse to a place.
func (d *desktop) point(ctx context.Context, at image.Point) error {
	return d.xdotool(ctx, "mousemove", strconv.Itoa(at.X), strconv.Itoa(at.Y))
}

// click presses the left mouse button at a place.
func (d *desktop) click(ctx context.Context, at image.Point) error {
	if err := d.point(ctx, at); err != nil {
		return err
	}
	return d.xdotool(ctx, "click", "1")
}

// press presses keys one after the other: names of X keys, with modifiers like ctrl+shift+v.
func (d *desktop) press(ctx context.Context, keys ...string) error {
	return d.xdotool(ctx, append([]string{"key"}, keys...)...)
}

func (d *desktop) xdotool(ctx context.Context, args ...string) error {
	_, err := d.output(ctx, nil, "xdotool", args...)
	return err
}

// least is the side in pixels of the smallest window that a person could see. Toolkits keep tiny ones for themselves.
const least = 16

// windows are the places of the visible windows that xdotool's search finds.
func (d *desktop) windows(ctx context.Context, search ...string) ([]image.Rectangle, error) {
	args := append(append([]string{"search", "--onlyvisible"}, search...), "getwindowgeometry", "--shell", "%@")
	out, err := d.output(ctx, nil, "xdotool", args...)
	var exit *exec.ExitError
	if errors.As(err, &exit) && complaint(err) == "" {
		return nil, nil // found none
	}
	if err != nil {
		return nil, err // perhaps a window that went while it was looked at
	}
	var all []image.Rectangle
	var x, y, w, h int
	for line := range strings.Lines(string(out)) {
		name, number, _ := strings.Cut(strings.TrimSpace(line), "=")
		value, err := strconv.Atoi(number)
		if err != nil {
			return nil, fmt.Errorf("xdotool said %q about a window", line)
		}
		switch name {
		case "X":
			x = value
		case "Y":
			y = value
		case "WIDTH":
			w = value
		case "HEIGHT":
			h = value
			if w >= least && h >= least {
				all = append(all, image.Rect(x, y, x+w, y+h))
			}
		}
	}
	return all, nil
}

// window waits for a visible window that the search finds and that fits.
func (d *desktop) window(ctx context.Context, wanted string, fits func(image.Rectangle) bool, search ...string) (found image.Rectangle, err error) {
	err = until(ctx, patience, wanted, func() (bool, error) {
		all, err := d.windows(ctx, search...)
		for _, w := range all {
			if fits(w) {
				found = w
				return true, nil
			}
		}
		return false, err
	})
	return found, err
}

// framed waits for the window with this title, and returns the inside of it: xdotool adds the size of the frame to the
// place of a window that has one (github.com/jordansissel/xdotool/issues/176).
func (d *desktop) framed(ctx context.Context, title string) (image.Rectangle, error) {
	w, err := d.window(ctx, "the window "+title+" is open", anywhere, "--name", "^"+title+"$")
	return w.Inset(panelHeight), err
}

// gone waits until no visible window is found any more.
func (d *desktop) gone(ctx context.Context, wanted string, search ...string) error {
	return until(ctx, patience, wanted, func() (bool, error) {
		left, err := d.windows(ctx, search...)
		return err == nil && len(left) == 0, err
	})
}

func middle(r image.Rectangle) image.Point { return r.Min.Add(r.Size().Div(2)) }

func anywhere(image.Rectangle) bool { return true }
