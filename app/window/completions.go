package window

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/search"
	"keytray/app/window/kit"
)

// completions are ways to end the last word of a search, below its field. Tab takes the
// first. Down goes to them where they are the values of a word like due:, which nothing
// else can mean; the name of such a word may be that of a key, and there Down stays with
// the keys.
type completions struct {
	widget.BaseWidget
	onTake func(query string)
	all    []search.Completion
	at     int  // the one that the arrow keys are on; -1 is none
	enter  bool // Enter takes the first while the arrow keys are on none
	rows   []*completionRow
}

func newCompletions(take func(query string)) *completions {
	c := &completions{onTake: take, at: -1}
	c.Hide()
	c.ExtendBaseWidget(c)
	return c
}

// show offers these, or none.
func (c *completions) show(all []search.Completion) {
	c.all, c.at = all, -1
	for len(c.rows) < len(all) {
		i := len(c.rows)
		c.rows = append(c.rows, newCompletionRow(func() { c.onTake(c.all[i].Query) }))
	}
	for i, row := range c.rows {
		if i < len(all) {
			row.set(all[i])
			row.mark(false, i == 0)
		}
	}
	kit.Show(c, len(all) > 0)
	c.Refresh()
}

func (c *completions) hide() { c.show(nil) }

// values tells whether they are those of a word with a colon.
func (c *completions) values() bool {
	return len(c.all) > 0 && !strings.HasSuffix(c.all[0].Word, ":")
}

// wantsTab tells whether Tab takes one; with Shift it leads on as always.
func (c *completions) wantsTab() bool {
	d, knows := fyne.CurrentApp().Driver().(interface{ CurrentKeyModifiers() fyne.KeyModifier })
	return len(c.all) > 0 && !(knows && d.CurrentKeyModifiers()&fyne.KeyModifierShift != 0)
}

// key moves among them and takes one, and tells whether it did.
func (c *completions) key(name fyne.KeyName) bool {
	if len(c.all) == 0 {
		return false
	}
	switch name {
	case fyne.KeyTab:
		c.onTake(c.all[max(c.at, 0)].Query)
	case fyne.KeyReturn, fyne.KeyEnter:
		if c.at < 0 && !c.enter {
			return false
		}
		c.onTake(c.all[max(c.at, 0)].Query)
	case fyne.KeyEscape:
		c.hide()
	case fyne.KeyDown, fyne.KeyUp:
		return c.move(name)
	default:
		return false
	}
	return true
}

func (c *completions) move(name fyne.KeyName) bool {
	if !c.values() {
		return false
	}
	step, shown := 1, c.shown(c.Size().Height)
	if name == fyne.KeyUp {
		step = -1
	}
	c.at = min(max(c.at+step, -1), shown-1)
	for i, row := range c.rows {
		row.mark(i == c.at, i == max(c.at, 0))
	}
	return true
}

// under tells whether the pointer is on one: who presses it leaves the field.
func (c *completions) under() bool {
	for _, row := range c.rows[:len(c.all)] {
		if row.hovered {
			return true
		}
	}
	return false
}

// completionEdge is around the rows.
const completionEdge, completionHeight = 5, 28

// natural is the height for as many whole rows as there is room for.
func (c *completions) natural(room float32) float32 {
	return float32(c.shown(room))*kit.Scaled(completionHeight) + 2*completionEdge
}

func (c *completions) shown(room float32) int {
	return max(min(len(c.all), int((room-2*completionEdge)/kit.Scaled(completionHeight))), 0)
}

// Parts are the rows in sight.
func (c *completions) Parts() []fyne.CanvasObject {
	var all []fyne.CanvasObject
	for _, row := range c.rows {
		all = append(all, row)
	}
	return all
}

func (c *completions) CreateRenderer() fyne.WidgetRenderer {
	r := &completionsRenderer{c: c, ground: canvas.NewRectangle(nil)}
	r.Refresh()
	return r
}

type completionsRenderer struct {
	c      *completions
	ground *canvas.Rectangle
	parts  []fyne.CanvasObject
}

func (r *completionsRenderer) MinSize() fyne.Size           { return fyne.Size{} }
func (r *completionsRenderer) Objects() []fyne.CanvasObject { return r.parts }
func (r *completionsRenderer) Destroy()                     {}

func (r *completionsRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	shown := r.c.shown(size.Height)
	for i, row := range r.c.rows {
		kit.Show(row, i < shown)
		kit.At(row, completionEdge, completionEdge+float32(i)*kit.Scaled(completionHeight), size.Width-2*completionEdge, kit.Scaled(completionHeight))
	}
}

func (r *completionsRenderer) Refresh() {
	g := r.ground
	g.CornerRadius = theme.SizeForWidget(theme.SizeNameMenuRadius, r.c)
	g.FillColor, g.StrokeColor, g.StrokeWidth = kit.Named(theme.ColorNameMenuBackground, r.c), kit.Named(theme.ColorNameSeparator, r.c), 1
	g.Shadow = kit.Shadow(r.c)
	g.Refresh()
	if len(r.parts) != len(r.c.rows)+1 {
		r.parts = []fyne.CanvasObject{g}
		for _, row := range r.c.rows {
			r.parts = append(r.parts, row)
		}
	}
	r.Layout(r.c.Size())
	canvas.Refresh(r.c)
}
