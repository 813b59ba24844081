package main

import "math"

// The tray icons are drawn with lines of 2 on a grid of 24, the upper right corner kept for a badge.
const (
	stroke     = 2
	badgeLeft  = 16.5
	badgeBelow = 9
)

// trayHints keeps the body of a tray icon on whole pixels and the same to the left and the right, and each badge round.
func trayHints(_ *drawing, s shape, scale float64) func(int, point) point {
	body := keyHints(scale)
	if isPadlock(s) {
		body = padlockHints(scale)
	}
	badges := badgeHints(s, scale)
	return func(part int, p point) point {
		if b, is := badges[part]; is {
			return b.move(p)
		}
		return point{move(body.x, p.x, scale), move(body.y, p.y, scale)}
	}
}

type hints struct{ x, y []stop }

func line(scale float64) float64 { return max(1, math.Round(stroke*scale)) }

// mirrored places lines on both sides of a middle one.
func mirrored(middle stop, width float64, offsets []stop) []stop {
	var left, right []stop
	for _, o := range offsets {
		left = append(left, stop{middle.at - o.at, middle.pixel - o.pixel})
		right = append([]stop{{middle.at + stroke + o.at, middle.pixel + width + o.pixel}}, right...)
	}
	return append(append(left, middle, stop{middle.at + stroke, middle.pixel + width}), right...)
}

// keyHints are those of a key over its tray.
func keyHints(scale float64) hints {
	w := line(scale)
	// Half of what is left beside the key's stem; an odd pixel is to the right, where the badge is.
	stem := math.Floor((24*scale - w) / 2)
	outer, bow := math.Round(8.5*scale), math.Round(2.7*scale)
	x := mirrored(stop{11, stem}, w, []stop{{8.5, outer}, {6.5, outer - w}, {2.75, bow}, {0.75, bow - w}})
	if bow-w < 1 {
		x = mirrored(stop{11, stem}, w, []stop{{8.5, outer}, {6.5, outer - w}, {2.75, bow}})
	}
	y := &chain{scale: scale, line: w}
	bowHeight := 2*bow + w
	y.next(1.25, 0).width(3.25).after(6.75, bowHeight-2*w).width(8.75)
	y.next(9.9, 0).width(11.9)
	// The ears of the tray end in half a pixel: they begin where its upper edge does.
	y.next(12, 0).after(12.5, 0)
	end := y.stops[len(y.stops)-1]
	dip := math.Max(math.Round(15.5*scale), end.pixel+w+1)
	gap := math.Max(1, math.Round(1.25*scale))
	// The edge is a line thick; the key ends a gap above the dip.
	ears := stop{14.5, end.pixel + w}
	tip := stop{14.25, dip - gap}
	if tip.pixel < ears.pixel {
		y.stops = append(y.stops, stop{14.25, tip.pixel}, ears)
	} else {
		y.stops = append(y.stops, stop{14.25, tip.pixel}, stop{14.5, tip.pixel})
	}
	y.stops = append(y.stops, stop{15.5, dip}, stop{17.5, dip + w})
	y.next(19.5, 1).width(21.5)
	return hints{x, y.stops}
}

// padlockHints are those of the tray as a padlock.
func padlockHints(scale float64) hints {
	w := line(scale)
	stem := math.Floor((24*scale - w) / 2)
	outer, shackle := math.Round(8.5*scale), math.Round(4.5*scale)
	x := mirrored(stop{11, stem}, w, []stop{{8.5, outer}, {6.5, outer - w}, {4.5, shackle}, {2.5, shackle - w}})
	y := &chain{scale: scale, line: w}
	y.next(2.5, 0).width(4.5)
	y.next(9.5, 1).width(11.5)
	y.next(14.5, 1).width(16.5)
	y.next(19.5, 1).width(21.5)
	return hints{x, y.stops}
}

// isPadlock tells by the parts of the locked icon: none is a key, whose bow is above everything else.
func isPadlock(s shape) bool {
	top := math.Inf(1)
	for _, part := range s.parts {
		_, _, y, _ := bounds(part)
		top = min(top, y)
	}
	return top > 2
}

// badge is a circle, moved onto whole pixels at its edges.
type badge struct{ from, to, size, scaled point }

func (b badge) move(p point) point {
	return point{b.to.x + (p.x-b.from.x)/b.size.x*b.scaled.x, b.to.y + (p.y-b.from.y)/b.size.y*b.scaled.y}
}

// badgeHints are those of the parts in the upper right corner: a disc, or a ring of two circles.
func badgeHints(s shape, scale float64) map[int]badge {
	badges := map[int]badge{}
	var outer *badge
	w := line(scale)
	for i, part := range s.parts {
		left, right, top, bottom := bounds(part)
		if left < badgeLeft || bottom > badgeBelow {
			continue
		}
		b := badge{from: point{left, top}, size: point{right - left, bottom - top}}
		if outer == nil {
			d := math.Round((right - left) * scale)
			x := math.Min(math.Round(left*scale), math.Round(24*scale)-d)
			b.to, b.scaled = point{x, math.Max(0, math.Round(top*scale))}, point{d, d}
			outer = &b
		} else {
			d := math.Max(1, outer.scaled.x-2*w)
			in := (outer.scaled.x - d) / 2
			b.to, b.scaled = point{outer.to.x + in, outer.to.y + in}, point{d, d}
		}
		badges[i] = b
	}
	return badges
}

func bounds(part []point) (left, right, top, bottom float64) {
	left, top = math.Inf(1), math.Inf(1)
	right, bottom = math.Inf(-1), math.Inf(-1)
	for _, p := range part {
		left, right = min(left, p.x), max(right, p.x)
		top, bottom = min(top, p.y), max(bottom, p.y)
	}
	return left, right, top, bottom
}
