package window

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/window/kit"
)

// leakStep is one thing to do about a leaked key: what, why, and one button or two.
type leakStep struct {
	disc        *kit.Disc
	title, text *kit.Prose
	more        *kit.Prose // how, in small
	act, also   *kit.Button
	room        roomFor
	plate       *fyne.Container
	line        *widget.Separator
	box         *fyne.Container
}

func newLeakStep(p *leakedPage) *leakStep {
	s := &leakStep{
		disc: kit.NewDisc(""), plate: newTopPlate(kit.PhaseColor("overdue", kit.ToneTint)), line: widget.NewSeparator(),
		title: kit.NewProse("", theme.SizeNameText, theme.ColorNameForeground).Bold(),
		text:  kit.NewProse("", kit.SizeNameSmall, theme.ColorNameForeground), more: kit.NewProse("", theme.SizeNameCaptionText, kit.ColorMuted),
		act: p.watchButton(kit.NewButton("", "", kit.LookPlain, kit.HeightPlain, nil)), also: p.watchButton(kit.NewButton("", "", kit.LookPlain, kit.HeightPlain, nil)),
	}
	words := container.New(&s.room, s.title, s.text, s.more)
	buttons := container.New(&kit.WithActions{Least: 230}, container.New(kit.Middle{}, words), container.New(stacked{6}, s.act, s.also))
	s.box = container.New(kit.Column{}, container.NewStack(s.plate, kit.Inset(container.New(kit.Iconed{}, s.disc, kit.Inset(buttons, 0, 0, 8, 0)), 14, 14, 16, 16)), s.line)
	return s
}

// keepsRoom keeps the steps below where they are when the text gets a second line.
func (s *leakStep) keepsRoom() *leakStep {
	s.room.text, s.room.sample = s.text, kit.NewProse("x\nx", kit.SizeNameSmall, theme.ColorNameForeground)
	return s
}

// roomFor sets objects one below the other, with room for as much text as a sample has.
type roomFor struct{ text, sample *kit.Prose }

var leakColumn = kit.Column{Gap: 2}

func (l *roomFor) MinSize(o []fyne.CanvasObject) fyne.Size {
	size := leakColumn.MinSize(o)
	if l.text != nil {
		size.Height += max(l.sample.MinSize().Height-l.text.MinSize().Height, 0)
	}
	return size
}

func (l *roomFor) Layout(o []fyne.CanvasObject, size fyne.Size) { leakColumn.Layout(o, size) }

// doing is what a step says now.
type doing struct {
	title, text, more string
	done              bool
	act, also         kit.Act
	leads             bool // the act opens a page in the browser
	look              kit.Look
}

// place gives the step its number and its words; the first one stands out.
func (s *leakStep) place(number int, last bool, d doing) {
	first := number == 1 && !d.done
	s.disc.Number = strconv.Itoa(number)
	state := kit.DiscSoft
	switch {
	case d.done:
		state = kit.DiscDone
	case first:
		state = kit.DiscAlarm
	}
	s.disc.Set(state)
	s.disc.Refresh()
	s.title.Set(d.title)
	ink := kit.ColorMuted
	if first { // it lies on a tint
		ink = theme.ColorNameForeground
	}
	s.text.Ink(ink)
	s.text.Set(d.text)
	s.more.Set(d.more)
	mark := ""
	if d.leads {
		mark = "ext"
	}
	s.act.OnTapped, s.also.OnTapped = d.act.Do, d.also.Do
	s.act.Set(d.act.Label, mark, d.look)
	s.also.Set(d.also.Label, "", kit.LookPlain)
	kit.Show(s.act, d.act.Label != "")
	kit.Show(s.also, d.also.Label != "")
	kit.Show(s.plate, first)
	kit.Show(s.line, !last)
	s.box.Refresh()
}

// newTopPlate is a plate for the first row of a card: only its upper corners are round.
func newTopPlate(fill fyne.ThemeColorName) *fyne.Container {
	return container.NewStack(kit.NewPlate(fill, "", theme.SizeNameCardRadius), container.New(lowerHalf{}, kit.NewPlate(fill, "", "")))
}

// lowerHalf gives its one object the lower half of its place.
type lowerHalf struct{}

func (lowerHalf) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (lowerHalf) Layout(o []fyne.CanvasObject, size fyne.Size) {
	kit.At(o[0], 0, size.Height/2, size.Width, size.Height/2)
}

// stacked sets its objects one below the other, as wide as the widest.
type stacked struct{ gap float32 }

func (l stacked) MinSize(o []fyne.CanvasObject) fyne.Size { return kit.Column{Gap: l.gap}.MinSize(o) }

func (l stacked) Layout(o []fyne.CanvasObject, size fyne.Size) {
	width := l.MinSize(o).Width
	y := float32(0)
	for _, b := range o {
		if b.Visible() {
			h := b.MinSize().Height
			kit.At(b, size.Width-width, y, width, h)
			y += h + l.gap
		}
	}
}
