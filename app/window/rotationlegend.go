package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
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
	return container.New(layout.NewCustomPaddedHBoxLayout(6), container.NewCenter(s), container.NewCenter(newLine(words, sizeCaption, colorMuted)))
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
	return fyne.NewSize([]float32{14, 18, 14, glyphSize}[r.s.what], 14)
}
func (r *sampleRenderer) Layout(fyne.Size)             {}
func (r *sampleRenderer) Objects() []fyne.CanvasObject { return r.parts }
func (r *sampleRenderer) Destroy()                     {}

func (r *sampleRenderer) Refresh() {
	bar := func(phase string, t tone, radius, w, h float32) *canvas.Rectangle {
		b := canvas.NewRectangle(named(phaseColor(phase, t), r.s))
		b.CornerRadius = radius
		at(b, 0, (14-h)/2, w, h)
		return b
	}
	switch r.s.what {
	case legendFresh:
		r.parts = []fyne.CanvasObject{bar("fresh", toneMid, 2, 14, 4)}
	case legendWindow:
		b := bar("due", toneTint, 6, 18, 12)
		b.StrokeColor, b.StrokeWidth = named(phaseColor("due", toneMid), r.s), 1
		r.parts = []fyne.CanvasObject{b}
	case legendOver:
		r.parts = []fyne.CanvasObject{bar("overdue", toneFill, 0, 14, 6)}
	default:
		r.parts = []fyne.CanvasObject{diamond(named(theme.ColorNameForeground, r.s), glyphSize/2, 7, glyphSize)}
	}
	canvas.Refresh(r.s)
}
