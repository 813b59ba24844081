package window

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// leakStep is one thing to do about a leaked key: what, why, and one button or two.
type leakStep struct {
	disc        *disc
	title, text *prose
	more        *prose // how, in small
	act, also   *button
	plate       *fyne.Container
	line        *widget.Separator
	box         *fyne.Container
}

func newLeakStep(p *leakedPage) *leakStep {
	s := &leakStep{
		disc: newDisc(""), plate: newTopPlate(phaseColor("overdue", toneTint)), line: widget.NewSeparator(),
		title: newProse("", theme.SizeNameText, theme.ColorNameForeground).bold(),
		text:  newProse("", sizeNameSmall, theme.ColorNameForeground), more: newProse("", theme.SizeNameCaptionText, colorMuted),
		act: p.watchButton(newButton("", "", lookPlain, heightPlain, nil)), also: p.watchButton(newButton("", "", lookPlain, heightPlain, nil)),
	}
	words := container.New(column{2}, s.title, s.text, s.more)
	buttons := container.New(&withActions{least: 230}, container.New(middle{}, words), container.New(stacked{6}, s.act, s.also))
	s.box = container.New(column{}, container.NewStack(s.plate, inset(container.New(iconed{}, s.disc, inset(buttons, 0, 0, 8, 0)), 14, 14, 16, 16)), s.line)
	return s
}

// doing is what a step says now.
type doing struct {
	title, text, more string
	done              bool
	act, also         act
	leads             bool // the act opens a page in the browser
	look              look
}

// place gives the step its number and its words; the first one stands out.
func (s *leakStep) place(number int, last bool, d doing) {
	first := number == 1 && !d.done
	s.disc.number = strconv.Itoa(number)
	state := discSoft
	switch {
	case d.done:
		state = discDone
	case first:
		state = discAlarm
	}
	s.disc.set(state)
	s.disc.Refresh()
	s.title.set(d.title)
	s.text.set(d.text)
	s.more.set(d.more)
	mark := ""
	if d.leads {
		mark = "ext"
	}
	s.act.tapped, s.also.tapped = d.act.do, d.also.do
	s.act.set(d.act.label, mark, d.look)
	s.also.set(d.also.label, "", lookPlain)
	show(s.act, d.act.label != "")
	show(s.also, d.also.label != "")
	show(s.plate, first)
	show(s.line, !last)
	s.box.Refresh()
}

// newTopPlate is a plate for the first row of a card: only its upper corners are round.
func newTopPlate(fill fyne.ThemeColorName) *fyne.Container {
	return container.NewStack(newPlate(fill, "", theme.SizeNameCardRadius), container.New(lowerHalf{}, newPlate(fill, "", "")))
}

// lowerHalf gives its one object the lower half of its place.
type lowerHalf struct{}

func (lowerHalf) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (lowerHalf) Layout(o []fyne.CanvasObject, size fyne.Size) {
	at(o[0], 0, size.Height/2, size.Width, size.Height/2)
}

// stacked sets its objects one below the other, as wide as the widest.
type stacked struct{ gap float32 }

func (l stacked) MinSize(o []fyne.CanvasObject) fyne.Size { return column(l).MinSize(o) }

func (l stacked) Layout(o []fyne.CanvasObject, size fyne.Size) {
	width := l.MinSize(o).Width
	y := float32(0)
	for _, b := range o {
		if b.Visible() {
			h := b.MinSize().Height
			at(b, size.Width-width, y, width, h)
			y += h + l.gap
		}
	}
}
