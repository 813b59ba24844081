package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// saying is what a note says; the zero saying is nothing.
type saying struct {
	tone    string // a phase, or toneInfo
	icon    string
	text    []span
	more    string // a second line
	acts    []act  // what can be done about it, as links
	choices []act  // answers to a question, as buttons below it
}

// act is something that can be done, and what its button says.
type act struct {
	label string
	do    func()
}

// toneInfo is of notes that warn of nothing.
const toneInfo = "info"

// span is a piece of a sentence.
type span struct {
	text string
	bold bool
}

// words are the pieces of a sentence: every second one is bold.
func words(pieces ...string) []span {
	var all []span
	for i, p := range pieces {
		if p != "" {
			all = append(all, span{p, i%2 == 1})
		}
	}
	return all
}

func (s saying) colors() (fill, ink fyne.ThemeColorName) {
	if s.tone == toneInfo {
		return colorSoft, theme.ColorNameHyperlink
	}
	return phaseColor(s.tone, toneTint), phaseColor(s.tone, toneText)
}

// note says one thing within a page.
type note struct {
	plate *plate
	icon  *widget.Icon
	text  *spanned
	more  *prose
	acts  *fyne.Container
	asks  *fyne.Container
	box   *fyne.Container
	onKey func(fyne.KeyName) bool // for its buttons
	said  saying
}

func newNote(escape func()) *note {
	n := &note{
		plate: newPlate(colorSoft, "", theme.SizeNameCardRadius), icon: widget.NewIcon(nil), text: newSpanned(sizeNameSmall),
		more: newProse("", sizeNameSmall, colorMuted), acts: actions(), asks: container.New(&flow{gap: actionGap}),
	}
	n.onKey = escapes(escape)
	text := container.New(column{2}, n.text, n.more)
	line := container.New(iconed{}, n.icon,
		container.New(column{8}, container.New(&withActions{least: 200}, container.New(middle{}, text), n.acts), n.asks))
	n.box = container.NewStack(n.plate, inset(line, 9, 9, 14, 8))
	n.box.Hide()
	return n
}

// render shows what s says.
func (n *note) render(s saying) {
	n.said = s
	show(n.box, len(s.text) > 0)
	if len(s.text) == 0 {
		return
	}
	fill, ink := s.colors()
	n.plate.fill = fill
	n.icon.SetResource(icon(s.icon, ink))
	n.text.set(s.text)
	n.more.set(s.more)
	link := look{text: theme.ColorNameHyperlink}
	n.fill(n.acts, s.acts, link)
	n.fill(n.asks, s.choices, lookPlain)
	n.plate.Refresh()
	n.box.Refresh()
}

// fill shows buttons; those that are there stay, so that none loses the focus.
func (n *note) fill(box *fyne.Container, acts []act, l look) {
	for len(box.Objects) < len(acts) {
		b := newButton("", "", l, heightSmall, nil)
		b.escape = func() { n.onKey(fyne.KeyEscape) }
		box.Add(b)
	}
	for i, o := range box.Objects {
		b := o.(*button)
		show(b, i < len(acts))
		if i < len(acts) {
			b.set(acts[i].label, "", l)
			b.tapped = acts[i].do
		}
	}
	show(box, len(acts) > 0)
	box.Refresh()
}

// iconed sets an icon before a text, at its first line.
type iconed struct{}

const markWidth = 28

func (iconed) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(markWidth, max(o[0].MinSize().Height, o[1].MinSize().Height))
}

func (iconed) Layout(o []fyne.CanvasObject, size fyne.Size) {
	mark, height := o[0].MinSize(), heightIn(o[1], size.Width-markWidth)
	top := float32(0)
	if height <= heightSmall {
		top = (height - mark.Height) / 2 // one line and its button
	}
	at(o[0], 0, top, mark.Width, mark.Height)
	at(o[1], markWidth, 0, size.Width-markWidth, height)
}

// spanned is a paragraph with some bold words in it.
type spanned struct {
	widget.BaseWidget
	rich *widget.RichText
	size fyne.ThemeSizeName
}

func newSpanned(size fyne.ThemeSizeName) *spanned {
	s := &spanned{rich: widget.NewRichText(), size: size}
	s.rich.Wrapping = fyne.TextWrapWord
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer takes RichText's own padding away, as prose does.
func (s *spanned) CreateRenderer() fyne.WidgetRenderer {
	pad := -theme.InnerPadding()
	return widget.NewSimpleRenderer(container.New(layout.NewCustomPaddedLayout(pad, pad, pad, pad), s.rich))
}

func (s *spanned) set(text []span) {
	s.rich.Segments = nil
	for i, t := range text {
		s.rich.Segments = append(s.rich.Segments, &widget.TextSegment{Text: t.text, Style: widget.RichTextStyle{
			ColorName: theme.ColorNameForeground, SizeName: s.size, Inline: i+1 < len(text), TextStyle: fyne.TextStyle{Bold: t.bold},
		}})
	}
	s.rich.Refresh()
}
