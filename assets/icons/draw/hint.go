package main

import (
	"math"
	"slices"
)

// hinter tells where the points of a shape go at a scale: a function of the part that a point belongs to and the point.
type hinter func(d *drawing, s shape, scale float64) func(part int, p point) point

// stop says that a line of the drawing lies on a pixel.
type stop struct{ at, pixel float64 }

// move moves a coordinate as the stops beside it are; outside of them with the next one.
func move(stops []stop, v, scale float64) float64 {
	i := slices.IndexFunc(stops, func(s stop) bool { return s.at >= v })
	switch {
	case i < 0:
		last := stops[len(stops)-1]
		return last.pixel + (v-last.at)*scale
	case i == 0:
		return stops[0].pixel + (v-stops[0].at)*scale
	}
	a, b := stops[i-1], stops[i]
	return a.pixel + (v-a.at)/(b.at-a.at)*(b.pixel-a.pixel)
}

// chain is a row of stops, each placed after the one before.
type chain struct {
	stops []stop
	scale float64
	line  float64 // how wide a line is, in pixels
}

// next places a line of the drawing at least gap pixels after the one before.
func (c *chain) next(at, gap float64) *chain {
	pixel := math.Round(at * c.scale)
	if n := len(c.stops); n > 0 {
		pixel = max(pixel, c.stops[n-1].pixel+gap)
	}
	c.stops = append(c.stops, stop{at, pixel})
	return c
}

// width ends the line that was begun last.
func (c *chain) width(at float64) *chain { return c.after(at, c.line) }

func (c *chain) after(at, pixels float64) *chain {
	c.stops = append(c.stops, stop{at, c.stops[len(c.stops)-1].pixel + pixels})
	return c
}
