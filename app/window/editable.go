package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// editable is a text that can be changed where it stands: a click opens its field.
type editable struct {
	widget.BaseWidget
	shown fyne.CanvasObject
	open  func()
}

func newEditable(shown fyne.CanvasObject, open func()) *editable {
	e := &editable{shown: shown, open: open}
	e.ExtendBaseWidget(e)
	return e
}

func (e *editable) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(e.shown) }
func (e *editable) Parts() []fyne.CanvasObject          { return []fyne.CanvasObject{e.shown} }
func (e *editable) Tapped(*fyne.PointEvent)             { e.open() }
func (e *editable) Cursor() desktop.Cursor              { return desktop.TextCursor }
