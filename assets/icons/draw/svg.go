package main

import (
	"encoding/xml"
	"fmt"
	"image/color"
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
)

// drawing is an SVG as far as our icons use it: filled paths, in one colour or from one to another downwards.
type drawing struct {
	size   float64 // of the square that it is drawn in
	shapes []shape
}

// shape is a filled path: the parts may be holes in one another (the rule is nonzero, as in SVG).
type shape struct {
	parts       [][]point
	top, bottom color.NRGBA
}

type point struct{ x, y float64 }

type svg struct {
	Width    float64 `xml:"width,attr"`
	Gradient struct {
		ID    string `xml:"id,attr"`
		Stops []struct {
			Color string `xml:"stop-color,attr"`
		} `xml:"stop"`
	} `xml:"defs>linearGradient"`
	Paths []struct {
		D    string `xml:"d,attr"`
		Fill string `xml:"fill,attr"`
	} `xml:"path"`
}

func read(file string) (*drawing, error) {
	content, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var s svg
	if err := xml.Unmarshal(content, &s); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	d := &drawing{size: s.Width}
	for _, p := range s.Paths {
		sh := shape{}
		if sh.top, sh.bottom, err = s.fill(p.Fill); err == nil {
			sh.parts, err = outline(p.D)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		d.shapes = append(d.shapes, sh)
	}
	return d, nil
}

// fill is a colour, or the drawing's gradient.
func (s *svg) fill(name string) (top, bottom color.NRGBA, err error) {
	if name == "url(#"+s.Gradient.ID+")" && len(s.Gradient.Stops) == 2 {
		if top, err = hex(s.Gradient.Stops[0].Color); err == nil {
			bottom, err = hex(s.Gradient.Stops[1].Color)
		}
		return top, bottom, err
	}
	top, err = hex(name)
	return top, top, err
}

func hex(name string) (color.NRGBA, error) {
	v, err := strconv.ParseUint(strings.TrimPrefix(name, "#"), 16, 24)
	if err != nil || len(name) != 7 {
		return color.NRGBA{}, fmt.Errorf("%q is no colour", name)
	}
	return color.NRGBA{uint8(v >> 16), uint8(v >> 8), uint8(v), 0xFF}, nil
}

// numbers is how many belong to each command of a path.
var numbers = map[byte]int{'M': 2, 'L': 2, 'H': 1, 'V': 1, 'Q': 4, 'A': 7, 'Z': 0}

var token = regexp.MustCompile(`[A-Za-z]|-?(?:\d+\.?\d*|\.\d+)`)

// outline follows a path. Small letters mean steps from where it is.
func outline(d string) ([][]point, error) {
	p := pen{}
	var command byte
	tokens := token.FindAllString(d, -1)
	for len(tokens) > 0 {
		if c := tokens[0][0]; c >= 'A' {
			command, tokens = c, tokens[1:]
		}
		n, known := numbers[command&^0x20]
		if !known || len(tokens) < n {
			return nil, fmt.Errorf("a path has a wrong %q", command)
		}
		args := make([]float64, n)
		for i := range args {
			v, err := strconv.ParseFloat(tokens[i], 64)
			if err != nil {
				return nil, err
			}
			args[i] = v
		}
		tokens = tokens[n:]
		p.do(command, args)
		if command == 'M' || command == 'm' {
			command-- // what follows without a letter of its own is a line
		}
	}
	return p.parts, nil
}

// pen draws the parts of a path, curves as short lines.
type pen struct {
	parts [][]point
	at    point
}

// steps is how many lines stand for a curve: enough for 256 pixels.
const steps = 32

func (p *pen) do(command byte, a []float64) {
	from := point{}
	if command >= 'a' {
		from = p.at
	}
	to := p.at
	if n := len(a); n >= 2 {
		to = point{from.x + a[n-2], from.y + a[n-1]}
	}
	switch command &^ 0x20 {
	case 'M':
		p.parts = append(p.parts, nil)
	case 'H':
		to = point{from.x + a[0], p.at.y}
	case 'V':
		to = point{p.at.x, from.y + a[0]}
	case 'Q':
		p.bend(point{from.x + a[0], from.y + a[1]}, to)
	case 'A':
		p.arc(a[0], a[3] != 0, a[4] != 0, to)
	case 'Z':
		to = p.parts[len(p.parts)-1][0]
	}
	p.to(to)
}

func (p *pen) to(at point) {
	last := len(p.parts) - 1
	p.parts[last] = append(p.parts[last], at)
	p.at = at
}

// bend draws a quadratic Bézier curve.
func (p *pen) bend(control, end point) {
	start := p.at
	for i := 1; i < steps; i++ {
		t := float64(i) / steps
		u := 1 - t
		p.to(point{u*u*start.x + 2*u*t*control.x + t*t*end.x, u*u*start.y + 2*u*t*control.y + t*t*end.y})
	}
}

// arc draws a part of a circle (SVG 1.1, F.6.5).
func (p *pen) arc(r float64, large, sweep bool, end point) {
	start := p.at
	dx, dy := (start.x-end.x)/2, (start.y-end.y)/2
	half := math.Hypot(dx, dy)
	r = max(r, half)
	k := math.Sqrt(max(0, r*r/(half*half)-1))
	if large == sweep {
		k = -k
	}
	c := point{(start.x+end.x)/2 + k*dy, (start.y+end.y)/2 - k*dx}
	from := math.Atan2(start.y-c.y, start.x-c.x)
	turn := math.Atan2(end.y-c.y, end.x-c.x) - from
	if sweep && turn <= 0 {
		turn += 2 * math.Pi
	} else if !sweep && turn >= 0 {
		turn -= 2 * math.Pi
	}
	for i := 1; i < 2*steps; i++ {
		at := from + turn*float64(i)/(2*steps)
		p.to(point{c.x + r*math.Cos(at), c.y + r*math.Sin(at)})
	}
}
