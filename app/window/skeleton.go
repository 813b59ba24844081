package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/text"
	"keytray/app/window/kit"
)

// absent is what is in sight while there is no state yet: nothing for a moment, then
// rows without words, and why there are no keys if that is known.
type absent struct {
	rows  *fyne.Container
	busy  *widget.Activity
	wait  *fyne.Container
	blank *kit.Blank
	box   *fyne.Container
}

func newAbsent() *absent {
	a := &absent{busy: widget.NewActivity(), blank: kit.NewBlank()}
	a.rows = container.New(kit.Column{}, skeletonRow(0), skeletonRow(1), skeletonRow(2))
	words := kit.NewProse(text.T("Waiting for the agent."), theme.SizeNameText, kit.ColorMuted)
	list := kit.Inset(container.New(kit.Column{Gap: 12}, a.rows,
		kit.Inset(container.New(kit.Iconed{}, a.busy, words), 0, 0, 18, 18)), 24, 0, 0, 0)
	a.wait = container.New(emptyPanes{}, list, kit.NewPlate(theme.ColorNameSeparator, "", ""), kit.NewPlate(kit.ColorSurface, "", ""))
	a.box = container.NewStack(a.wait, a.blank.Box)
	return a
}

func (a *absent) hide() {
	if a.box.Visible() {
		a.busy.Stop()
		a.box.Hide()
	}
}

// render shows what is known.
func (a *absent) render(m message) {
	kit.Show(a.wait, m.text == "")
	kit.Show(a.blank.Box, m.text != "")
	kit.Show(a.box, true)
	if a.wait.Visible() {
		a.busy.Start()
	} else {
		a.busy.Stop()
	}
	if m.text != "" {
		a.blank.Set("warn", kit.PhaseColor("due", kit.ToneText), text.T("There is nothing to show"), m.text, m.button, m.do)
	}
	a.box.Refresh()
}

// missing covers the keys while there are none to show. It is made when it is needed.
func (w *Window) missing() *absent {
	if w.absent == nil {
		w.absent = newAbsent()
		w.middle.Add(w.absent.box)
	}
	return w.absent
}

// present uncovers them.
func (w *Window) present() {
	if w.absent != nil {
		w.absent.hide()
	}
}

// emptyPanes sets the list, a hairline and the detail where they are going to be.
type emptyPanes struct{}

func (emptyPanes) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

func (emptyPanes) Layout(o []fyne.CanvasObject, size fyne.Size) {
	list := size.Width
	if size.Width >= onePane {
		list = listWidth(size.Width)
	}
	kit.At(o[0], 0, 0, list, size.Height)
	kit.At(o[1], list, 0, 1, size.Height)
	kit.At(o[2], list+1, 0, max(size.Width-list-1, 0), size.Height)
}

// skeletonRow is a row of the list without words.
func skeletonRow(i int) fyne.CanvasObject {
	var parts []fyne.CanvasObject
	for range 4 {
		parts = append(parts, kit.NewPlate(theme.ColorNameHover, "", theme.SizeNamePadding))
	}
	return container.New(&skeletonLayout{short: float32(i) * 24}, parts...)
}

// skeletonLayout sets a tile, two lines of text and a bar, as a row of the list.
type skeletonLayout struct{ short float32 }

func (*skeletonLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(0, rowHeight) }

func (l *skeletonLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	const left, tile, gap, bar = 18, 32, 10, 96
	x := float32(left + tile + gap)
	name := min(180-l.short, size.Width-x-bar-2*left)
	kit.At(o[0], left, 10, tile, tile)
	kit.At(o[1], x, 13, max(name, 0), 10)
	kit.At(o[2], x, 31, max(name*0.66, 0), 8)
	kit.At(o[3], max(size.Width-left-bar, x), 23, bar, 6)
}
