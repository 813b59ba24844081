package window

import (
	"cmp"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/api"
	"keytray/app/text"
	"keytray/app/window/kit"
)

const (
	rowHeight  = 48 // Fyne's list adds 4 between rows
	headHeight = 24
)

// rowView is one row of the list; the list reuses it for whatever is in sight.
type rowView struct {
	widget.BaseWidget
	tile       *kit.Tile
	name, info *kit.Line
	rotating   *kit.Glyph
	pin        *widget.Icon
	glyph      *kit.Glyph
	age        *kit.Line
	bar        *kit.SmallBar
	head, many *kit.Line
	keyBox     *fyne.Container
	headBox    *fyne.Container
	tapped     func()
}

func newRowView() *rowView {
	v := &rowView{
		tile: kit.NewTile(32), glyph: kit.NewGlyph(), bar: kit.NewSmallBar(), rotating: kit.NewGlyph(),
		name: kit.NewBold("", kit.SizeBody, theme.ColorNameForeground).Cut(),
		info: kit.NewLine("", kit.SizeCaption, kit.ColorMuted).Cut(),
		pin:  widget.NewIcon(kit.Icon("pin", kit.ColorMuted)),
		age:  kit.NewBold("", kit.SizeCaption, theme.ColorNameForeground),
		head: kit.NewBold("", kit.SizeSmall, kit.ColorMuted), many: kit.NewLine("", kit.SizeSmall, theme.ColorNamePlaceHolder),
	}
	v.keyBox = container.New(rowLayout{}, v.tile, v.name, v.pin, v.info, v.glyph, v.age, v.bar, v.rotating)
	v.rotating.Set(kit.ShapeCase)
	v.headBox = container.New(headLayout{}, v.head, v.many)
	v.ExtendBaseWidget(v)
	return v
}

func (v *rowView) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(v.keyBox, v.headBox))
}

// Tapped takes the tap before the list does: the list would take the focus
// away from the search field.
func (v *rowView) Tapped(*fyne.PointEvent) { v.tapped() }

// render shows r; ground is the colour it lies on.
func (v *rowView) render(r row, s kit.Scale, ground fyne.ThemeColorName) {
	kit.Show(v.headBox, r.head != "")
	kit.Show(v.keyBox, r.head == "")
	if r.head != "" {
		v.head.Set(r.head, kit.ColorMuted)
		v.many.Set(number(r.count), theme.ColorNamePlaceHolder)
		return
	}
	v.tile.Set(r.key.Provider, cmp.Or(kit.Issuer(r.key), r.key.Name))
	v.name.Set(r.key.Name, theme.ColorNameForeground)
	v.info.Set(infoOf(r.key), kit.ColorMuted)
	kit.Show(v.rotating, r.key.Case != nil)
	kit.Show(v.pin, r.key.Pinned)
	shape, words, c := standing(r.key)
	v.glyph.Set(shape)
	v.age.Set(words, c)
	v.bar.Set(s, ground)
	v.keyBox.Layout.Layout(v.keyBox.Objects, v.keyBox.Size()) // the age's width changed
}

// origin is where a key comes from: its provider, and the account there.
func origin(k api.Key) string {
	name := k.ProviderName
	if name != "" && k.Account != "" {
		name += " · "
	}
	return name + k.Account
}

// infoOf is the second line of a row: where the key comes from, after where its
// rotation is.
func infoOf(k api.Key) string {
	if k.Case == nil {
		return origin(k)
	}
	words := wordsRotating(k.Case)
	if from := origin(k); from != "" {
		words += " · " + from
	}
	return words
}

// standing is what stands beside the bar: the shape, the words and their colour.
func standing(k api.Key) (shape, words string, c fyne.ThemeColorName) {
	switch {
	case k.Phase == "exposed", k.Phase == "expired":
		return k.Phase, k.Phase, kit.PhaseColor(k.Phase, kit.ToneText)
	case leakedBefore(k):
		return "exposed", "leaked", kit.PhaseColor("exposed", kit.ToneText)
	case k.EndsSoon:
		return kit.ShapeEnds, daysLeft(k.DaysLeft), theme.ColorNameForeground
	}
	return k.Phase, text.Days(k.Age), kit.PhaseColor(k.Phase, kit.ToneText)
}

// rowLayout places the parts of a row. Where it is narrow the bar goes first.
type rowLayout struct{}

func (rowLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(200, rowHeight) }

func (rowLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	tile, name, pin, info, glyph, age, bar, rotating := o[0], o[1], o[2], o[3], o[4], o[5], o[6], o[7]
	const edge, gap, pinSize = 8, 10, 12
	right := size.Width - edge
	ageWidth, lineHeight := age.MinSize().Width, age.MinSize().Height
	kit.Show(bar, size.Width >= 290)
	side := ageWidth + kit.GlyphSize + 6
	if bar.Visible() {
		side = max(side, kit.SmallWidth)
		kit.At(bar, right-kit.SmallWidth+kit.SmallInset, 29, kit.SmallWidth, kit.SmallHeight)
	}
	kit.At(age, right-ageWidth, 8, ageWidth, lineHeight)
	kit.At(glyph, right-ageWidth-6-kit.GlyphSize, 8+(lineHeight-kit.GlyphSize)/2, kit.GlyphSize, kit.GlyphSize)
	kit.At(tile, edge, 8, 32, 32)
	left := float32(edge + 32 + gap)
	room := max(right-side-gap-left, 0)
	nameRoom := room
	if pin.Visible() {
		nameRoom = max(room-pinSize-4, 0)
	}
	kit.At(name, left, 5, nameRoom, 19)
	if rotating.Visible() {
		const mark = kit.GlyphSize + 5
		kit.At(rotating, left, 25+(17-kit.GlyphSize)/2, kit.GlyphSize, kit.GlyphSize)
		kit.At(info, left+mark, 25, max(room-mark, 0), 17)
	} else {
		kit.At(info, left, 25, room, 17)
	}
	text := name.(*kit.Line)
	width := fyne.MeasureText(text.Text, text.Scaled(), text.Style).Width
	kit.At(pin, left+min(width, nameRoom)+4, 9, pinSize, pinSize)
}

// headLayout places a section's name and its number of keys.
type headLayout struct{}

func (headLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(0, headHeight) }

func (headLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	head, many := o[0].MinSize(), o[1].MinSize()
	kit.At(o[0], 8, (size.Height-head.Height)/2, head.Width, head.Height)
	kit.At(o[1], size.Width-8-many.Width, (size.Height-many.Height)/2, many.Width, many.Height)
}
