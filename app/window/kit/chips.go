package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Chips are filters of which one is on. They are one stop for Tab; the arrow keys turn
// to the next one.
type Chips struct {
	widget.BaseWidget
	OnTurn func(i int)
	OnKey  func(fyne.KeyName) bool // takes what they do not
	OnRune func(rune)

	all     []*Chip
	on      int
	focused bool
	box     *fyne.Container
}

// NewChips are chips with these names.
func NewChips(names ...ChipName) *Chips {
	c := &Chips{}
	c.box = container.New(&chipsLayout{chips: c})
	for i, name := range names {
		chip := newChip(name, func() { c.OnTurn(i) })
		c.all = append(c.all, chip)
		c.box.Add(chip)
	}
	c.ExtendBaseWidget(c)
	return c
}

// Set shows which one is on, and what each lets through. Of widest a chip is wide enough,
// too: it keeps its place while the numbers change.
func (c *Chips) Set(on int, counts, widest []string) {
	c.on = on
	changed := false
	for i, chip := range c.all {
		changed = chip.set(counts[i], widest[i]) || changed
	}
	c.mark()
	if changed {
		c.box.Layout.Layout(c.box.Objects, c.box.Size())
	}
}

// mark shows which one is on, and where the focus is.
func (c *Chips) mark() {
	for i, chip := range c.all {
		chip.mark(i == c.on, i == c.on && c.focused)
	}
}

// All are the chips.
func (c *Chips) All() []*Chip { return c.all }

func (c *Chips) FocusGained() { c.focused = true; c.mark() }
func (c *Chips) FocusLost()   { c.focused = false; c.mark() }

// TypedRune gives the view what is typed.
func (c *Chips) TypedRune(r rune) {
	if c.OnRune != nil {
		c.OnRune(r)
	}
}

// TypedKey turns to another chip.
func (c *Chips) TypedKey(e *fyne.KeyEvent) {
	last := len(c.all) - 1
	switch e.Name {
	case fyne.KeyRight:
		c.turn(min(c.on+1, last))
	case fyne.KeyLeft:
		c.turn(max(c.on-1, 0))
	case fyne.KeyHome:
		c.turn(0)
	case fyne.KeyEnd:
		c.turn(last)
	case fyne.KeySpace: // it is on already
	default:
		if !Helps(c, e) && c.OnKey != nil {
			c.OnKey(e.Name)
		}
	}
}

func (c *Chips) turn(i int) {
	if i != c.on {
		c.OnTurn(i)
	}
}

// Parts are the chips, Chosen the one that has the focus with all of them.
func (c *Chips) Parts() []fyne.CanvasObject { return []fyne.CanvasObject{c.box} }
func (c *Chips) Chosen() fyne.CanvasObject  { return c.all[c.on] }

func (c *Chips) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(c.box) }
