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
	tapped func()
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
func (s *shield) MouseUp(*desktop.MouseEvent)      {}

func (s *shield) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout())
}

// openTapped shows the detail for a click on a row.
func (w *Window) openTapped() {
	w.openDetail(true)
	if w.keys.panes.alone {
		w.keys.shield.Show()
		w.after(fyne.CurrentApp().Driver().DoubleTapDelay(), w.keys.shield.Hide)
	}
}
