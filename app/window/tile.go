package window

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

// tile is a provider's monogram on a colour of its own.
type tile struct {
	widget.BaseWidget
	ground  *canvas.Rectangle
	letters *canvas.Text
}

func newTile(side float32) *tile {
	t := &tile{ground: canvas.NewRectangle(nil), letters: canvas.NewText("", rgb(0xFFFFFF))}
	t.ground.CornerRadius = side / 4
	t.ground.SetMinSize(fyne.NewSquareSize(side))
	t.letters.TextSize = side * 0.41
	t.letters.TextStyle.Bold = true
	t.ExtendBaseWidget(t)
	return t
}

func (t *tile) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewCenter(t.ground, t.letters))
}

// set shows the provider of an ID as the catalogue draws it, or a name.
func (t *tile) set(id, name string) {
	t.letters.Text, t.ground.FillColor = monogram(name), tileColor(name)
	if p, known := provider.New().ByID(id); known && p.Monogram != "" {
		t.letters.Text, t.ground.FillColor = p.Monogram, rgb(tiles[p.Color%len(tiles)])
	}
	t.Refresh()
}

// monogram is two letters for a name: two of its capitals (OpenAI is OA), or
// its first two letters.
func monogram(name string) string {
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

func tileColor(name string) color.NRGBA {
	h := fnv.New32a()
	h.Write([]byte(name))
	return rgb(tiles[h.Sum32()%uint32(len(tiles))])
}
