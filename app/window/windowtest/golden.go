package windowtest

import (
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"testing"
)

// LooksLike compares the window with a picture of testdata.
func (r *Rig) LooksLike(name string) {
	r.Helper()
	r.LooksLikePart(name, 0)
}

// LooksLikePart compares what is right of x.
func (r *Rig) LooksLikePart(name string, x int) {
	r.Helper()
	got := Right(r.Frame.Canvas().Capture(), x)
	path := filepath.Join("testdata", name+".png")
	if os.Getenv("KEYTRAY_GOLDEN") != "" {
		WritePNG(r.T, path, FewColors(got))
		return
	}
	f, err := os.Open(path)
	if err != nil {
		r.Fatal(err)
	}
	defer f.Close()
	want, err := png.Decode(f)
	if err != nil {
		r.Fatal(err)
	}
	const most = 0.0005 // of all pixels: edges of letters differ from machine to machine
	if part := Differing(got, want); part > most {
		failed := filepath.Join(os.TempDir(), "keytray-"+name+".png")
		WritePNG(r.T, failed, got)
		r.Errorf("%s: %.2f %% of the pixels differ; see %s", name, part*100, failed)
	}
}

// Right is the part of a picture from x on.
func Right(picture image.Image, x int) image.Image {
	part := image.NewNRGBA(image.Rect(0, 0, picture.Bounds().Dx()-x, picture.Bounds().Dy()))
	draw.Draw(part, part.Bounds(), picture, image.Pt(x, 0), draw.Src)
	return part
}

// Differing is the part of the pixels that a person would see differ.
func Differing(a, b image.Image) float64 {
	if a.Bounds() != b.Bounds() {
		return 1
	}
	const seen = 24 // of 255
	n, size := 0, a.Bounds()
	for y := size.Min.Y; y < size.Max.Y; y++ {
		for x := size.Min.X; x < size.Max.X; x++ {
			p, q := color.NRGBAModel.Convert(a.At(x, y)).(color.NRGBA), color.NRGBAModel.Convert(b.At(x, y)).(color.NRGBA)
			if apart(p.R, q.R) > seen || apart(p.G, q.G) > seen || apart(p.B, q.B) > seen {
				n++
			}
		}
	}
	return float64(n) / float64(size.Dx()*size.Dy())
}

func apart(a, b uint8) int { return max(int(a)-int(b), int(b)-int(a)) }

// WritePNG writes a picture.
func WritePNG(t *testing.T, path string, picture image.Image) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(f, picture); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}
