package fakedesk

import (
	"context"
	"errors"
	"fmt"
	"image"
)

// pixmap is an icon as it travels: rows of pixels, four bytes each: alpha, red, green, blue.
type pixmap struct {
	Width, Height int32
	Pixels        []byte
}

// Icon is the tray icon as the program sends it, in its largest size.
func (d *Desk) Icon(ctx context.Context) (image.Image, error) {
	item, err := d.item()
	if err != nil {
		return nil, err
	}
	var sizes []pixmap
	if err := d.property(ctx, item, "IconPixmap", &sizes); err != nil {
		return nil, err
	}
	if len(sizes) == 0 {
		return nil, errors.New("tray item without an icon")
	}
	largest := sizes[0]
	for _, p := range sizes[1:] {
		if p.Width > largest.Width {
			largest = p
		}
	}
	return largest.image()
}

// WaitIcon waits until ok is true of the tray icon and returns that icon. It looks again at each NewIcon signal.
func (d *Desk) WaitIcon(ctx context.Context, ok func(image.Image) bool) (image.Image, error) {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	for {
		seen := d.IconChanges()
		icon, problem := d.Icon(ctx)
		if problem == nil && ok(icon) {
			return icon, nil
		}
		if err := d.await(ctx, func() bool { return d.icons != seen }); err != nil {
			return nil, errors.Join(fmt.Errorf("waited for another tray icon: %w", err), problem)
		}
	}
}

func (p pixmap) image() (image.Image, error) {
	if p.Width <= 0 || p.Height <= 0 || int64(len(p.Pixels)) != int64(p.Width)*int64(p.Height)*4 {
		return nil, fmt.Errorf("tray icon of %dx%d pixels has %d bytes", p.Width, p.Height, len(p.Pixels))
	}
	img := image.NewNRGBA(image.Rect(0, 0, int(p.Width), int(p.Height)))
	for i := 0; i < len(p.Pixels); i += 4 {
		a, r, g, b := p.Pixels[i], p.Pixels[i+1], p.Pixels[i+2], p.Pixels[i+3]
		copy(img.Pix[i:], []byte{r, g, b, a})
	}
	return img, nil
}
