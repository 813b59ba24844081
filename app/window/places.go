package window

import (
	"image/color"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// places is a field for several short texts: each becomes a chip, which its
// cross takes away.
type places struct {
	onChanged func()
	onGrow    func()

	onFocus func(fyne.Focusable)

	all    []string
	typing bool
	plus   *button
	field  fyne.CanvasObject // the entry, bare
	theme  fyne.Theme
	entry  *entry
	frame  *plate
	chips  *fyne.Container
	box    *fyne.Container
}

func newPlaces(placeholder string) *places {
	p := &places{entry: newEntry(placeholder), frame: newPlate(theme.ColorNameInputBackground, theme.ColorNameInputBorder, theme.SizeNameInputRadius)}
	p.entry.onLeave = p.left
	p.chips = container.New(&flow{gap: 6, fill: true})
	p.box = container.NewStack(p.frame, inset(p.chips, 4, 4, 5, 5))
	p.plus = newButton("", "plus", lookQuiet, heightChip, p.open)
	p.plus.escape = func() { p.entry.onKey(fyne.KeyEscape) }
	p.themed()
	return p
}

// themed follows the theme: the field has one of its own, made from it.
func (p *places) themed() {
	if now := theme.Current(); p.theme != now {
		p.theme = now
		p.field = container.New(least{width: 150}, container.NewThemeOverride(p.entry, bare{now}))
		p.show()
	}
}

// watch gives the field the keys of a wizard; Enter adds what was typed first.
func (p *places) watch(z *wizard) {
	p.entry.onShortcut, p.entry.onPaste = z.shortcut, z.OnPaste
	p.entry.onFocus = func() { p.reached(); z.reveal(p.box) }
	p.entry.onKey = func(k fyne.KeyName) bool {
		switch k {
		case fyne.KeyReturn, fyne.KeyEnter:
			if p.add() {
				return true
			}
		case fyne.KeyBackspace:
			if p.entry.Text == "" && len(p.all) > 0 {
				p.remove(p.all[len(p.all)-1])
				return true
			}
		}
		return z.fieldKey(k)
	}
}

// add makes a chip of what was typed; false if nothing was.
func (p *places) add() bool {
	added := p.collect()
	if added {
		p.onChanged()
		p.onGrow()
	}
	return added
}

// collect is add that tells nobody.
func (p *places) collect() bool {
	typed := strings.TrimSpace(p.entry.Text)
	if typed == "" {
		return false
	}
	p.typing = true // there may be more to add
	p.entry.SetText("")
	if !slices.Contains(p.all, typed) {
		p.all = append(p.all, typed)
	}
	p.show()
	return true
}

func (p *places) remove(place string) {
	p.all = slices.DeleteFunc(p.all, func(s string) bool { return s == place })
	p.changed()
}

func (p *places) changed() {
	p.show()
	p.onChanged()
	p.onGrow()
}

// show builds it anew. While there are chips and nobody types, the field is but
// a plus.
func (p *places) show() {
	p.chips.Objects = nil
	for _, place := range p.all {
		p.chips.Add(p.chip(place))
	}
	p.chips.Add(p.plus)
	p.chips.Add(p.field)
	p.swap(len(p.all) == 0 || p.typing)
}

func (p *places) swap(field bool) {
	show(p.field, field)
	show(p.plus, !field)
	p.chips.Refresh()
}

// open lets the person type.
func (p *places) open() {
	p.typing = true
	p.swap(true)
	p.onGrow()
	p.onFocus(p.entry)
}

func (p *places) reached() {
	p.frame.stroke = theme.ColorNamePrimary
	p.frame.Refresh()
}

func (p *places) left() {
	p.frame.stroke = theme.ColorNameInputBorder
	p.frame.Refresh()
	if p.typing = p.entry.Text != ""; !p.typing && len(p.all) > 0 {
		p.swap(false)
		p.onGrow()
	}
}

// chip is one place. Files have another icon than apps.
func (p *places) chip(place string) fyne.CanvasObject {
	const longest = 30
	name := "app"
	if strings.ContainsAny(place, `/\`) || strings.HasPrefix(place, ".") {
		name = "file"
	}
	mark := widget.NewIcon(icon(name, colorMuted))
	cross := newButton("", "x", lookQuiet, 20, func() { p.remove(place) })
	cross.escape = func() { p.entry.onKey(fyne.KeyEscape) }
	words := newLine(middleCut(place, longest), sizeCaption, theme.ColorNameForeground)
	row := container.New(layout.NewCustomPaddedHBoxLayout(5), container.New(middle{}, container.New(square{14}, mark)), container.NewCenter(words), container.NewCenter(cross))
	return container.NewStack(newPlate(colorSurface, theme.ColorNameSeparator, theme.SizeNameCardRadius), inset(row, 3, 3, 8, 4))
}

// square gives its one object a size of its own.
type square struct{ side float32 }

func (s square) MinSize([]fyne.CanvasObject) fyne.Size     { return fyne.NewSquareSize(s.side) }
func (s square) Layout(o []fyne.CanvasObject, _ fyne.Size) { at(o[0], 0, 0, s.side, s.side) }

// least gives its one object all the room there is, and this width at least.
type least struct{ width float32 }

func (l least) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(l.width, o[0].MinSize().Height)
}
func (l least) Layout(o []fyne.CanvasObject, size fyne.Size) { o[0].Resize(size) }

// middleCut takes the middle out of what is too long: both ends of a path tell
// something.
func middleCut(s string, most int) string {
	r := []rune(s)
	if len(r) <= most {
		return s
	}
	half := (most - 1) / 2
	return string(r[:half]) + "…" + string(r[len(r)-half:])
}

// bare is the theme of a field within a frame of our own: it has none itself.
type bare struct{ fyne.Theme }

func (b bare) Color(n fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	if n == theme.ColorNameInputBackground {
		return color.Transparent
	}
	return b.Theme.Color(n, v)
}

func (b bare) Size(n fyne.ThemeSizeName) float32 {
	switch n {
	case theme.SizeNameInputBorder:
		return 0
	case theme.SizeNameInnerPadding:
		return 4
	}
	return b.Theme.Size(n)
}
