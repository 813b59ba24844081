package main

import (
	"image"
	"image/color"
	"math"
	"slices"
)

// fine is how many samples there are in a pixel, across and down.
const fine = 16

// at draws at a size. Each shape's points are moved by the hints first.
func (d *drawing) at(size int, hints hinter) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, size, size))
	for _, s := range d.shapes {
		fit := hints(d, s, float64(size)/d.size)
		parts := make([][]point, len(s.parts))
		for i, part := range s.parts {
			for _, p := range part {
				// On the grid of samples: what is drawn does not hang on the last bit of a float, which differs from one kind of
				// processor to another.
				q := fit(i, p)
				parts[i] = append(parts[i], point{math.Round(q.x*fine*4) / 4, math.Round(q.y*fine*4) / 4})
			}
		}
		cover(m, parts, s)
	}
	return m
}

// cover paints a shape over what is there.
func cover(m *image.NRGBA, parts [][]point, s shape) {
	size := m.Rect.Dx()
	for y := range size {
		hit := make([]int, size) // samples inside, of each pixel
		for sub := range fine {
			for _, span := range inside(parts, float64(y*fine+sub)+0.5) {
				for x := max(span[0], 0); x < min(span[1], size*fine); x++ {
					hit[x/fine]++
				}
			}
		}
		c := between(s.top, s.bottom, (float64(y)+0.5)/float64(size))
		for x, n := range hit {
			m.SetNRGBA(x, y, over(m.NRGBAAt(x, y), c, n))
		}
	}
}

// inside are the runs of samples of a line that are within the shape.
func inside(parts [][]point, y float64) (runs [][2]int) {
	type crossing struct {
		x   float64
		dir int
	}
	var all []crossing
	for _, part := range parts {
		for i, a := range part {
			b := part[(i+1)%len(part)]
			if (a.y <= y) == (b.y <= y) {
				continue
			}
			dir := 1
			if a.y > b.y {
				dir = -1
			}
			all = append(all, crossing{a.x + (y-a.y)/(b.y-a.y)*(b.x-a.x), dir})
		}
	}
	slices.SortFunc(all, func(a, b crossing) int {
		if a.x != b.x {
			return int(math.Copysign(1, a.x-b.x))
		}
		return a.dir - b.dir
	})
	winding := 0
	for i, c := range all {
		if winding != 0 {
			runs = append(runs, [2]int{sample(all[i-1].x), sample(c.x)})
		}
		winding += c.dir
	}
	return runs
}

// sample is the first one whose middle is right of x.
func sample(x float64) int { return int(math.Ceil(math.Round(x*64)/64 - 0.5)) }

func between(top, bottom color.NRGBA, t float64) color.NRGBA {
	mix := func(a, b uint8) uint8 { return uint8(math.Round(float64(a) + t*(float64(b)-float64(a)))) }
	return color.NRGBA{mix(top.R, bottom.R), mix(top.G, bottom.G), mix(top.B, bottom.B), 0xFF}
}

// over is what is seen when c covers n samples of a pixel.
func over(below, c color.NRGBA, n int) color.NRGBA {
	const all = fine * fine
	n = min(n, all)
	if n == 0 {
		return below
	}
	// In whole numbers: alpha of the whole, times all.
	rest := int(below.A) * (all - n)
	alpha := 0xFF*n + rest
	mix := func(under, upper uint8) uint8 { return uint8((int(upper)*0xFF*n + int(under)*rest + alpha/2) / alpha) }
	return color.NRGBA{mix(below.R, c.R), mix(below.G, c.G), mix(below.B, c.B), uint8((alpha + all/2) / all)}
}
