// Command draw makes the pictures in assets/icons from the SVGs beside them: `make icons`. It gives the same bytes on every
// machine: nothing but Go draws. It does not use package assets, which has these pictures in it. Lines are moved onto whole pixels at each size, as a font's are (hint.go): the tray shows
// these pictures at 16 to 24 pixels, where half a pixel is what makes a line grey.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
)

var (
	// What panels use, and twice that.
	panelSizes = []int{16, 18, 20, 22, 24, 32, 36, 48, 64}
	// What Windows asks for, of a program's file and in the notification area, at 100 to 200 %.
	appSizes  = []int{16, 20, 24, 32, 40, 48, 64, 256}
	areaSizes = []int{16, 20, 24, 32}
)

func main() {
	dir := flag.String("dir", "assets/icons", "the folder with svg/, where the pictures go")
	flag.Parse()
	if err := drawAll(*dir, *dir); err != nil {
		fmt.Fprintln(os.Stderr, "draw:", err)
		os.Exit(1)
	}
}

// drawAll draws what is in from/svg into the folder to.
func drawAll(from, to string) error {
	all, err := filepath.Glob(filepath.Join(from, "svg", "tray-*.svg"))
	if err != nil {
		return err
	}
	for _, file := range all {
		if err := drawTray(file, to); err != nil {
			return err
		}
	}
	return drawApp(from, to)
}

func drawTray(file, to string) error {
	d, err := read(file)
	if err != nil {
		return err
	}
	name := strings.TrimSuffix(filepath.Base(file), ".svg")
	for _, size := range panelSizes {
		m := d.at(size, trayHints)
		if err := writePNG(filepath.Join(to, fmt.Sprintf("%s-%d.png", name, size)), m); err != nil {
			return err
		}
		state, white := strings.CutSuffix(name, "on-dark")
		if !white {
			continue
		}
		if err := writePNG(filepath.Join(to, fmt.Sprintf("%son-any-%d.png", state, size)), rimmed(m)); err != nil {
			return err
		}
	}
	return writeIcon(filepath.Join(to, name+".ico"), forArea(d))
}

// forArea are the pictures for the notification area. It shows a small icon, but a program that loads one without saying
// its size, as systray does, is given the large one, twice as wide (SM_CXICON and SM_CXSMICON, at every scaling), and the
// area halves it. So a large one is the small one with each pixel four times: halved it is sharp again.
func forArea(d *drawing) (pictures []*image.NRGBA) {
	for _, size := range areaSizes {
		small := d.at(size, trayHints)
		if size < 2*areaSizes[0] { // from there on they are large ones
			pictures = append(pictures, small)
		}
		pictures = append(pictures, doubled(small))
	}
	return pictures
}

func doubled(m *image.NRGBA) *image.NRGBA {
	size := 2 * m.Rect.Dx()
	twice := image.NewNRGBA(image.Rect(0, 0, size, size))
	for y := range size {
		for x := range size {
			twice.SetNRGBA(x, y, m.NRGBAAt(x/2, y/2))
		}
	}
	return twice
}

func drawApp(from, to string) error {
	d, err := read(filepath.Join(from, "svg", "app-icon.svg"))
	if err != nil {
		return err
	}
	for name, size := range map[string]int{"app.png": 256, "app-64.png": 64} {
		if err := writePNG(filepath.Join(to, name), d.at(size, appHints)); err != nil {
			return err
		}
	}
	var pictures []*image.NRGBA
	for _, size := range appSizes {
		pictures = append(pictures, d.at(size, appHints))
	}
	if err := writeIcon(filepath.Join(to, "app.ico"), pictures); err != nil {
		return err
	}
	mac, err := icns(d)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(to, "app.icns"), mac, 0o644)
}

func writePNG(path string, m image.Image) error {
	var b bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&b, m); err != nil {
		return err
	}
	return os.WriteFile(path, b.Bytes(), 0o644)
}

func writeIcon(path string, pictures []*image.NRGBA) error {
	content, err := icon(pictures)
	if err != nil {
		return err
	}
	return os.WriteFile(path, content, 0o644)
}
