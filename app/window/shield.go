package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// shield takes the clicks on what lies below it. In a narrow window the first click of two
// brings buttons to where the list was, and the second one would press what nobody has read.
type shield struct {
	widget.BaseWidget
	tapped   func()
	released func() // a press that may have begun below it has ended; may be nil
}

func newShield(tapped func()) *shield {
	s := &shield{tapped: tapped}
	s.ExtendBaseWidget(s)
	s.Hide()
	return s
}

func (s *shield) Tapped(*fyne.PointEvent)          { s.tapped() }
func (s *shield) TappedSecondary(*fyne.PointEvent) {}
func (s *shield) MouseDown(*desktop.MouseEvent)    {}

func (s *shield) MouseUp(*desktop.MouseEvent) {
	if s.released != nil {
		s.released()
	}
}

func (s *shield) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout())
}

// holdStill takes the clicks for a moment in which the lower end of the window moves: they
// were meant for what was there.
func (w *Window) holdStill() {
	if !w.filled {
		return
	}
	if w.stopStill != nil {
		w.stopStill()
	}
	w.still.Show()
	still := w.still
	w.stopStill = w.after(fyne.CurrentApp().Driver().DoubleTapDelay(), still.Hide)
}

// openTapped shows the detail for a click on a row.
func (w *Window) openTapped() {
	w.openDetail(true)
	if w.keys.panes.alone {
		w.keys.shield.Show()
		w.after(fyne.CurrentApp().Driver().DoubleTapDelay(), w.keys.shield.Hide)
	}
}
