package kit

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Saying is what a note says; the zero saying is nothing.
type Saying struct {
	Tone    string // a phase, or toneInfo
	Icon    string
	Text    []Span
	More    string // a second line
	Acts    []Act  // what can be done about it, as links
	Choices []Act  // answers to a question, as buttons below it
}

// Act is something that can be done, and what its button says.
type Act struct {
	Label string
	Do    func()
}

// ToneInfo is of notes that warn of nothing.
const ToneInfo = "info"

// Span is a piece of a sentence.
type Span struct {
	Text string
	Bold bool
}

// Words are the pieces of a sentence: every second one is bold.
func Words(pieces ...string) []Span {
	var all []Span
	for i, p := range pieces {
		if p != "" {
			all = append(all, Span{p, i%2 == 1})
		}
	}
	return all
}

func (s Saying) colors() (fill, ink fyne.ThemeColorName) {
	if s.Tone == ToneInfo {
		return ColorSoft, theme.ColorNameHyperlink
	}
	return PhaseColor(s.Tone, ToneTint), PhaseColor(s.Tone, ToneText)
}

// Note says one thing within a page.
type Note struct {
	plate *Plate
	icon  *widget.Icon
	text  *Spanned
	more  *Prose
	Acts  *fyne.Container
	asks  *fyne.Container
	Box   *fyne.Container
	onKey func(fyne.KeyName) bool // for its buttons
	Said  Saying
}

func NewNote(escape func()) *Note {
	n := &Note{
		plate: NewPlate(ColorSoft, "", theme.SizeNameCardRadius), icon: widget.NewIcon(nil), text: NewSpanned(SizeNameSmall),
		more: NewProse("", SizeNameSmall, ColorMuted), Acts: Actions(), asks: container.New(&Flow{Gap: ActionGap}),
	}
	n.onKey, n.text.Live = Escapes(escape), true
	text := container.New(Column{2}, n.text, n.more)
	line := container.New(Iconed{}, n.icon,
		container.New(Column{8}, container.New(&WithActions{Least: 200}, container.New(Middle{}, text), n.Acts), n.asks))
	n.Box = container.NewStack(n.plate, Inset(line, 9, 9, 14, 8))
	n.Box.Hide()
	return n
}

// Lasting is for what is no news: it is heard where it stands, and nowhere else.
func (n *Note) Lasting() *Note {
	n.text.Live = false
	return n
}

// Render shows what s says.
func (n *Note) Render(s Saying) {
	n.Said = s
	Show(n.Box, len(s.Text) > 0)
	if len(s.Text) == 0 {
		return
	}
	fill, ink := s.colors()
	n.plate.Fill = fill
	n.icon.SetResource(Icon(s.Icon, ink))
	n.text.Set(s.Text)
	n.more.Set(s.More)
	link := Look{Text: theme.ColorNameHyperlink}
	n.fill(n.Acts, s.Acts, link)
	n.fill(n.asks, s.Choices, LookPlain)
	n.plate.Refresh()
	n.Box.Refresh()
}

// fill shows buttons; those that are there stay, so that none loses the focus.
func (n *Note) fill(box *fyne.Container, acts []Act, l Look) {
	for len(box.Objects) < len(acts) {
		b := NewButton("", "", l, HeightSmall, nil)
		b.Escape = func() { n.onKey(fyne.KeyEscape) }
		box.Add(b)
	}
	for i, o := range box.Objects {
		b := o.(*Button)
		Show(b, i < len(acts))
		if i < len(acts) {
			b.Set(acts[i].Label, "", l)
			b.OnTapped = acts[i].Do
		}
	}
	Show(box, len(acts) > 0)
	box.Refresh()
}

// Iconed sets an icon before a text, at its first line.
type Iconed struct{}

const markWidth = 28

func (Iconed) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(markWidth, max(o[0].MinSize().Height, o[1].MinSize().Height))
}

func (Iconed) Layout(o []fyne.CanvasObject, size fyne.Size) {
	mark, height := o[0].MinSize(), HeightIn(o[1], size.Width-markWidth)
	top := float32(0)
	if height <= HeightSmall {
		top = (height - mark.Height) / 2 // one line and its button
	}
	At(o[0], 0, top, mark.Width, mark.Height)
	At(o[1], markWidth, 0, size.Width-markWidth, height)
}

// Spanned is a paragraph with some bold words in it.
type Spanned struct {
	widget.BaseWidget
	rich  *widget.RichText
	size  fyne.ThemeSizeName
	plain fyne.ThemeColorName // of what is not bold
	text  []Span
	Live  bool // it comes and goes, and is to be heard without being looked for
}

func NewSpanned(size fyne.ThemeSizeName) *Spanned {
	s := &Spanned{rich: widget.NewRichText(), size: size, plain: theme.ColorNameForeground}
	s.rich.Wrapping = fyne.TextWrapWord
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer takes RichText's own padding away, as prose does.
func (s *Spanned) CreateRenderer() fyne.WidgetRenderer {
	pad := -theme.InnerPadding()
	return widget.NewSimpleRenderer(container.New(layout.NewCustomPaddedLayout(pad, pad, pad, pad), s.rich))
}

// Muted leaves the colour of a text to what is bold.
func (s *Spanned) Muted() *Spanned {
	s.plain = ColorMuted
	return s
}

func (s *Spanned) Set(text []Span) {
	if slices.Equal(text, s.text) {
		return
	}
	s.text, s.rich.Segments = text, nil
	for i, t := range text {
		ink := s.plain
		if t.Bold {
			ink = theme.ColorNameForeground
		}
		s.rich.Segments = append(s.rich.Segments, &widget.TextSegment{Text: t.Text, Style: widget.RichTextStyle{
			ColorName: ink, SizeName: s.size, Inline: i+1 < len(text), TextStyle: fyne.TextStyle{Bold: t.Bold},
		}})
	}
	s.rich.Refresh()
}
