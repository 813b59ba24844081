package start

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// late is the content of a window while that is still being made. The driver asks how
// small it may become once it has made the window, and before it shows it: by then the
// real content has to be there. So both are made at the same time, and neither of them
// is a short work.
type late struct {
	box  *fyne.Container
	come func() // puts the real content in; nil until it is wanted
}

func newLate() *late {
	l := &late{}
	l.box = container.New(l)
	return l
}

// put makes o the content.
func (l *late) put(o fyne.CanvasObject) {
	l.box.Objects = []fyne.CanvasObject{o}
	o.Resize(l.box.Size())
}

// MinSize is that of the content, which it lets come where it is wanted.
func (l *late) MinSize(o []fyne.CanvasObject) fyne.Size {
	if come := l.come; come != nil {
		l.come = nil
		come()
	}
	if len(l.box.Objects) == 0 {
		return fyne.Size{}
	}
	return l.box.Objects[0].MinSize()
}

func (l *late) Layout(o []fyne.CanvasObject, size fyne.Size) {
	for _, content := range o {
		content.Resize(size)
	}
}
