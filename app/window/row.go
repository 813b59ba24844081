package window

import (
	"cmp"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/api"
	"keytray/app/search"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// Heights of rows, with text of the usual size. There are 4 more between two rows.
const (
	rowHeight  = 48
	headHeight = 24
)

// rowView is one row of the list; the list reuses it for whatever is in sight.
type rowView struct {
	widget.BaseWidget
	tapped func(id string)
	menu   func(id string, at fyne.Position) // the other button of the mouse

	pressed *string // the ID of the key that was there when the button went down
	hinted  bool    // it shows the last characters of the value

	key        api.Key
	ground     fyne.ThemeColorName
	scale      kit.Scale
	tile       *kit.Tile
	name, info *kit.Highlighted
	rotating   *kit.Glyph
	pin        *widget.Icon
	glyph      *kit.Glyph
	age        *kit.Line
	bar        *kit.SmallBar
	head, many *kit.Line
	keyBox     *fyne.Container
	headBox    *fyne.Container
}

func newRowView() *rowView {
	v := &rowView{
		tile: kit.NewTile(tileSide), glyph: kit.NewGlyph(), bar: kit.NewSmallBar(), rotating: kit.NewGlyph(),
		name: kit.NewHighlighted(kit.SizeBody, theme.ColorNameForeground, fyne.TextStyle{Bold: true}),
		info: kit.NewHighlighted(kit.SizeCaption, kit.ColorMuted, fyne.TextStyle{}),
		pin:  widget.NewIcon(kit.Icon("pin", kit.ColorMuted)),
		age:  kit.NewBold("", kit.SizeCaption, theme.ColorNameForeground),
		head: kit.NewBold("", kit.SizeSmall, kit.ColorMuted), many: kit.NewLine("", kit.SizeSmall, theme.ColorNamePlaceHolder),
		tapped: func(string) {}, menu: func(string, fyne.Position) {}, ground: theme.ColorNameBackground,
	}
	v.keyBox = container.New(rowLayout{}, v.tile, v.name, v.pin, v.info, v.glyph, v.age, v.bar, v.rotating)
	v.rotating.Set(kit.ShapeCase)
	v.headBox = container.New(headLayout{}, v.head, v.many)
	v.ExtendBaseWidget(v)
	return v
}

// newHintedRow is a row that shows the last characters of the value, too.
func newHintedRow() *rowView {
	v := newRowView()
	v.hinted = true
	return v
}

func (v *rowView) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(v.keyBox, v.headBox))
}

// MinSize is that of a key, whatever the row shows now.
func (v *rowView) MinSize() fyne.Size { return v.keyBox.MinSize() }

// MouseDown remembers the key that is meant: until the button comes up the row may show
// another one.
func (v *rowView) MouseDown(*desktop.MouseEvent) {
	id := v.keyID()
	v.pressed = &id
}

func (v *rowView) MouseUp(*desktop.MouseEvent) {}

func (v *rowView) Tapped(*fyne.PointEvent)            { v.tapped(v.meant()) }
func (v *rowView) TappedSecondary(e *fyne.PointEvent) { v.menu(v.meant(), e.AbsolutePosition) }

// meant is the ID of the key that a click is about.
func (v *rowView) meant() string {
	id := v.keyID()
	if v.pressed != nil {
		id = *v.pressed
	}
	v.pressed = nil
	return id
}

// keyID is the ID of the key in sight, "" for a head.
func (v *rowView) keyID() string {
	if v.headBox.Visible() {
		return ""
	}
	return v.key.ID
}

// SetGround draws the ring around the bar's knob in the colour that the row lies on.
func (v *rowView) SetGround(c fyne.ThemeColorName) {
	v.ground = cmp.Or(c, theme.ColorNameBackground)
	if v.keyBox.Visible() {
		v.bar.Set(v.scale, v.ground)
	}
}

// AccessibilityLabel says the row in words.
func (v *rowView) AccessibilityLabel() string {
	if v.headBox.Visible() {
		return v.head.Text + ", " + v.many.Text
	}
	return v.words()
}

// AccessibilityRole tells a screen reader that a key can be pressed.
func (v *rowView) AccessibilityRole() fyne.AccessibleRole {
	if v.headBox.Visible() {
		return fyne.AccessibleRoleText
	}
	return fyne.AccessibleRoleButton
}

// words say the row, and where a search has found it if it shows that.
func (v *rowView) words() string {
	all := wordsRow(v.key)
	short := ""
	if _, tail := kit.Masked(v.key.Hint); v.hinted && tail != "" {
		short = kit.Tail(v.key.Hint)
		all += ", " + text.T("it ends in %s", tail)
	}
	for _, fact := range strings.Split(v.info.Text(), " · ") {
		if fact != short && !strings.Contains(all, fact) {
			all += ", " + fact
		}
	}
	return all
}

// wordsRow says all that a row shows.
func wordsRow(k api.Key) string {
	facts := []string{k.Name, k.ProviderName, k.Account, text.Phase(k.Phase), text.T("%s old", text.DayCount(k.Age))}
	if k.EndsSoon {
		facts = append(facts, text.T("its provider ends it, %s left", text.DayCount(k.DaysLeft)))
	}
	if k.Case != nil {
		facts = append(facts, wordsRotating(k.Case))
	}
	if k.Pinned {
		facts = append(facts, text.T("pinned"))
	}
	said := facts[:0]
	for _, f := range facts {
		if f != "" {
			said = append(said, f)
		}
	}
	return strings.Join(said, ", ")
}

// render shows r, and where it was found.
func (v *rowView) render(r row, now time.Time) {
	kit.Show(v.headBox, r.head != "")
	kit.Show(v.keyBox, r.head == "")
	if r.head != "" {
		v.head.Set(r.head, kit.ColorMuted)
		v.many.Set(number(r.count), theme.ColorNamePlaceHolder)
		v.headBox.Layout.Layout(v.headBox.Objects, v.headBox.Size())
		return
	}
	v.key, v.scale = *r.key, kit.ScaleOf(*r.key, now)
	marks := r.hit.Marks()
	info, inInfo := r.secondLine(marks)
	if v.hinted {
		info, inInfo = hintFirst(*r.key, info, inInfo)
	}
	v.tile.Set(v.key.Provider, cmp.Or(kit.Issuer(v.key), v.key.Name))
	v.name.Set(v.key.Name, kit.Ranges(search.SpansOf(marks, search.Name, v.key.Name)))
	v.info.Set(info, inInfo)
	kit.Show(v.rotating, v.key.Case != nil)
	kit.Show(v.pin, v.key.Pinned)
	shape, words, c := kit.Standing(v.key)
	v.glyph.Set(shape)
	v.age.Set(words, c)
	v.bar.Set(v.scale, v.ground)
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
