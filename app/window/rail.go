package window

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"keytray/app/window/kit"
)

// rail says where in a wizard one is: all steps one below the other, or one
// line where there is no room for them.
type rail struct {
	marks  []*railMark
	titles []string
	all    *fyne.Container
	one    *kit.Line
	head   string
	subs   [2]*kit.Line // what it is about, under the heading or that one line
	line   *fyne.Container
	box    *fyne.Container
}

func newRail(heading string, steps []step) *rail {
	r := &rail{head: heading, one: kit.NewBold("", kit.SizeBody, theme.ColorNameForeground).Cut()}
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
	title := kit.NewBold(heading, kit.SizeSection, theme.ColorNameForeground).Cut()
	for i := range r.subs {
		r.subs[i] = kit.NewLine("", kit.SizeCaption, kit.ColorMuted).Cut()
		r.subs[i].Hide()
	}
	r.all = kit.Inset(container.New(kit.Column{Gap: 18}, container.New(kit.Column{Gap: 2}, title, r.subs[0]), marks), 24, 24, 20, 12)
	r.line = kit.Inset(container.New(kit.Column{Gap: 2}, r.one, r.subs[1]), 10, 10, 28, 28)
	r.line.Hide()
	r.box = container.NewStack(kit.NewPlate(theme.ColorNameBackground, "", ""), r.all, r.line)
	return r
}

// about says what the wizard is about, under its heading.
func (r *rail) about(text string) {
	for _, sub := range r.subs {
		sub.Set(text, kit.ColorMuted)
		kit.Show(sub, text != "")
	}
}

func (r *rail) narrow(yes bool) {
	kit.Show(r.all, !yes)
	kit.Show(r.line, yes)
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
	r.one.Set(words, theme.ColorNameForeground)
	r.box.Refresh()
}

// railMark is one step on the rail: a disc with its number, its name, and the
// line to the next.
type railMark struct {
	disc      *kit.Disc
	label     *kit.Prose
	connector *kit.Plate
}

func newRailMark(number int, title string) *railMark {
	return &railMark{
		disc: kit.NewDisc(strconv.Itoa(number)), connector: kit.NewPlate(theme.ColorNameSeparator, "", ""),
		label: kit.NewProse(title, kit.SizeNameSmall, kit.ColorMuted),
	}
}

// render shows a step that many steps ahead; those behind are below zero.
func (m *railMark) render(ahead int, last bool) {
	ink := kit.ColorMuted
	if ahead == 0 {
		ink = theme.ColorNameForeground
	}
	m.label.Seg.Style.ColorName, m.label.Seg.Style.TextStyle.Bold = ink, ahead == 0
	m.label.Rich.Refresh()
	kit.Show(m.connector, !last)
	m.connector.Fill = theme.ColorNameSeparator
	switch {
	case ahead < 0:
		m.disc.Set(kit.DiscDone)
		m.connector.Fill = kit.PhaseColor("fresh", kit.ToneMid)
	case ahead == 0:
		m.disc.Set(kit.DiscCurrent)
	default:
		m.disc.Set(kit.DiscAhead)
	}
	m.connector.Refresh()
}

// railLayout sets the marks one below the other: of each its disc, its label in
// the middle beside it, and the line below.
type railLayout struct{}

const connectorHeight, railGap = 16, 3

func (railLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, float32(len(o)/3)*(kit.DiscSize+connectorHeight+2*railGap))
}

func (railLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	for i := 0; i+2 < len(o); i += 3 {
		left := float32(kit.DiscSize + 10)
		height := kit.HeightIn(o[i+1], size.Width-left)
		pitch := max(kit.DiscSize+connectorHeight+2*railGap, height+8)
		kit.At(o[i], 0, y, kit.DiscSize, kit.DiscSize)
		kit.At(o[i+1], left, y+(kit.DiscSize-height)/2, size.Width-left, height)
		kit.At(o[i+2], kit.DiscSize/2-1, y+kit.DiscSize+railGap, 2, pitch-kit.DiscSize-2*railGap)
		y += pitch
	}
}
