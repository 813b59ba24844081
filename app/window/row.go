package window

import (
	"cmp"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/text"
)

const (
	rowHeight  = 48 // Fyne's list adds 4 between rows
	headHeight = 24
)

// rowView is one row of the list; the list reuses it for whatever is in sight.
type rowView struct {
	widget.BaseWidget
	tile       *tile
	name, info *line
	rotating   *glyph
	pin        *widget.Icon
	glyph      *glyph
	age        *line
	bar        *smallBar
	head, many *line
	keyBox     *fyne.Container
	headBox    *fyne.Container
	tapped     func()
}

func newRowView() *rowView {
	v := &rowView{
		tile: newTile(32), glyph: newGlyph(), bar: newSmallBar(), rotating: newGlyph(),
		name: newBold("", sizeBody, theme.ColorNameForeground).cut(),
		info: newLine("", sizeCaption, colorMuted).cut(),
		pin:  widget.NewIcon(icon("pin", colorMuted)),
		age:  newBold("", sizeCaption, theme.ColorNameForeground),
		head: newBold("", sizeSmall, colorMuted), many: newLine("", sizeSmall, theme.ColorNamePlaceHolder),
	}
	v.keyBox = container.New(rowLayout{}, v.tile, v.name, v.pin, v.info, v.glyph, v.age, v.bar, v.rotating)
	v.rotating.set(shapeCase)
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
func (v *rowView) render(r row, s scale, ground fyne.ThemeColorName) {
	show(v.headBox, r.head != "")
	show(v.keyBox, r.head == "")
	if r.head != "" {
		v.head.set(r.head, colorMuted)
		v.many.set(number(r.count), theme.ColorNamePlaceHolder)
		return
	}
	v.tile.set(r.key.Provider, cmp.Or(issuer(r.key), r.key.Name))
	v.name.set(r.key.Name, theme.ColorNameForeground)
	v.info.set(infoOf(r.key), colorMuted)
	show(v.rotating, r.key.Case != nil)
	show(v.pin, r.key.Pinned)
	shape, words, c := standing(r.key)
	v.glyph.set(shape)
	v.age.set(words, c)
	v.bar.set(s, ground)
	v.keyBox.Layout.Layout(v.keyBox.Objects, v.keyBox.Size()) // the age's width changed
}

// issuer is the name of the key's provider, "" where nobody said who it is.
func issuer(k api.Key) string {
	if k.Provider == provider.Other {
		return ""
	}
	return k.ProviderName
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
		return k.Phase, k.Phase, phaseColor(k.Phase, toneText)
	case leakedBefore(k):
		return "exposed", "leaked", phaseColor("exposed", toneText)
	case k.EndsSoon:
		return shapeEnds, daysLeft(k.DaysLeft), theme.ColorNameForeground
	}
	return k.Phase, text.Days(k.Age), phaseColor(k.Phase, toneText)
}

// rowLayout places the parts of a row. Where it is narrow the bar goes first.
type rowLayout struct{}

func (rowLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(200, rowHeight) }

func (rowLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	tile, name, pin, info, glyph, age, bar, rotating := o[0], o[1], o[2], o[3], o[4], o[5], o[6], o[7]
	const edge, gap, pinSize = 8, 10, 12
	right := size.Width - edge
	ageWidth, lineHeight := age.MinSize().Width, age.MinSize().Height
	show(bar, size.Width >= 290)
	side := ageWidth + glyphSize + 6
	if bar.Visible() {
		side = max(side, smallWidth)
		at(bar, right-smallWidth+smallInset, 29, smallWidth, smallHeight)
	}
	at(age, right-ageWidth, 8, ageWidth, lineHeight)
	at(glyph, right-ageWidth-6-glyphSize, 8+(lineHeight-glyphSize)/2, glyphSize, glyphSize)
	at(tile, edge, 8, 32, 32)
	left := float32(edge + 32 + gap)
	room := max(right-side-gap-left, 0)
	nameRoom := room
	if pin.Visible() {
		nameRoom = max(room-pinSize-4, 0)
	}
	at(name, left, 5, nameRoom, 19)
	if rotating.Visible() {
		const mark = glyphSize + 5
		at(rotating, left, 25+(17-glyphSize)/2, glyphSize, glyphSize)
		at(info, left+mark, 25, max(room-mark, 0), 17)
	} else {
		at(info, left, 25, room, 17)
	}
	text := name.(*line)
	width := fyne.MeasureText(text.text, text.scaled(), text.style).Width
	at(pin, left+min(width, nameRoom)+4, 9, pinSize, pinSize)
}

// headLayout places a section's name and its number of keys.
type headLayout struct{}

func (headLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(0, headHeight) }

func (headLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	head, many := o[0].MinSize(), o[1].MinSize()
	at(o[0], 8, (size.Height-head.Height)/2, head.Width, head.Height)
	at(o[1], size.Width-8-many.Width, (size.Height-many.Height)/2, many.Width, many.Height)
}
