package windowtest

import (
	"cmp"
	"image"
	"image/color"
	"image/draw"
	"maps"
	"slices"
)

// FewColors is a picture in 256 colours, a third as large on the disk. What differs from
// them is less than a person sees, and less than the comparison minds.
func FewColors(picture image.Image) image.Image {
	size := picture.Bounds()
	from := image.NewNRGBA(size)
	draw.Draw(from, size, picture, size.Min, draw.Src)
	often := map[color.NRGBA]int{}
	for y := size.Min.Y; y < size.Max.Y; y++ {
		for x := size.Min.X; x < size.Max.X; x++ {
			often[from.NRGBAAt(x, y)]++
		}
	}
	colors := commonest(often)
	nearest := map[color.NRGBA]uint8{}
	for c := range often {
		nearest[c] = uint8(colors.Index(c))
	}
	to := image.NewPaletted(size, colors)
	for y := size.Min.Y; y < size.Max.Y; y++ {
		for x := size.Min.X; x < size.Max.X; x++ {
			to.SetColorIndex(x, y, nearest[from.NRGBAAt(x, y)])
		}
	}
	return to
}

// commonest are the colours that most pixels have: those of areas as they are, and those of
// the edges of letters apart from each other.
func commonest(often map[color.NRGBA]int) color.Palette {
	const most, areas, apartAtLeast = 256, 64, 16 // of 255
	var colors color.Palette
	by := slices.SortedFunc(maps.Keys(often), func(a, b color.NRGBA) int {
		return cmp.Or(often[b]-often[a], int(a.R)-int(b.R), int(a.G)-int(b.G), int(a.B)-int(b.B))
	})
	for _, c := range by {
		near := func(p color.Color) bool {
			q := p.(color.NRGBA)
			return len(colors) >= areas && apart(c.R, q.R) < apartAtLeast && apart(c.G, q.G) < apartAtLeast && apart(c.B, q.B) < apartAtLeast
		}
		if len(colors) < most && !slices.ContainsFunc(colors, near) {
			colors = append(colors, c)
		}
	}
	return colors
}
