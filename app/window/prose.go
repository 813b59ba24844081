package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Sizes of our own, by name: of banners and history, and of the welcome.
const (
	sizeNameSmall   = fyne.ThemeSizeName("small")
	sizeNameWelcome = fyne.ThemeSizeName("welcome")
)

// prose is text that wraps.
type prose struct {
	widget.BaseWidget
	rich *widget.RichText
	seg  *widget.TextSegment
}

func newProse(text string, size fyne.ThemeSizeName, c fyne.ThemeColorName) *prose {
	p := &prose{seg: &widget.TextSegment{Text: text}}
	p.seg.Style = widget.RichTextStyle{ColorName: c, SizeName: size}
	p.rich = widget.NewRichText(p.seg)
	p.rich.Wrapping = fyne.TextWrapWord
	p.ExtendBaseWidget(p)
	return p
}

// CreateRenderer takes RichText's own padding away, so that prose starts
// where lines do.
func (p *prose) CreateRenderer() fyne.WidgetRenderer {
	pad := -theme.InnerPadding()
	return widget.NewSimpleRenderer(container.New(layout.NewCustomPaddedLayout(pad, pad, pad, pad), p.rich))
}

func (p *prose) bold() *prose {
	p.seg.Style.TextStyle.Bold = true
	return p
}

func (p *prose) centred() *prose {
	p.seg.Style.Alignment = fyne.TextAlignCenter
	return p
}

// set shows text, or nothing at all when it is empty.
func (p *prose) set(text string) {
	if p.seg.Text != text {
		p.seg.Text = text
		p.rich.Refresh()
	}
	show(p, text != "")
}

// show shows or hides o.
func show(o fyne.CanvasObject, visible bool) {
	switch {
	case visible && !o.Visible():
		o.Show()
	case !visible && o.Visible():
		o.Hide()
	}
}
