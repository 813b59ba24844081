package kit

import (
	"math"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Picks are names of which one is on: tabs, or segments side by side. They are one
// stop for the Tab key; the arrow keys turn to the next one.
type Picks struct {
	widget.DisableableWidget
	OnTurn  func(i int)
	Label   string                  // what they are of, for screen readers
	OnKey   func(fyne.KeyName) bool // takes what they do not
	OnFocus func()

	all     []*pick
	on      int // -1 for none
	focused bool
	line    *Flow  // of tabs
	slide   *slide // it
	box     *fyne.Container
}

// NewTabs are pages of which one is in sight. Their line slides where it has no room.
func NewTabs(turn func(i int), names ...string) *Picks {
	line := &Flow{Gap: tabGap}
	p := newPicks(&tabLook{}, container.New(line), turn, names)
	p.line = line
	p.slide = newSlide(p, p.box)
	p.box = container.New(around{}, p.slide)
	return p
}

// Fit sets tabs closer to each other where they have room in one line only so, and tells
// whether they have.
func (p *Picks) Fit(width float32) bool {
	between := float32(len(p.all) - 1)
	gap := math.Floor(float64((width - p.Natural() + between*tabGap) / between))
	fits := gap >= tabGapLeast
	if !fits || gap > tabGap {
		gap = tabGap
	}
	if p.line.Gap != float32(gap) {
		p.line.Gap = float32(gap)
		p.box.Refresh()
	}
	return fits
}

// NewSegments are the values of a setting.
func NewSegments(turn func(i int), names ...string) *Picks {
	return newPicks(&segmentLook{}, container.New(joined{}), turn, names)
}

func newPicks(l pickLook, box *fyne.Container, turn func(i int), names []string) *Picks {
	p := &Picks{OnTurn: turn, box: box}
	for i, name := range names {
		one := &pick{p: p, name: name, look: l, first: i == 0, last: i == len(names)-1}
		one.tapped = func() { p.press(i) }
		one.ExtendBaseWidget(one)
		p.all = append(p.all, one)
		box.Add(one)
	}
	p.ExtendBaseWidget(p)
	return p
}

// Set shows which one is on, and tells nobody.
func (p *Picks) Set(on int) {
	p.on = on
	p.mark()
	if p.slide != nil {
		p.slide.Refresh()
	}
}

// Rename gives one another name.
func (p *Picks) Rename(i int, name string) {
	if p.all[i].name != name {
		p.all[i].name = name
		p.all[i].Refresh()
		p.Refresh()
	}
}

// On is the one that is on; -1 for none.
func (p *Picks) On() int { return p.on }

// Names are the names.
func (p *Picks) Names() (all []string) {
	for _, one := range p.all {
		all = append(all, one.name)
	}
	return all
}

// Pick turns to the one of a name, as a person does.
func (p *Picks) Pick(name string) { p.press(slices.Index(p.Names(), name)) }

// long is the width of a line of tabs, as far from each other as they are.
func (p *Picks) long() float32 {
	return p.Natural() + float32(len(p.all)-1)*(p.line.Gap-tabGap)
}

// Natural is the width in one line.
func (p *Picks) Natural() (width float32) {
	for i, one := range p.all {
		if i > 0 {
			width += tabGap
		}
		width += one.MinSize().Width
	}
	return width
}

func (p *Picks) press(i int) {
	if p.Disabled() {
		return
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(p); c != nil {
		c.Focus(p)
	}
	p.Set(i)
	p.OnTurn(i) // also of the one that is on: it may have more to choose
}

func (p *Picks) turn(i int) {
	if i != p.on && !p.Disabled() {
		p.Set(i)
		p.OnTurn(i)
	}
}

// mark shows which one is on, and where the focus is.
func (p *Picks) mark() {
	for i, one := range p.all {
		ringed := p.focused && (i == p.on || p.on < 0 && i == 0)
		if on := i == p.on; one.on != on || one.ringed != ringed {
			one.on, one.ringed = on, ringed
			one.Refresh()
		}
	}
}

func (p *Picks) FocusGained() {
	p.focused = true
	p.mark()
	intoSight()
	if p.OnFocus != nil {
		p.OnFocus()
	}
}

func (p *Picks) FocusLost() { p.focused = false; p.mark() }

func (p *Picks) TypedRune(r rune) { Asks(p, r) }

func (p *Picks) TypedKey(e *fyne.KeyEvent) {
	last := len(p.all) - 1
	switch e.Name {
	case fyne.KeyRight:
		p.turn(min(p.on+1, last))
	case fyne.KeyLeft:
		p.turn(max(p.on-1, 0))
	case fyne.KeyHome:
		p.turn(0)
	case fyne.KeyEnd:
		p.turn(last)
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		p.press(max(p.on, 0))
	default:
		if !Helps(p, e) && p.OnKey != nil {
			p.OnKey(e.Name)
		}
	}
}

// Parts are the names, each heard by itself.
func (p *Picks) Parts() []fyne.CanvasObject { return []fyne.CanvasObject{p.box} }

// Chosen is the one that has the focus with all of them.
func (p *Picks) Chosen() fyne.CanvasObject { return p.all[max(p.on, 0)] }

// Enable lets them be turned.
func (p *Picks) Enable() { p.DisableableWidget.Enable(); p.redraw() }

// Disable keeps them as they are.
func (p *Picks) Disable() { p.DisableableWidget.Disable(); p.redraw() }

func (p *Picks) redraw() {
	for _, one := range p.all {
		one.Refresh()
	}
}

func (p *Picks) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(p.box) }
