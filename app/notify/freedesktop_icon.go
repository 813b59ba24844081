//go:build !windows && !darwin

package notify

import (
	"bytes"
	"image"
	"image/draw"
	"image/png"
)

// picture is the hint "image-data", type (iiibiiay).
type picture struct {
	Width, Height, RowStride int32
	HasAlpha                 bool
	BitsPerSample, Channels  int32
	Data                     []byte
}

func decode(icon []byte) *picture {
	decoded, err := png.Decode(bytes.NewReader(icon))
	if err != nil {
		return nil
	}
	size := decoded.Bounds()
	rgba := image.NewNRGBA(image.Rect(0, 0, size.Dx(), size.Dy()))
	draw.Draw(rgba, rgba.Rect, decoded, size.Min, draw.Src)
	return &picture{int32(size.Dx()), int32(size.Dy()), int32(rgba.Stride), true, 8, 4, rgba.Pix}
}
