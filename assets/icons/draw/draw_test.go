package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"testing"
)

var states = []string{"normal", "attention", "live", "locked"}

func TestThePicturesAreThoseThatAreDrawn(t *testing.T) {
	dir := t.TempDir()
	if err := drawAll("..", dir); err != nil {
		t.Fatal(err)
	}
	drawn, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	kept, err := filepath.Glob("../*.*")
	if err != nil || len(kept) != len(drawn) {
		t.Errorf("there are %d pictures, and %d are drawn (%v)", len(kept), len(drawn), err)
	}
	for _, f := range drawn {
		a, err := os.ReadFile(filepath.Join(dir, f.Name()))
		if err != nil {
			t.Fatal(err)
		}
		if b, err := os.ReadFile(filepath.Join("..", f.Name())); err != nil || !bytes.Equal(a, b) {
			t.Errorf("%s is another than the one that is drawn: run make icons (%v)", f.Name(), err)
		}
	}
}

func picture(t *testing.T, state, panel string, size int) *image.NRGBA {
	t.Helper()
	f, err := os.Open(fmt.Sprintf("../tray-%s-%s-%d.png", state, panel, size))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	m, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	if m.Bounds() != image.Rect(0, 0, size, size) {
		t.Fatalf("%s is %v", f.Name(), m.Bounds())
	}
	n, is := m.(*image.NRGBA)
	if !is {
		t.Fatalf("%s is a %T", f.Name(), m)
	}
	return n
}

func each(t *testing.T, check func(state, panel string, size int, m *image.NRGBA)) {
	t.Helper()
	for _, state := range states {
		for _, panel := range []string{"on-dark", "on-light"} {
			for _, size := range panelSizes {
				check(state, panel, size, picture(t, state, panel, size))
			}
		}
	}
}

// The frame of the tray, or of the padlock, is made of straight lines: each is whole pixels, with nothing grey beside it.
func TestStraightLinesAreOnWholePixels(t *testing.T) {
	each(t, func(state, panel string, size int, m *image.NRGBA) {
		low, thick := runFrom(m, image.Pt(size/2, size-1), image.Pt(0, -1))
		if want := int(line(float64(size) / 24)); thick != want {
			t.Errorf("%s %s %d: the lowest line is %d thick, want %d", state, panel, size, thick, want)
		}
		// Above its round corners, from the left: the side of the frame.
		side := low.Y - 2*thick - 1
		if _, thick := runFrom(m, image.Pt(0, side), image.Pt(1, 0)); thick != int(line(float64(size)/24)) {
			t.Errorf("%s %s %d: the left side is %d thick", state, panel, size, thick)
		}
	})
}

// runFrom walks to the first pixel with ink and counts those that are all ink. One that is not ends the count with 0.
func runFrom(m *image.NRGBA, at, step image.Point) (first image.Point, thick int) {
	for ; at.In(m.Rect) && m.NRGBAAt(at.X, at.Y).A == 0; at = at.Add(step) {
	}
	for first = at; at.In(m.Rect) && m.NRGBAAt(at.X, at.Y).A > 0; at = at.Add(step) {
		if m.NRGBAAt(at.X, at.Y).A < 0xF8 {
			return first, 0
		}
		thick++
	}
	return first, thick
}

// Without hints, which is what scaling gives, there is nearly twice as much grey.
func TestFewPixelsAreGrey(t *testing.T) {
	each(t, func(state, panel string, size int, m *image.NRGBA) {
		if size > 24 {
			return
		}
		d, err := read(filepath.Join("..", "svg", fmt.Sprintf("tray-%s-%s.svg", state, panel)))
		if err != nil {
			t.Fatal(err)
		}
		plain := d.at(size, func(_ *drawing, _ shape, scale float64) func(int, point) point {
			return func(_ int, p point) point { return point{p.x * scale, p.y * scale} }
		})
		if got, most := grey(m), 0.6*grey(plain); got > most {
			t.Errorf("%s %s %d: %.0f %% of the pixels are grey, want at most %.0f", state, panel, size, 100*got, 100*most)
		}
	})
}

// grey is the share of half-covered pixels among those with ink.
func grey(m *image.NRGBA) float64 {
	ink, grey := 0.0, 0.0
	for i := 3; i < len(m.Pix); i += 4 {
		if a := m.Pix[i]; a > 0x10 {
			if ink++; a < 0xE0 {
				grey++
			}
		}
	}
	return grey / ink
}

func TestStatesAreToldApartAtTheSmallestSize(t *testing.T) {
	const least = 12 // pixels that are in one and not in the other
	for i, a := range states {
		for _, b := range states[i+1:] {
			differ, one, other := 0, picture(t, a, "on-dark", 16), picture(t, b, "on-dark", 16)
			for p := 3; p < len(one.Pix); p += 4 {
				if math.Abs(float64(one.Pix[p])-float64(other.Pix[p])) > 0x80 {
					differ++
				}
			}
			if differ < least {
				t.Errorf("%s and %s differ in %d pixels", a, b, differ)
			}
		}
	}
}

// WCAG 2.2, 1.4.11: 3:1 for what must be seen to understand. The panels are those of Adwaita, light and dark, and the darkest and the lightest grey
// that somebody may have.
func TestIconsStandOutFromTheirPanel(t *testing.T) {
	panels := map[string][]color.NRGBA{
		"on-dark":  {{0, 0, 0, 255}, {0x35, 0x35, 0x35, 255}, {0x80, 0x80, 0x80, 255}},
		"on-light": {{0xFF, 0xFF, 0xFF, 255}, {0xF6, 0xF5, 0xF4, 255}, {0x80, 0x80, 0x80, 255}},
	}
	each(t, func(state, panel string, size int, m *image.NRGBA) {
		for i := 0; i < len(m.Pix); i += 4 {
			ink := color.NRGBA{m.Pix[i], m.Pix[i+1], m.Pix[i+2], 255}
			if m.Pix[i+3] < 0xE0 {
				continue
			}
			for _, ground := range panels[panel] {
				if c := contrast(ink, ground); c < 3 {
					t.Fatalf("%s %s %d: %.1f:1 on %v", state, panel, size, c, ground)
				}
			}
		}
	})
}

// The drawing for panels of any colour is told from each of them: from light ones by its line, from dark ones by its sign.
func TestARimmedIconStandsOutFromEveryPanel(t *testing.T) {
	sign := color.NRGBA{0xFF, 0xFF, 0xFF, 0xFF}
	for grey := range 256 {
		ground := color.NRGBA{uint8(grey), uint8(grey), uint8(grey), 0xFF}
		if c := max(contrast(sign, ground), contrast(rimInk, ground)); c < 3 {
			t.Errorf("%.1f:1 on grey %02X", c, grey)
		}
	}
	for _, state := range states {
		for _, size := range panelSizes {
			white, m := 0, picture(t, state, "on-any", size)
			for y := range size {
				for x := range size {
					if c := m.NRGBAAt(x, y); c.A < 0xFF || c.R < 0xF0 {
						continue
					}
					white++
					if x == 0 || y == 0 || x == size-1 || y == size-1 || bare(m, x, y) {
						t.Errorf("%s %d: at %d, %d the sign has no line beside it", state, size, x, y)
					}
				}
			}
			if least := size * 5 / 4; white < least {
				t.Errorf("%s %d: %d pixels are white, want at least %d", state, size, white, least)
			}
		}
	}
}

// bare tells whether the panel can be seen right beside a pixel.
func bare(m *image.NRGBA, x, y int) bool {
	for _, p := range []image.Point{{x - 1, y}, {x + 1, y}, {x, y - 1}, {x, y + 1}} {
		if m.NRGBAAt(p.X, p.Y).A < 0xE0 {
			return true
		}
	}
	return false
}

func contrast(a, b color.NRGBA) float64 {
	l := func(c color.NRGBA) float64 {
		part := func(v uint8) float64 {
			x := float64(v) / 255
			if x <= 0.04045 {
				return x / 12.92
			}
			return math.Pow((x+0.055)/1.055, 2.4)
		}
		return 0.2126*part(c.R) + 0.7152*part(c.G) + 0.0722*part(c.B) + 0.05
	}
	return max(l(a), l(b)) / min(l(a), l(b))
}

// As Windows reads it: each entry says where its picture is, and that is of its size.
func TestIconFilesHoldTheirSizes(t *testing.T) {
	for name, want := range map[string][]int{
		"app.ico": appSizes, "tray-live-on-dark.ico": {16, 32, 20, 40, 24, 48, 64},
	} {
		b, err := os.ReadFile(filepath.Join("..", name))
		if err != nil {
			t.Fatal(err)
		}
		u32 := func(at int) int { return int(b[at]) | int(b[at+1])<<8 | int(b[at+2])<<16 | int(b[at+3])<<24 }
		var got []int
		for i := range int(b[4]) {
			entry := 6 + 16*i
			length, at := u32(entry+8), u32(entry+12)
			size := int(b[entry])
			if size == 0 {
				size = 256
			}
			if size < largeIcon && (u32(at+4) != size || u32(at+8) != 2*size) || at+length > len(b) {
				t.Errorf("%s: the picture of %d is another", name, size)
			}
			got = append(got, size)
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s has %v, want %v", name, got, want)
		}
	}
}

// As macOS reads it: each picture is behind its kind and length, and is of its size.
func TestTheMacIconHoldsItsSizes(t *testing.T) {
	b, err := os.ReadFile("../app.icns")
	if err != nil {
		t.Fatal(err)
	}
	length := func(at int) int { return int(binary.BigEndian.Uint32(b[at+4:])) }
	if string(b[:4]) != "icns" || length(0) != len(b) {
		t.Fatalf("the file is %q of %d bytes, and says %d", b[:4], len(b), length(0))
	}
	at := 8
	for _, want := range icnsSizes {
		m, err := png.Decode(bytes.NewReader(b[at+8 : at+length(at)]))
		if err != nil || string(b[at:at+4]) != want.kind || m.Bounds().Dx() != want.size {
			t.Errorf("%s: %q, %v", want.kind, b[at:at+4], err)
		}
		at += length(at)
	}
	if at != len(b) {
		t.Errorf("%d bytes are behind the pictures", len(b)-at)
	}
}

// Windows halves the large picture of the notification area.
func TestTheLargePictureOfTheAreaIsTheSmallOneTwice(t *testing.T) {
	small := picture(t, "normal", "on-dark", 16)
	large := doubled(small)
	for y := range 32 {
		for x := range 32 {
			if large.NRGBAAt(x, y) != small.NRGBAAt(x/2, y/2) {
				t.Fatalf("at %d, %d", x, y)
			}
		}
	}
}

func TestADrawingThatCannotBeReadIsRefused(t *testing.T) {
	for name, content := range map[string]string{
		"no picture":     "<svg",
		"a colour":       `<svg width="24"><path fill="red" d="M0 0L1 1Z"/></svg>`,
		"a command":      `<svg width="24"><path fill="#FFFFFF" d="M0 0C1 1 2 2 3 3Z"/></svg>`,
		"a short line":   `<svg width="24"><path fill="#FFFFFF" d="M0 0L1"/></svg>`,
		"no such number": `<svg width="24"><path fill="#GGGGGG" d="M0 0L1 1Z"/></svg>`,
	} {
		file := filepath.Join(t.TempDir(), "x.svg")
		if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := read(file); err == nil {
			t.Errorf("%s is read", name)
		}
	}
}
