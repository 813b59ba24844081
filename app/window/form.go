package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"keytray/app/api"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// form is a page with fields, an error line, and two buttons at the bottom.
type form struct {
	OnCancel func()

	first   fyne.Focusable
	rows    *fyne.Container
	wrong   *banner
	submit  *kit.Button
	label   string // of submit
	stop    func() // gives up the call that was sent, while there is one
	stopped bool   // the person did
	box     fyne.CanvasObject
}

func newForm(title, subtitle, submit string, onSubmit func()) *form {
	f := &form{rows: container.New(kit.Column{Gap: 10}), wrong: newBanner(), label: submit}
	f.submit = kit.NewButton(submit, "", kit.LookPrimary, kit.HeightPlain, onSubmit)
	cancel := kit.NewButton(text.T("Cancel"), "", kit.LookQuiet, kit.HeightPlain, f.escape)
	cancel.Escape, f.submit.Escape = f.escape, f.escape
	sub := kit.NewProse(subtitle, theme.SizeNameText, kit.ColorMuted)
	kit.Show(sub, subtitle != "")
	head := container.New(kit.Column{Gap: 4}, kit.NewBold(title, kit.SizeSection, theme.ColorNameForeground).Cut(), sub)
	body := container.NewVScroll(kit.Inset(container.New(kit.Readable{Width: 600}, container.New(kit.Column{Gap: 16}, head, f.rows)), 24, 24, 24, 24))
	footer := container.NewStack(kit.NewPlate(theme.ColorNameBackground, theme.ColorNameSeparator, ""),
		kit.Inset(container.NewHBox(cancel, layout.NewSpacer(), f.submit), 12, 12, 16, 16))
	f.box = container.New(kit.Framed{}, f.wrong.box, container.NewStack(kit.NewPlate(kit.ColorSurface, "", ""), body), footer)
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
	row := container.New(kit.Beside{First: 128}, kit.NewLine(label, kit.SizeBody, theme.ColorNameForeground).For(o), o)
	f.rows.Add(row)
	return row
}

func (f *form) watch(e *kit.Entry) {
	e.OnKey = kit.Escapes(f.escape)
	e.OnSubmitted = func(string) { f.submit.Press() }
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
	f.submit.Set(doing, "", f.submit.Look)
	f.submit.Disable()
	f.box.Refresh()
}

// waited ends wait, and tells whether the person gave the call up.
func (f *form) waited() (stopped bool) {
	f.stop = nil
	f.submit.Set(f.label, "", f.submit.Look)
	f.submit.Enable()
	f.box.Refresh()
	return f.stopped
}
