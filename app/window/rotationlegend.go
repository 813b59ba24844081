package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/window/kit"
)

// The shapes of the overview, as its legend shows them.
const (
	legendFresh = iota
	legendWindow
	legendOver
	legendEnd
)

func legendOf(what int, words string) fyne.CanvasObject {
	s := &sample{what: what}
	s.ExtendBaseWidget(s)
	return container.New(layout.NewCustomPaddedHBoxLayout(6), container.NewCenter(s), container.NewCenter(kit.NewLine(words, kit.SizeCaption, kit.ColorMuted)))
}

// sample is one shape of the legend.
type sample struct {
	widget.BaseWidget
	what int
}

func (s *sample) CreateRenderer() fyne.WidgetRenderer {
	r := &sampleRenderer{s: s}
	r.Refresh()
	return r
}

type sampleRenderer struct {
	s     *sample
	parts []fyne.CanvasObject
}

func (r *sampleRenderer) MinSize() fyne.Size {
	return fyne.NewSize([]float32{14, 18, 14, kit.GlyphSize}[r.s.what], 14)
}
func (r *sampleRenderer) Layout(fyne.Size)             {}
func (r *sampleRenderer) Objects() []fyne.CanvasObject { return r.parts }
func (r *sampleRenderer) Destroy()                     {}

func (r *sampleRenderer) Refresh() {
	bar := func(phase string, t kit.Tone, radius, w, h float32) *canvas.Rectangle {
		b := canvas.NewRectangle(kit.Named(kit.PhaseColor(phase, t), r.s))
		b.CornerRadius = radius
		kit.At(b, 0, (14-h)/2, w, h)
		return b
	}
	switch r.s.what {
	case legendFresh:
		r.parts = []fyne.CanvasObject{bar("fresh", kit.ToneMid, 2, 14, 4)}
	case legendWindow:
		b := bar("due", kit.ToneTint, 6, 18, 12)
		b.StrokeColor, b.StrokeWidth = kit.Named(kit.PhaseColor("due", kit.ToneMid), r.s), 1
		r.parts = []fyne.CanvasObject{b}
	case legendOver:
		r.parts = []fyne.CanvasObject{bar("overdue", kit.ToneFill, 0, 14, 6)}
	default:
		r.parts = []fyne.CanvasObject{kit.Diamond(kit.Named(theme.ColorNameForeground, r.s), kit.GlyphSize/2, 7, kit.GlyphSize)}
	}
	canvas.Refresh(r.s)
}
