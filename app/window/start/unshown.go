package start

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
)

// unshown is a window that tells when the driver has made it and not shown it yet: then
// the driver asks the content how small it may become. It asks before, too: made says
// whether it was the time.
type unshown struct {
	fyne.Window
	made func() bool
}

func (u unshown) SetContent(o fyne.CanvasObject) {
	u.Window.SetContent(container.New(&asked{stack: layout.NewStackLayout(), made: u.made}, o))
}

// asked fills it with the content, and hears of the question.
type asked struct {
	stack fyne.Layout
	made  func() bool // nil once it was the time
}

func (a *asked) MinSize(o []fyne.CanvasObject) fyne.Size {
	if a.made != nil && a.made() {
		a.made = nil
	}
	return a.stack.MinSize(o)
}

func (a *asked) Layout(o []fyne.CanvasObject, size fyne.Size) { a.stack.Layout(o, size) }
