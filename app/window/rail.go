package window

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// rail says where in a wizard one is: all steps one below the other, or one
// line where there is no room for them.
type rail struct {
	marks  []*railMark
	titles []string
	all    *fyne.Container
	one    *line
	head   string
	subs   [2]*line // what it is about, under the heading or that one line
	line   *fyne.Container
	box    *fyne.Container
}

func newRail(heading string, steps []step) *rail {
	r := &rail{head: heading, one: newBold("", sizeBody, theme.ColorNameForeground).cut()}
	marks := container.New(railLayout{})
	for i, s := range steps {
		if s.title() == "" {
			continue
		}
		r.titles = append(r.titles, s.title())
		m := newRailMark(i+1, s.title())
		r.marks = append(r.marks, m)
		marks.Add(m.disc)
		marks.Add(m.label)
		marks.Add(m.connector)
	}
	title := newBold(heading, sizeSection, theme.ColorNameForeground).cut()
	for i := range r.subs {
		r.subs[i] = newLine("", sizeCaption, colorMuted).cut()
		r.subs[i].Hide()
	}
	r.all = inset(container.New(column{18}, container.New(column{2}, title, r.subs[0]), marks), 24, 24, 20, 12)
	r.line = inset(container.New(column{2}, r.one, r.subs[1]), 10, 10, 28, 28)
	r.line.Hide()
	r.box = container.NewStack(newPlate(theme.ColorNameBackground, "", ""), r.all, r.line)
	return r
}

// about says what the wizard is about, under its heading.
func (r *rail) about(text string) {
	for _, sub := range r.subs {
		sub.set(text, colorMuted)
		show(sub, text != "")
	}
}

func (r *rail) narrow(yes bool) {
	show(r.all, !yes)
	show(r.line, yes)
}

// render shows that step at is the one in sight.
func (r *rail) render(at int) {
	for i, m := range r.marks {
		m.render(i-at, i+1 == len(r.marks))
	}
	words := r.head
	if at < len(r.titles) {
		words = wordsStep(at+1, len(r.titles), r.titles[at])
	}
	r.one.set(words, theme.ColorNameForeground)
	r.box.Refresh()
}

// railMark is one step on the rail: a disc with its number, its name, and the
// line to the next.
type railMark struct {
	disc      *disc
	label     *prose
	connector *plate
}

func newRailMark(number int, title string) *railMark {
	return &railMark{
		disc: newDisc(strconv.Itoa(number)), connector: newPlate(theme.ColorNameSeparator, "", ""),
		label: newProse(title, sizeNameSmall, colorMuted),
	}
}

// render shows a step that many steps ahead; those behind are below zero.
func (m *railMark) render(ahead int, last bool) {
	ink := colorMuted
	if ahead == 0 {
		ink = theme.ColorNameForeground
	}
	m.label.seg.Style.ColorName, m.label.seg.Style.TextStyle.Bold = ink, ahead == 0
	m.label.rich.Refresh()
	show(m.connector, !last)
	m.connector.fill = theme.ColorNameSeparator
	switch {
	case ahead < 0:
		m.disc.set(discDone)
		m.connector.fill = phaseColor("fresh", toneMid)
	case ahead == 0:
		m.disc.set(discCurrent)
	default:
		m.disc.set(discAhead)
	}
	m.connector.Refresh()
}

// railLayout sets the marks one below the other: of each its disc, its label in
// the middle beside it, and the line below.
type railLayout struct{}

const discSize, connectorHeight, railGap = 24, 16, 3

func (railLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, float32(len(o)/3)*(discSize+connectorHeight+2*railGap))
}

func (railLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	for i := 0; i+2 < len(o); i += 3 {
		left := float32(discSize + 10)
		height := heightIn(o[i+1], size.Width-left)
		pitch := max(discSize+connectorHeight+2*railGap, height+8)
		at(o[i], 0, y, discSize, discSize)
		at(o[i+1], left, y+(discSize-height)/2, size.Width-left, height)
		at(o[i+2], discSize/2-1, y+discSize+railGap, 2, pitch-discSize-2*railGap)
		y += pitch
	}
}

// What a disc says about its step.
const (
	discAhead   = ""
	discCurrent = "current"
	discDone    = "done"
	discSoft    = "soft"  // one of a list of steps
	discAlarm   = "alarm" // the one that cannot wait
)

// disc is a number in a circle, or a check mark once the step is done.
type disc struct {
	widget.BaseWidget
	number string
	state  string
}

func newDisc(number string) *disc {
	d := &disc{number: number}
	d.ExtendBaseWidget(d)
	return d
}

func (d *disc) set(state string) {
	if d.state != state {
		d.state = state
		d.Refresh()
	}
}

func (d *disc) CreateRenderer() fyne.WidgetRenderer {
	r := &discRenderer{d: d, circle: canvas.NewCircle(nil), number: newBold(d.number, sizeCaption, colorMuted), check: widget.NewIcon(nil)}
	r.Refresh()
	return r
}

type discRenderer struct {
	d      *disc
	circle *canvas.Circle
	number *line
	check  *widget.Icon
}

func (r *discRenderer) Refresh() {
	var fill, stroke fyne.ThemeColorName
	ink := colorMuted
	switch r.d.state {
	case discDone:
		fill = phaseColor("fresh", toneTint)
	case discCurrent:
		fill, ink = theme.ColorNamePrimary, theme.ColorNameForegroundOnPrimary
	case discSoft:
		fill, ink = colorSoft, theme.ColorNameHyperlink
	case discAlarm:
		fill, ink = theme.ColorNameError, theme.ColorNameForegroundOnError
	default:
		stroke = colorBorder2
	}
	r.circle.FillColor, r.circle.StrokeColor, r.circle.StrokeWidth = named(fill, r.d), named(stroke, r.d), 0
	if stroke != "" {
		r.circle.StrokeWidth = 1.5
	}
	r.number.set(r.d.number, ink)
	show(r.number, r.d.state != discDone)
	show(r.check, r.d.state == discDone)
	if r.d.state == discDone {
		r.check.SetResource(icon("check", phaseColor("fresh", toneText)))
	}
	r.Layout(r.d.Size())
	r.circle.Refresh()
}

func (r *discRenderer) MinSize() fyne.Size {
	side := max(discSize, r.number.MinSize().Width+8)
	return fyne.NewSquareSize(side)
}

func (r *discRenderer) Layout(size fyne.Size) {
	r.circle.Resize(size)
	number := r.number.MinSize()
	at(r.number, (size.Width-number.Width)/2, (size.Height-number.Height)/2, number.Width, number.Height)
	at(r.check, (size.Width-14)/2, (size.Height-14)/2, 14, 14)
}

func (r *discRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.circle, r.number, r.check}
}
func (r *discRenderer) Destroy() {}
