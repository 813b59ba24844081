package window

import (
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// confirm asks before something that is hard to take back. The safe choice has
// the focus, and Esc takes it.
func (w *Window) confirm(title, text, yes string, do func()) {
	w.confirmOr(title, text, yes, "Cancel", do)
}

// confirmOr is confirm with other words for the safe choice.
func (w *Window) confirmOr(title, text, yes, no string, do func()) {
	if w.asks() {
		return // one question at a time
	}
	cancel := newButton(no, "", lookPlain, heightPlain, nil)
	act := newButton(yes, "", lookAlarm, heightPlain, nil)
	words := container.New(wide{340}, container.New(column{8},
		newProse(title, theme.SizeNameSubHeadingText, theme.ColorNameForeground).bold(),
		newProse(text, theme.SizeNameText, colorMuted)))
	canvas := w.p.Window.Canvas()
	d := widget.NewModalPopUp(inset(container.New(column{16},
		words, container.New(layout.NewCustomPaddedHBoxLayout(12), layout.NewSpacer(), cancel, act)), 12, 8, 12, 8), canvas)
	cancel.tapped, cancel.escape, act.escape = d.Hide, d.Hide, d.Hide
	act.tapped = func() {
		d.Hide()
		do()
	}
	d.Show()
	w.question = canvas.Overlays().Top()
	canvas.Focus(cancel)
}

// asks tells whether a question lies over everything else.
func (w *Window) asks() bool {
	return w.question != nil && w.p.Window.Canvas().Overlays().Top() == w.question
}

// dropQuestion is what the safe choice does, for keys that no button got.
func (w *Window) dropQuestion() {
	over := w.p.Window.Canvas().Overlays()
	w.question.Hide()
	over.Remove(w.question)
}
