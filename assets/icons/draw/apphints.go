package main

import "math"

// appHints keeps the edges of the program's icon on whole pixels: of its ground, the tray, its bar and the key.
func appHints(_ *drawing, _ shape, scale float64) func(int, point) point {
	// The ground is as far from each border.
	margin := math.Floor(16 * scale)
	x, y := &chain{scale: scale, stops: []stop{{16, margin}}}, &chain{scale: scale, stops: []stop{{16, margin}}}
	far := stop{496, math.Round(512*scale) - margin}
	for _, at := range []float64{88, 112, 138, 189} {
		x.next(at, 0)
	}
	x.next(223, 1).next(239, 0).next(273, 1).next(289, 0).next(323, 1)
	for _, at := range []float64{374, 400, 424} {
		x.next(at, 0)
	}
	y.next(75, 0).next(109, 1).next(175, 1).next(209, 1)
	for _, at := range []float64{236, 264, 282, 306, 312, 355} {
		y.next(at, 0)
	}
	y.next(376, 1).next(398, 1).next(422, 1)
	x.stops, y.stops = append(x.stops, far), append(y.stops, far)
	return func(_ int, p point) point { return point{move(x.stops, p.x, scale), move(y.stops, p.y, scale)} }
}
