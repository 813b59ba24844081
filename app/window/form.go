package window

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"keytray/app/api"
)

// form is a page with fields, an error line, and two buttons at the bottom.
type form struct {
	OnCancel func()

	first  fyne.Focusable
	rows   *fyne.Container
	wrong  *banner
	submit *button
	box    fyne.CanvasObject
}

func newForm(title, subtitle, submit string, onSubmit func()) *form {
	f := &form{rows: container.New(column{10}), wrong: newBanner()}
	f.submit = newButton(submit, "", lookPrimary, heightPlain, onSubmit)
	leave := func() { f.OnCancel() }
	cancel := newButton("Cancel", "", lookQuiet, heightPlain, leave)
	cancel.escape, f.submit.escape = leave, leave
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

// add puts a labelled field into the form.
func (f *form) add(label string, o fyne.CanvasObject) {
	f.rows.Add(container.New(beside{128}, newLine(label, sizeBody, theme.ColorNameForeground), o))
}

// field is add for a text field; Esc leaves the form.
func (f *form) field(label, placeholder string) *entry {
	e := newEntry(placeholder)
	f.watch(e)
	f.add(label, e)
	return e
}

func (f *form) watch(e *entry) {
	e.onKey = escapes(func() { f.OnCancel() })
	e.OnSubmitted = func(string) { f.submit.press() }
}

// fail shows what is wrong; "" nothing.
func (f *form) fail(text string) {
	f.wrong.render(message{text: text, bad: true})
	f.box.Refresh() // the fields make room
}

// busy keeps the form from being sent twice.
func (f *form) busy(on bool) {
	if on {
		f.submit.Disable()
	} else {
		f.submit.Enable()
	}
}

// reader reads the fields of a form and keeps the first mistake.
type reader struct{ wrong string }

func (r *reader) date(label string, e *entry) time.Time {
	typed := strings.TrimSpace(e.Text)
	if typed == "" {
		return time.Time{}
	}
	t, err := time.ParseInLocation(time.DateOnly, typed, time.Local)
	if err != nil && r.wrong == "" {
		r.wrong = fmt.Sprintf("%s is not a date like 2026-11-21.", label)
	}
	return t
}

func (r *reader) months(label string, e *entry) int {
	typed := strings.TrimSpace(e.Text)
	if typed == "" {
		return 0
	}
	n, err := strconv.Atoi(typed)
	if (err != nil || n < 1) && r.wrong == "" {
		r.wrong = fmt.Sprintf("%s is not a number of months.", label)
	}
	return n
}

// list splits what is separated by commas.
func list(e *entry) []string {
	var all []string
	for part := range strings.SplitSeq(e.Text, ",") {
		if part = strings.TrimSpace(part); part != "" {
			all = append(all, part)
		}
	}
	return all
}

// keeps says that a pasted value is stored nowhere yet: the provider may have
// shown it only once, so nothing but the person takes it away.
func (f *form) keeps(v *valueField) bool {
	if v.Text == "" {
		return false
	}
	f.fail(wordsKeeps)
	return true
}
