package kit

import (
	"hash/fnv"
	"image/color"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"keytray/app/provider"
)

// Tile is a provider's monogram on a colour of its own.
type Tile struct {
	widget.BaseWidget
	Ground  *canvas.Rectangle
	Letters *canvas.Text
}

func NewTile(side float32) *Tile {
	t := &Tile{Ground: canvas.NewRectangle(nil), Letters: canvas.NewText("", Rgb(0xFFFFFF))}
	t.Ground.CornerRadius = side / 4
	t.Ground.SetMinSize(fyne.NewSquareSize(side))
	t.Letters.TextSize = side * 0.41
	t.ExtendBaseWidget(t)
	return t
}

func (t *Tile) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewCenter(t.Ground, t.Letters))
}

// Set shows the provider of an ID as the catalogue draws it, or a name.
func (t *Tile) Set(id, name string) {
	t.Letters.Text, t.Ground.FillColor = Monogram(name), TileColor(name)
	if p, known := provider.New().ByID(id); known && p.Monogram != "" {
		t.Letters.Text, t.Ground.FillColor = p.Monogram, Rgb(Tiles[p.Color%len(Tiles)])
	}
	SetStyle(t.Letters, fyne.TextStyle{Bold: true})
	t.Refresh()
}

// Monogram is two letters for a name: two of its capitals (OpenAI is OA), or
// its first two letters.
func Monogram(name string) string {
	var first, capitals []rune
	for _, r := range name {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			continue
		}
		first = append(first, r)
		if unicode.IsUpper(r) || unicode.IsDigit(r) {
			capitals = append(capitals, r)
		}
	}
	if len(capitals) >= 2 {
		return string(capitals[:2])
	}
	return string(first[:min(len(first), 2)])
}

func TileColor(name string) color.NRGBA {
	h := fnv.New32a()
	h.Write([]byte(name))
	return Rgb(Tiles[h.Sum32()%uint32(len(Tiles))])
}
