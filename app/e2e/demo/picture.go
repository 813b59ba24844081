package main

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/draw"
	"image/png"
)

// look is what is on the screen now.
func (d *desktop) look(ctx context.Context) (*image.RGBA, error) {
	data, err := d.output(ctx, nil, "import", "-silent", "-window", "root", "-define", "png:compression-level=1", "png:-")
	if err != nil {
		return nil, err
	}
	decoded, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	shot := image.NewRGBA(screen)
	draw.Draw(shot, screen, decoded, decoded.Bounds().Min, draw.Src)
	return shot, nil
}

// settled waits until part of the screen is drawn and at rest, and returns the whole screen.
func (d *desktop) settled(ctx context.Context, part image.Rectangle) (*image.RGBA, error) {
	return d.changed(ctx, part, image.NewRGBA(screen))
}

// changed waits until part of the screen is drawn, at rest, and another than before.
func (d *desktop) changed(ctx context.Context, part image.Rectangle, before *image.RGBA) (*image.RGBA, error) {
	last := before
	err := until(ctx, patience, "the screen has changed and is at rest", func() (bool, error) {
		shot, err := d.look(ctx)
		if err != nil {
			return false, err
		}
		rests := same(last, shot, part)
		last = shot
		return rests && drawn(shot, part) && !same(before, shot, part), nil
	})
	return last, err
}

// drawn tells whether a window at part is more than its frame: it hides the background and has more than a few colours.
func drawn(shot *image.RGBA, part image.Rectangle) bool {
	seen := map[color.RGBA]bool{}
	part = part.Intersect(shot.Rect)
	for y := part.Min.Y; y < part.Max.Y; y++ {
		for x := part.Min.X; x < part.Max.X; x++ {
			seen[shot.RGBAAt(x, y)] = true
		}
	}
	return len(seen) > 8 && !seen[background]
}

// same tells whether part looks the same on both.
func same(a, b *image.RGBA, part image.Rectangle) bool {
	part = part.Intersect(a.Rect).Intersect(b.Rect)
	for y := part.Min.Y; y < part.Max.Y; y++ {
		from, to := a.PixOffset(part.Min.X, y), a.PixOffset(part.Max.X, y)
		other := b.PixOffset(part.Min.X, y)
		if !bytes.Equal(a.Pix[from:to], b.Pix[other:other+to-from]) {
			return false
		}
	}
	return true
}
