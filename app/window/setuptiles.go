package window

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/provider"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// Sizes of the tiles.
const (
	tileHeight = 48
	tileGap    = 8
	groupGap   = 16
)

// providerTile is one provider to choose, or something else.
type providerTile struct {
	widget.BaseWidget
	p       provider.Provider
	chosen  bool
	hovered bool
	tapped  func()
}

func newProviderTile() *providerTile {
	t := &providerTile{}
	t.ExtendBaseWidget(t)
	return t
}

func (t *providerTile) set(p provider.Provider, chosen bool) {
	if t.p.ID != p.ID || t.p.Name != p.Name || t.chosen != chosen {
		t.p, t.chosen = p, chosen
		t.Refresh()
	}
}

func (t *providerTile) other() bool { return t.p.ID == provider.Other }

func (t *providerTile) Tapped(*fyne.PointEvent)                { t.tapped() }
func (t *providerTile) MouseIn(*desktop.MouseEvent)            { t.hovered = true; t.Refresh() }
func (t *providerTile) MouseMoved(*desktop.MouseEvent)         {}
func (t *providerTile) MouseOut()                              { t.hovered = false; t.Refresh() }
func (t *providerTile) AccessibilityLabel() string             { return kit.Chosen(t.says(), t.chosen) }
func (t *providerTile) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// says is its name, and what is drawn beside it.
func (t *providerTile) says() string {
	if t.other() {
		return strings.Join([]string{t.name(), text.T(wordsElseWhat)}, ", ")
	}
	return t.name()
}

func (t *providerTile) name() string {
	if t.other() {
		return text.T(wordsElse)
	}
	return t.p.Name
}

func (t *providerTile) CreateRenderer() fyne.WidgetRenderer {
	r := &providerTileRenderer{
		t: t, ground: canvas.NewRectangle(nil), mark: canvas.NewRectangle(nil), letters: canvas.NewText("", kit.Rgb(0xFFFFFF)),
		key: widget.NewIcon(nil), name: kit.NewLine("", kit.SizeSmall, theme.ColorNameForeground).Cut(),
		caption: kit.NewLine(text.T(wordsElseWhat), kit.SizeCaption, kit.ColorMuted),
	}
	r.ground.CornerRadius, r.mark.CornerRadius = 10, 7
	r.letters.TextSize = 11.5
	r.Refresh()
	return r
}

type providerTileRenderer struct {
	t             *providerTile
	ground, mark  *canvas.Rectangle
	letters       *canvas.Text
	key           *widget.Icon
	name, caption *kit.Line
}

func (r *providerTileRenderer) MinSize() fyne.Size {
	return fyne.NewSize(96, max(tileHeight, r.name.MinSize().Height+16))
}

func (r *providerTileRenderer) Layout(size fyne.Size) {
	const edge, side, left = 8, 28, 44
	r.ground.Resize(size)
	top := (size.Height - side) / 2
	kit.At(r.mark, edge, top, side, side)
	letters := r.letters.MinSize()
	kit.At(r.letters, edge+(side-letters.Width)/2, top+(side-letters.Height)/2, letters.Width, letters.Height)
	kit.At(r.key, edge+7, top+7, 14, 14)
	right := size.Width - edge + 3
	caption := r.caption.MinSize()
	kit.Show(r.caption, r.t.other() && size.Width > left+caption.Width+130)
	if r.caption.Visible() {
		right -= caption.Width + 6
		kit.At(r.caption, right, (size.Height-caption.Height)/2, caption.Width, caption.Height)
		right -= 8
	}
	// A name that fits plain is not cut for being chosen.
	bold := kit.Measure(r.t.name(), r.name.Scaled(), fyne.TextStyle{Bold: true}).Width <= right-left
	r.name.Style.Bold = r.t.chosen && bold
	h := r.name.MinSize().Height
	kit.At(r.name, left, (size.Height-h)/2, max(right-left, 0), h)
}

func (r *providerTileRenderer) Refresh() {
	t := r.t
	fill, stroke, width := kit.ColorSurface, theme.ColorNameSeparator, float32(1)
	if t.other() {
		stroke = kit.ColorBorder2
	}
	switch {
	case t.chosen:
		fill, stroke, width = kit.ColorSoft, theme.ColorNamePrimary, 2
	case t.hovered:
		fill = theme.ColorNameHover
	}
	r.ground.FillColor, r.ground.StrokeColor, r.ground.StrokeWidth = kit.Named(fill, t), kit.Named(stroke, t), width
	r.letters.Text = t.p.Monogram
	if r.letters.Text == "" {
		r.letters.Text = kit.Monogram(t.p.Name)
	}
	kit.SetStyle(r.letters, fyne.TextStyle{Bold: true})
	switch {
	case t.other():
		r.letters.Text = ""
		r.mark.FillColor = kit.Named(theme.ColorNameHover, t)
		r.key.SetResource(kit.Icon("key", kit.ColorMuted))
	case t.p.Own:
		r.mark.FillColor = kit.TileColor(t.p.Name)
	default:
		r.mark.FillColor = kit.Rgb(kit.Tiles[t.p.Color%len(kit.Tiles)])
	}
	kit.Show(r.key, t.other())
	r.name.Text = t.name()
	r.Layout(t.Size())
	r.name.Refresh()
	r.caption.Refresh()
	for _, o := range []fyne.CanvasObject{r.ground, r.mark, r.letters} {
		o.Refresh()
	}
}

func (r *providerTileRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.mark, r.letters, r.key, r.name, r.caption}
}
func (r *providerTileRenderer) Destroy() {}

// group is some tiles under a head; without a head they stand alone.
type group struct {
	head  string
	tiles []provider.Provider
}

// tileGrid shows groups of providers, of which one is chosen. There are many: it
// makes tiles only for those in sight, and gives them to others while it scrolls.
type tileGrid struct {
	OnTap func(n int)
	// view is the part that is in sight: where it begins, and how high it is.
	view func() (top, height float32)

	groups []group
	all    []provider.Provider // of the groups
	chosen int                 // of all
	places []tilePlace
	height float32
	heads  []*kit.Line
	shown  map[int]*providerTile
	spare  []*providerTile
	box    *fyne.Container
}

// tilePlace is where a tile is.
type tilePlace struct {
	row, col   int
	x, y, w, h float32
}

func newTileGrid() *tileGrid {
	g := &tileGrid{shown: map[int]*providerTile{}}
	g.box = container.New(gridLayout{g})
	return g
}

// set shows groups, and chooses one of their providers.
func (g *tileGrid) set(groups []group, chosen int) {
	g.groups, g.chosen, g.all = groups, chosen, nil
	for i, gr := range groups {
		if i == len(g.heads) {
			g.heads = append(g.heads, kit.NewBold("", kit.SizeCaption, kit.ColorMuted))
		}
		g.heads[i].Set(gr.head, kit.ColorMuted)
		g.all = append(g.all, gr.tiles...)
	}
	for n, t := range g.shown {
		g.spare = append(g.spare, t)
		delete(g.shown, n)
	}
	g.arrange(g.box.Size().Width)
	g.fill()
	g.box.Refresh()
}

// says is the provider that is chosen, for screen readers: the focus stays in the search.
func (g *tileGrid) says() string {
	t := providerTile{chosen: true}
	if g.chosen < 0 || g.chosen >= len(g.all) {
		return ""
	}
	t.p = g.all[g.chosen]
	return t.AccessibilityLabel()
}

// choose marks a provider.
func (g *tileGrid) choose(n int) {
	if n < 0 || n >= len(g.all) || n == g.chosen {
		return
	}
	before := g.chosen
	g.chosen = n
	for _, i := range []int{before, n} {
		if t, here := g.shown[i]; here {
			t.set(g.all[i], i == n)
		}
	}
}

// provider is the one that is chosen.
func (g *tileGrid) provider() provider.Provider { return g.all[g.chosen] }

// next is the one that lies in a direction, the chosen one if none does.
func (g *tileGrid) next(key fyne.KeyName) int {
	const page = 4 // rows
	from := g.places[g.chosen]
	switch key {
	case fyne.KeyLeft:
		return max(g.chosen-1, 0)
	case fyne.KeyRight:
		return min(g.chosen+1, len(g.all)-1)
	case fyne.KeyUp:
		return g.inRow(from.row-1, from.col)
	case fyne.KeyDown:
		return g.inRow(from.row+1, from.col)
	case fyne.KeyPageUp:
		return g.inRow(max(from.row-page, 0), from.col)
	case fyne.KeyPageDown:
		return g.inRow(min(from.row+page, g.places[len(g.places)-1].row), from.col)
	}
	return g.chosen
}

// inRow is the one in a row that is nearest to a column.
func (g *tileGrid) inRow(row, col int) int {
	for i := len(g.places) - 1; i >= 0; i-- {
		if p := g.places[i]; p.row == row && p.col <= col {
			return i
		}
	}
	return g.chosen
}

// arrange finds the place of every tile in a width: rows of three, two or one, and
// what is something else in a row of its own.
func (g *tileGrid) arrange(width float32) {
	columns := gridColumns(width)
	w := (width - float32(columns-1)*tileGap) / float32(columns)
	h := max(tileHeight, kit.NewLine("", kit.SizeSmall, kit.ColorMuted).MinSize().Height+16)
	g.places = g.places[:0]
	y, row := float32(0), 0
	for i, gr := range g.groups {
		if i > 0 {
			y += groupGap - tileGap
		}
		kit.Show(g.heads[i], gr.head != "")
		if gr.head != "" {
			m := g.heads[i].MinSize()
			kit.At(g.heads[i], 0, y, width, m.Height)
			y += m.Height + tileGap
		}
		col := 0
		for j, p := range gr.tiles {
			other := p.ID == provider.Other
			if col == columns || other && col > 0 {
				col, row, y = 0, row+1, y+h+tileGap
			}
			place := tilePlace{row, col, float32(col) * (w + tileGap), y, w, h}
			if other {
				place.w = width
			}
			g.places = append(g.places, place)
			col++
			if j == len(gr.tiles)-1 {
				row, y = row+1, y+h+tileGap
			}
		}
	}
	g.height = max(y-tileGap, 0)
}

// fill gives a tile to each provider in sight, and to those close by. It tells
// whether those are others than before.
func (g *tileGrid) fill() (changed bool) {
	top, height := g.view()
	height = max(height, 4*tileHeight)
	near := func(n int) bool {
		p := g.places[n]
		return p.y+p.h > top-height/2 && p.y < top+height*1.5
	}
	for n, t := range g.shown {
		if n >= len(g.places) || !near(n) {
			g.spare = append(g.spare, t)
			delete(g.shown, n)
			changed = true
		}
	}
	var objects []fyne.CanvasObject
	for _, h := range g.heads[:len(g.groups)] {
		objects = append(objects, h)
	}
	for n, p := range g.places {
		if !near(n) {
			continue
		}
		t, here := g.shown[n]
		if !here {
			t = g.take()
			t.tapped = func() { g.OnTap(n) }
			g.shown[n] = t
			changed = true
		}
		t.set(g.all[n], n == g.chosen)
		kit.At(t, p.x, p.y, p.w, p.h)
		objects = append(objects, t)
	}
	g.box.Objects = objects
	return changed
}

// take is a tile that nobody has.
func (g *tileGrid) take() *providerTile {
	n := len(g.spare)
	if n == 0 {
		return newProviderTile()
	}
	t := g.spare[n-1]
	g.spare = g.spare[:n-1]
	t.p = provider.Provider{} // it may have missed a change of the theme: draw it anew
	return t
}

// gridLayout makes a grid follow the width of its box.
type gridLayout struct{ g *tileGrid }

func (l gridLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(96, l.g.height) }

func (l gridLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	l.g.arrange(size.Width)
	l.g.fill()
}

func gridColumns(width float32) int {
	switch {
	case width < 304:
		return 1
	case width < 464:
		return 2
	}
	return 3
}
