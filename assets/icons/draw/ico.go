package main

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/png"
)

// largeIcon is from where on a picture in an icon file is a PNG; smaller ones are bitmaps, which every reader knows.
const largeIcon = 256

// icon is a Windows icon file (ICO): a list, then the pictures.
func icon(pictures []*image.NRGBA) ([]byte, error) {
	var list, data bytes.Buffer
	put := func(b *bytes.Buffer, values ...any) {
		for _, v := range values {
			_ = binary.Write(b, binary.LittleEndian, v) // to memory
		}
	}
	put(&list, uint16(0), uint16(1), uint16(len(pictures)))
	const header, entry = 6, 16
	start := header + entry*len(pictures)
	for _, m := range pictures {
		size, before := m.Rect.Dx(), data.Len()
		if size < largeIcon {
			put(&data, bitmap(m))
		} else if err := png.Encode(&data, m); err != nil {
			return nil, err
		}
		// 256 is written as 0: the field is one byte.
		put(&list, uint8(size), uint8(size), uint8(0), uint8(0), uint16(1), uint16(32), uint32(data.Len()-before), uint32(start+before))
	}
	return append(list.Bytes(), data.Bytes()...), nil
}

// bitmap is a picture as Windows keeps it in an icon: a header that counts the lines twice, the lines from below in blue,
// green, red and alpha, and an empty mask, whose lines are of whole 32 bits.
func bitmap(m *image.NRGBA) []byte {
	var b bytes.Buffer
	size := m.Rect.Dx()
	header := []uint32{40, uint32(size), uint32(2 * size), 1 | 32<<16, 0, 0, 0, 0, 0, 0}
	_ = binary.Write(&b, binary.LittleEndian, header)
	for y := size - 1; y >= 0; y-- {
		for x := range size {
			c := m.NRGBAAt(x, y)
			b.Write([]byte{c.B, c.G, c.R, c.A})
		}
	}
	b.Write(make([]byte, (size+31)/32*4*size))
	return b.Bytes()
}
