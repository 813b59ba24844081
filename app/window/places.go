package window

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/text"
	"keytray/app/window/kit"
)

// places is a field for several short texts: each becomes a chip, which its
// cross takes away.
type places struct {
	onChanged func()
	onGrow    func()

	onFocus func(fyne.Focusable)
	icon    func(string) string // before a text; "" is none

	all    []string
	typing bool
	plus   *kit.Button
	field  fyne.CanvasObject // the entry, in its room
	entry  *kit.Entry
	frame  *kit.Plate
	chips  *fyne.Container
	box    *fyne.Container
}

func newPlaces(placeholder string) *places {
	p := &places{icon: locationIcon, entry: kit.NewEntry(placeholder), frame: kit.NewPlate(theme.ColorNameInputBackground, theme.ColorNameInputBorder, theme.SizeNameInputRadius)}
	p.entry.OnLeave = p.left
	p.chips = container.New(&kit.Flow{Gap: 6, Fill: true})
	p.box = container.NewStack(p.frame, kit.Inset(p.chips, 4, 4, 5, 5))
	p.plus = kit.NewButton("", "plus", kit.LookQuiet, kit.HeightChip, p.open)
	p.plus.Label = text.T("Add another one")
	p.plus.Escape = func() { p.entry.OnKey(fyne.KeyEscape) }
	p.entry.Bare = true
	p.field = container.New(least{width: 150}, p.entry)
	p.show()
	return p
}

// watch gives the field the keys of a wizard; Enter adds what was typed first.
func (p *places) watch(z *wizard) {
	p.entry.OnShortcut, p.entry.OnPaste = z.shortcut, z.OnPaste
	p.entry.OnFocus = func() { p.reached(); z.reveal(p.box) }
	p.entry.OnKey = func(k fyne.KeyName) bool {
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
	kit.Show(p.field, field)
	kit.Show(p.plus, !field)
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
	p.frame.Stroke = theme.ColorNamePrimary
	p.frame.Refresh()
}

func (p *places) left() {
	p.frame.Stroke = theme.ColorNameInputBorder
	p.frame.Refresh()
	if p.typing = p.entry.Text != ""; !p.typing && len(p.all) > 0 {
		p.swap(false)
		p.onGrow()
	}
}

// chip is one text. Files have another icon than apps.
func (p *places) chip(place string) fyne.CanvasObject {
	const longest = 30
	row := container.New(layout.NewCustomPaddedHBoxLayout(5))
	if icon := p.icon(place); icon != "" {
		row.Add(container.New(kit.Middle{}, container.New(square{14}, widget.NewIcon(kit.Icon(icon, kit.ColorMuted)))))
	}
	cross := kit.NewButton("", "x", kit.LookQuiet, 20, func() { p.remove(place) })
	cross.Label = text.T("Remove %s", place)
	cross.Escape = func() { p.entry.OnKey(fyne.KeyEscape) }
	row.Add(container.NewCenter(kit.NewLine(middleCut(place, longest), kit.SizeCaption, theme.ColorNameForeground)))
	row.Add(container.NewCenter(cross))
	return container.NewStack(kit.NewPlate(kit.ColorSurface, theme.ColorNameSeparator, theme.SizeNameCardRadius), kit.Inset(row, 3, 3, 8, 4))
}

// locationIcon is the icon of a place that uses a key.
func locationIcon(place string) string {
	if strings.ContainsAny(place, `/\`) || strings.HasPrefix(place, ".") {
		return "file"
	}
	return "app"
}

// square gives its one object a size of its own.
type square struct{ side float32 }

func (s square) MinSize([]fyne.CanvasObject) fyne.Size     { return fyne.NewSquareSize(s.side) }
func (s square) Layout(o []fyne.CanvasObject, _ fyne.Size) { kit.At(o[0], 0, 0, s.side, s.side) }

// least gives a bare field all the room there is, and this width at least. What a
// field keeps free around its text is half of it outside.
type least struct{ width float32 }

const outside = 3

func (l least) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(l.width, o[0].MinSize().Height-2*outside)
}

func (l least) Layout(o []fyne.CanvasObject, size fyne.Size) {
	kit.At(o[0], -outside, -outside, size.Width+2*outside, size.Height+2*outside)
}

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
