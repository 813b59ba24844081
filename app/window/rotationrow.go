package window

import (
	"cmp"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/api"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// lifeRow is one key of the overview; the list reuses it for whatever is in sight.
type lifeRow struct {
	widget.BaseWidget
	key      api.Key
	tile     *kit.Tile
	name     *kit.Line
	glyph    *kit.Glyph
	age      *kit.Line
	bar      *lifeBar
	act      *rowAct
	next     *kit.Line
	box      *fyne.Container
	onSelect func()
	onOpen   func()
}

func newLifeRow() *lifeRow {
	v := &lifeRow{
		tile: kit.NewTile(22), glyph: kit.NewGlyph(), bar: newLifeBar(), act: newRowAct(),
		name: kit.NewBold("", kit.SizeBody, theme.ColorNameForeground).Cut(),
		age:  kit.NewBold("", kit.SizeCaption, theme.ColorNameForeground),
		next: kit.NewLine("", kit.SizeCaption, kit.ColorMuted),
	}
	v.box = container.New(&lifeRowLayout{}, v.tile, v.name, v.glyph, v.age, v.bar, v.act, v.next)
	v.ExtendBaseWidget(v)
	return v
}

func (v *lifeRow) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(v.box) }

// MouseDown selects at once: a tap waits for a second one.
func (v *lifeRow) MouseDown(e *desktop.MouseEvent) {
	if e.Button == desktop.MouseButtonPrimary {
		v.onSelect()
	}
}

func (v *lifeRow) MouseUp(*desktop.MouseEvent)            {}
func (v *lifeRow) Tapped(*fyne.PointEvent)                { v.onSelect() }
func (v *lifeRow) DoubleTapped(*fyne.PointEvent)          { v.onOpen() }
func (v *lifeRow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// AccessibilityLabel says the row in words.
func (v *lifeRow) AccessibilityLabel() string {
	return v.key.Name + ", " + v.age.Text + ". " + v.bar.scale.Words()
}

// render shows a key; ground is the colour it lies on.
func (v *lifeRow) render(k api.Key, now time.Time, m months, narrow bool, ground fyne.ThemeColorName) {
	v.key = k
	v.tile.Set(k.Provider, cmp.Or(kit.Issuer(k), k.Name))
	v.name.Set(k.Name, theme.ColorNameForeground)
	shape, words, c := standing(k)
	switch {
	case leakedBefore(k):
		shape, words, c = "exposed", wordsLeakedStep(k.Case, narrow), kit.PhaseColor("exposed", kit.ToneText)
	case k.Case != nil:
		words, c = wordsStepOf(k.Case, narrow), kit.ColorMuted
	}
	v.glyph.Set(shape)
	v.age.Set(words, c)
	v.bar.set(kit.ScaleOf(k, now), m, ground)
	label, l := actOf(k, ground == theme.ColorNameSelection)
	kit.Show(v.act, label != "")
	kit.Show(v.next, label == "")
	if label != "" {
		v.act.set(label, narrow, l)
	}
	v.next.Set(dayAhead(firstDate(k), now), kit.ColorMuted)
	v.box.Layout.Layout(v.box.Objects, v.box.Size()) // the age's width changed
}

// actOf is what a row's button says and how it looks; a fresh key has none.
func actOf(k api.Key, selected bool) (string, kit.Look) {
	switch {
	case k.Case != nil && selected:
		return text.T(wordsGoOn), kit.LookPrimary
	case k.Case != nil:
		return text.T(wordsGoOn), kit.LookSoft
	case k.Phase == "fresh":
		return "", kit.Look{}
	case selected:
		return text.T("Rotate…"), kit.LookPrimary
	case section(k) == 0:
		return text.T("Rotate…"), kit.LookSoft
	}
	return text.T("Rotate…"), kit.LookPlain
}

// dayAhead is a day, with its year where it is more than a year away.
func dayAhead(t, now time.Time) string {
	if t.After(now.AddDate(1, 0, 0)) {
		return text.Date(t)
	}
	return text.Day(t)
}

// lifeRowLayout places the parts of a row. Where it is narrow the tile goes.
type lifeRowLayout struct{}

// lifeEdge is how far the rows keep from the sides of the window.
const lifeEdge = 6

func (*lifeRowLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(200, lifeHeight) }

func (*lifeRowLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	tile, name, glyph, age, bar, act, next := o[0], o[1], o[2], o[3], o[4], o[5], o[6]
	full := size.Width + 2*lifeEdge
	cols := columnsIn(full)
	left := cols.edge - lifeEdge
	kit.Show(tile, !cols.narrow)
	if !cols.narrow {
		kit.At(tile, left, (lifeHeight-22)/2, 22, 22)
		left += 22 + 9
	}
	right := cols.names - lifeEdge - 12
	ages := age.MinSize()
	kit.At(age, right-ages.Width, (lifeHeight-ages.Height)/2, ages.Width, ages.Height)
	kit.At(glyph, right-ages.Width-5-kit.GlyphSize, (lifeHeight-kit.GlyphSize)/2, kit.GlyphSize, kit.GlyphSize)
	names := name.MinSize().Height
	kit.At(name, left, (lifeHeight-names)/2, max(right-ages.Width-10-kit.GlyphSize-left, 0), names)
	kit.At(bar, cols.names-lifeEdge, 0, max(cols.line(full), 0), lifeHeight)
	w := act.MinSize().Width
	kit.At(act, size.Width-6-w, 2, w, lifeHeight-4)
	dates := next.MinSize()
	kit.At(next, size.Width-12-dates.Width, (lifeHeight-dates.Height)/2, dates.Width, dates.Height)
}
