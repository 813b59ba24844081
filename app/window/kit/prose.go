package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Sizes of our own, by name: of banners and history, and of the welcome.
const (
	SizeNameSmall   = fyne.ThemeSizeName("small")
	SizeNameWelcome = fyne.ThemeSizeName("welcome")
)

// Prose is text that wraps.
type Prose struct {
	widget.BaseWidget
	Rich   *widget.RichText
	Seg    *widget.TextSegment
	Spoken string // what is heard instead of it
	Live   bool   // it comes and goes, and is to be heard without being looked for
}

func NewProse(text string, size fyne.ThemeSizeName, c fyne.ThemeColorName) *Prose {
	p := &Prose{Seg: &widget.TextSegment{Text: text}}
	p.Seg.Style = widget.RichTextStyle{ColorName: c, SizeName: size}
	p.Rich = widget.NewRichText(p.Seg)
	p.Rich.Wrapping = fyne.TextWrapWord
	p.ExtendBaseWidget(p)
	return p
}

// CreateRenderer takes RichText's own padding away, so that prose starts
// where lines do.
func (p *Prose) CreateRenderer() fyne.WidgetRenderer {
	pad := -theme.InnerPadding()
	return widget.NewSimpleRenderer(container.New(layout.NewCustomPaddedLayout(pad, pad, pad, pad), p.Rich))
}

func (p *Prose) Bold() *Prose {
	p.Seg.Style.TextStyle.Bold = true
	return p
}

func (p *Prose) Centred() *Prose {
	p.Seg.Style.Alignment = fyne.TextAlignCenter
	return p
}

// Set shows text, or nothing at all when it is empty.
func (p *Prose) Set(text string) {
	if p.Seg.Text != text {
		p.Seg.Text = text
		p.Rich.Refresh()
	}
	Show(p, text != "")
}

// Ink changes the colour of the text.
func (p *Prose) Ink(c fyne.ThemeColorName) {
	if p.Seg.Style.ColorName != c {
		p.Seg.Style.ColorName = c
		p.Rich.Refresh()
	}
}

// Large changes the size of the text.
func (p *Prose) Large(size fyne.ThemeSizeName) {
	if p.Seg.Style.SizeName != size {
		p.Seg.Style.SizeName = size
		p.Rich.Refresh()
	}
}

// Show shows or hides o.
func Show(o fyne.CanvasObject, visible bool) {
	switch {
	case visible && !o.Visible():
		o.Show()
	case !visible && o.Visible():
		o.Hide()
	}
}
