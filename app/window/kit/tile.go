package kit

import (
	"hash/fnv"
	"image/color"

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
	t.ExtendBaseWidget(t)
	t.Side(side)
	return t
}

// Side makes it larger or smaller.
func (t *Tile) Side(side float32) {
	t.Ground.CornerRadius = side / 4
	t.Ground.SetMinSize(fyne.NewSquareSize(side))
	t.Letters.TextSize = side * 0.41
	t.Refresh()
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

func TileColor(name string) color.NRGBA {
	h := fnv.New32a()
	h.Write([]byte(name))
	return Rgb(Tiles[h.Sum32()%uint32(len(Tiles))])
}
