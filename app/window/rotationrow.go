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
	standing string // in words, which the age may have no room for
	bar      *lifeBar
	act      *rowAct
	next     *kit.Line
	box      *fyne.Container
	onSelect func(id string)
	onOpen   func(id string)
	onRotate func(id string)

	pressed *string // the ID of the key that was there when the button of the mouse went down
	before  string  // and the time before
}

func newLifeRow() *lifeRow {
	v := &lifeRow{
		tile: kit.NewTile(22), glyph: kit.NewGlyph(), bar: newLifeBar(), act: newRowAct(),
		name: kit.NewBold("", kit.SizeBody, theme.ColorNameForeground).Cut(),
		age:  kit.NewBold("", kit.SizeCaption, theme.ColorNameForeground),
		next: kit.NewLine("", kit.SizeCaption, kit.ColorMuted),
	}
	v.box = container.New(&lifeRowLayout{}, v.tile, v.name, v.glyph, v.age, v.bar, v.act, v.next)
	v.act.tapped = func() { v.onRotate(v.meant()) }
	v.ExtendBaseWidget(v)
	return v
}

func (v *lifeRow) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(v.box) }

// MouseDown selects at once: a tap waits for a second one.
func (v *lifeRow) MouseDown(e *desktop.MouseEvent) {
	if e.Button == desktop.MouseButtonPrimary {
		if v.pressed != nil {
			v.before = *v.pressed
		}
		id := v.key.ID
		v.pressed = &id
		v.onSelect(id)
	}
}

func (v *lifeRow) MouseUp(*desktop.MouseEvent)            {}
func (v *lifeRow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

func (v *lifeRow) Tapped(*fyne.PointEvent) { v.onSelect(v.meant()) }

// DoubleTapped shows the key that was pressed twice.
func (v *lifeRow) DoubleTapped(*fyne.PointEvent) {
	once := v.before
	if id := v.meant(); once == "" || once == id {
		v.onOpen(id)
	}
}

// meant is the ID of the key that a click is about: until the button came up the row may
// have become another one's.
func (v *lifeRow) meant() string {
	id := v.key.ID
	if v.pressed != nil {
		id = *v.pressed
	}
	v.pressed, v.before = nil, ""
	return id
}

// AccessibilityLabel says the row in words.
func (v *lifeRow) AccessibilityLabel() string {
	said := wordsRow(v.key)
	if kit.LeakedBefore(v.key) {
		said += ", " + v.standing
	}
	return text.Sentences(said+".", v.bar.scale.Words())
}

// Parts are its button.
func (v *lifeRow) Parts() []fyne.CanvasObject { return []fyne.CanvasObject{v.act} }

// render shows a key; ground is the colour it lies on.
func (v *lifeRow) render(k api.Key, now time.Time, m months, narrow bool, ground fyne.ThemeColorName) {
	v.key = k
	v.tile.Set(k.Provider, cmp.Or(kit.Issuer(k), k.Name))
	v.name.Set(k.Name, theme.ColorNameForeground)
	shape, words, c := lifeStanding(k, false)
	v.standing = words
	if narrow {
		_, words, _ = lifeStanding(k, true)
	}
	v.glyph.Set(shape)
	v.age.Set(words, c)
	v.bar.set(kit.ScaleOf(k, now), m, ground)
	label, l := actOf(k, ground == theme.ColorNameSelection)
	kit.Show(v.act, label != "")
	kit.Show(v.next, label == "")
	if label != "" {
		v.act.set(label, narrow, l)
		v.act.of = k.Name
	}
	v.next.Set(dayAhead(firstDate(k), now), kit.ColorMuted)
	v.box.Layout.Layout(v.box.Objects, v.box.Size()) // the age's width changed
}

// lifeStanding is where a key stands: a shape, and words in a colour. Short ones leave the
// room to the name, and the rest to the shape.
func lifeStanding(k api.Key, short bool) (shape, words string, c fyne.ThemeColorName) {
	shape, words, c = kit.Standing(k)
	switch {
	case kit.LeakedBefore(k):
		return "exposed", wordsLeakedStep(k.Case, short), kit.PhaseColor("exposed", kit.ToneText)
	case k.Case != nil:
		return shape, wordsStepOf(k.Case, short), kit.ColorMuted
	case short && shape == kit.ShapeEnds:
		words = text.Days(k.DaysLeft)
	case short:
		words = text.Days(k.Age)
	}
	return shape, words, c
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
	kit.Show(bar, cols.line(full) > 0)
	kit.At(bar, cols.names-lifeEdge, 0, max(cols.line(full), 0), lifeHeight)
	w := act.MinSize().Width
	kit.At(act, size.Width-6-w, 2, w, lifeHeight-4)
	dates := next.MinSize()
	kit.At(next, size.Width-12-dates.Width, (lifeHeight-dates.Height)/2, dates.Width, dates.Height)
}
