package picker

import (
	"cmp"
	"slices"
	"strings"

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

// row is one row of the picker: a key, or what is offered in place of keys.
type row struct {
	widget.BaseWidget
	tapped func()
	moved  func(to fyne.Position) bool // the pointer did

	ground  *kit.Plate
	tile    *kit.Tile
	icon    *widget.Icon
	name    *kit.Highlighted
	info    *kit.Highlighted
	hint    *kit.Line
	glyph   *kit.Glyph
	age     *kit.Line
	box     *fyne.Container
	chosen  bool
	hovered bool
	says    string // for a screen reader

	of      string  // the ID of the key, "" for an offer
	pressed *string // what it was when the button went down
}

func newRow(tapped func(), moved func(fyne.Position) bool) *row {
	v := &row{
		tapped: tapped, moved: moved, ground: kit.NewPlate("", "", theme.SizeNameSelectionRadius), tile: kit.NewTile(28), icon: widget.NewIcon(nil),
		name: kit.NewHighlighted(kit.SizeBody, theme.ColorNameForeground, fyne.TextStyle{Bold: true}),
		info: kit.NewHighlighted(kit.SizeSmall, kit.ColorMuted, fyne.TextStyle{}),
		hint: kit.NewLine("", kit.SizeCaption, kit.ColorMuted), glyph: kit.NewGlyph(),
		age: kit.NewBold("", kit.SizeCaption, theme.ColorNameForeground),
	}
	v.hint.Style.Monospace = true
	v.box = container.New(rowLayout{}, v.ground, v.tile, v.icon, v.name, v.info, v.hint, v.glyph, v.age)
	v.Hide()
	v.ExtendBaseWidget(v)
	return v
}

func (v *row) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(v.box) }

// MouseDown remembers what is meant.
func (v *row) MouseDown(*desktop.MouseEvent) {
	of := v.of
	v.pressed = &of
}

func (v *row) MouseUp(*desktop.MouseEvent) {}

// Tapped takes a click, unless the row has become another one since the button went down.
func (v *row) Tapped(*fyne.PointEvent) {
	meant := v.pressed == nil || *v.pressed == v.of
	v.pressed = nil
	if meant {
		v.tapped()
	}
}

func (v *row) MouseIn(e *desktop.MouseEvent) { v.MouseMoved(e) }
func (v *row) MouseMoved(e *desktop.MouseEvent) {
	v.hovers(v.moved(e.AbsolutePosition) || v.hovered)
}
func (v *row) MouseOut() { v.hovers(false) }

func (v *row) hovers(on bool) {
	if v.hovered != on {
		v.hovered = on
		v.paint()
	}
}

// AccessibilityLabel says the row in words.
func (v *row) AccessibilityLabel() string { return kit.Chosen(v.says, v.chosen) }

// AccessibilityRole tells a screen reader that a row can be pressed.
func (v *row) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// render shows a key, and where it was found.
func (v *row) render(h search.Hit, chosen bool) {
	k := *h.Key
	info, marks := foundIn(h)
	shape, words, c := kit.Standing(k)
	v.chosen, v.of = chosen, k.ID
	v.says = saidOf(k, info, words)
	v.tile.Set(k.Provider, cmp.Or(kit.Issuer(k), k.Name))
	v.name.Set(k.Name, kit.Ranges(h.Spans(search.Name)))
	v.info.Set(info, marks)
	v.hint.Set(shortHint(k.Hint), kit.ColorMuted)
	v.glyph.Set(shape)
	v.age.Set(words, c)
	v.shows(true)
}

// saidOf are the facts of a row for a screen reader: a colour tells the phase of most.
func saidOf(k api.Key, info, standing string) string {
	facts := []string{k.Name, info}
	if _, tail := kit.Masked(k.Hint); tail != "" {
		facts = append(facts, text.T("it ends in %s", tail))
	}
	phase := text.Phase(k.Phase)
	facts = append(facts, phase)
	if standing != phase {
		facts = append(facts, standing)
	}
	if k.Pinned {
		facts = append(facts, text.T("pinned"))
	}
	return joined(facts...)
}

// joined are facts one after the other.
func joined(facts ...string) string {
	return strings.Join(slices.DeleteFunc(facts, func(s string) bool { return s == "" }), ", ")
}

// offers shows what can be done where there is no key.
func (v *row) offers(o *offer) {
	v.chosen, v.of, v.says = true, "", joined(o.title, o.info)
	v.icon.SetResource(kit.Icon(o.icon, theme.ColorNameHyperlink))
	v.name.Set(o.title, nil)
	v.info.Set(o.info, nil)
	v.hint.Set("", kit.ColorMuted)
	v.age.Set("", theme.ColorNameForeground)
	v.shows(false)
}

func (v *row) shows(key bool) {
	kit.Show(v.tile, key)
	kit.Show(v.icon, !key)
	kit.Show(v.glyph, key)
	v.paint()
	v.box.Refresh()
	v.Show()
}

func (v *row) paint() { v.ground.Lie(v.chosen, v.hovered) }

// shortHint is how a value is known by its end: as many dots for every one.
func shortHint(hint string) string {
	if hint == "" {
		return ""
	}
	return kit.Tail(hint)
}

// foundIn is where a key comes from, with the other texts in which it was found.
func foundIn(h search.Hit) (info string, marks []kit.Range) {
	found := h.Marks()
	add := func(more string, spans []search.Span) {
		if more == "" {
			return
		}
		if info != "" {
			info += " · "
		}
		at := len([]rune(info))
		for _, r := range spans {
			marks = append(marks, kit.Range{From: r.From + at, To: r.To + at})
		}
		info += more
	}
	add(h.Key.ProviderName, search.SpansOf(found, search.Provider, h.Key.ProviderName))
	add(h.Key.Account, search.SpansOf(found, search.Account, h.Key.Account))
	for _, m := range found {
		switch m.Field {
		case search.Env, search.Tag, search.Place:
			add(m.Text, m.Spans)
		}
	}
	return info, marks
}

// rowLayout places the parts of a row in one line.
type rowLayout struct{}

func (rowLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (rowLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	ground, tile, icon, name, info, hint, glyph, age := o[0], o[1], o[2], o[3].(*kit.Highlighted), o[4].(*kit.Highlighted), o[5], o[6], o[7]
	edge, gap, side := kit.Scaled(10), kit.Scaled(8), kit.Scaled(28)
	middle := func(o fyne.CanvasObject, x, width float32) {
		h := o.MinSize().Height
		kit.At(o, x, (size.Height-h)/2, width, h)
	}
	kit.At(ground, 0, 0, size.Width, size.Height)
	kit.At(tile, edge, (size.Height-side)/2, side, side)
	kit.At(icon, edge+(side-kit.Scaled(18))/2, (size.Height-kit.Scaled(18))/2, kit.Scaled(18), kit.Scaled(18))

	right := size.Width - edge
	standing := age.MinSize().Width
	middle(age, right-standing, standing)
	kit.At(glyph, right-standing-6-kit.GlyphSize, (size.Height-kit.GlyphSize)/2+1, kit.GlyphSize, kit.GlyphSize)
	right -= max(kit.Scaled(86), standing+kit.GlyphSize+6+gap)
	width := hint.MinSize().Width
	middle(hint, right-width, width)

	left := edge + side + kit.Scaled(10)
	room := right - width - 2*gap - left
	if !tile.Visible() {
		room = size.Width - edge - left
	}
	more := info.Natural()
	long := min(name.Natural()+1, max(room-min(more, room*0.35)-gap, room*0.4))
	middle(name, left, long)
	middle(info, left+long+gap, max(min(more+1, room-long-gap), 0))
}
