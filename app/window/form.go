package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"keytray/app/api"
)

// form is a page with fields, an error line, and two buttons at the bottom.
type form struct {
	OnCancel func()

	first   fyne.Focusable
	rows    *fyne.Container
	wrong   *banner
	submit  *button
	label   string // of submit
	stop    func() // gives up the call that was sent, while there is one
	stopped bool   // the person did
	box     fyne.CanvasObject
}

func newForm(title, subtitle, submit string, onSubmit func()) *form {
	f := &form{rows: container.New(column{10}), wrong: newBanner(), label: submit}
	f.submit = newButton(submit, "", lookPrimary, heightPlain, onSubmit)
	cancel := newButton("Cancel", "", lookQuiet, heightPlain, f.escape)
	cancel.escape, f.submit.escape = f.escape, f.escape
	sub := newProse(subtitle, theme.SizeNameText, colorMuted)
	show(sub, subtitle != "")
	head := container.New(column{4}, newBold(title, sizeSection, theme.ColorNameForeground).cut(), sub)
	body := container.NewVScroll(inset(container.New(readable{600}, container.New(column{16}, head, f.rows)), 24, 24, 24, 24))
	footer := container.NewStack(newPlate(theme.ColorNameBackground, theme.ColorNameSeparator, ""),
		inset(container.NewHBox(cancel, layout.NewSpacer(), f.submit), 12, 12, 16, 16))
	f.box = container.New(framed{}, f.wrong.box, container.NewStack(newPlate(colorSurface, "", ""), body), footer)
	return f
}

func (f *form) content() fyne.CanvasObject { return f.box }
func (f *form) focus() fyne.Focusable      { return f.first }
func (f *form) render(api.State)           {}

// escape leaves the form; while it waits, it gives up its call instead.
func (f *form) escape() {
	if f.stop == nil {
		f.OnCancel()
		return
	}
	f.stopped = true
	f.stop()
}

// add puts a labelled field into the form.
func (f *form) add(label string, o fyne.CanvasObject) *fyne.Container {
	row := container.New(beside{128}, newLine(label, sizeBody, theme.ColorNameForeground), o)
	f.rows.Add(row)
	return row
}

func (f *form) watch(e *entry) {
	e.onKey = escapes(f.escape)
	e.OnSubmitted = func(string) { f.submit.press() }
}

// fail shows what is wrong; "" nothing.
func (f *form) fail(text string) {
	f.tell(message{text: text, bad: true})
}

func (f *form) tell(m message) {
	f.wrong.render(m)
	f.box.Refresh() // the fields make room
}

// wait shows that the form was sent, which cannot be done twice.
func (f *form) wait(doing string, stop func()) {
	f.stop, f.stopped = stop, false
	f.submit.set(doing, "", f.submit.look)
	f.submit.Disable()
	f.box.Refresh()
}

// waited ends wait, and tells whether the person gave the call up.
func (f *form) waited() (stopped bool) {
	f.stop = nil
	f.submit.set(f.label, "", f.submit.look)
	f.submit.Enable()
	f.box.Refresh()
	return f.stopped
}
