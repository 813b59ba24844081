package kit

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/rotation"
	"keytray/app/text"
)

// DateField takes a day: typed, or chosen from a calendar.
type DateField struct {
	Entry
	now  func() time.Time
	Open *Button       // shows the calendar
	Over *widget.PopUp // it
}

func NewDateField(now func() time.Time, canvas func() fyne.Canvas) *DateField {
	d := &DateField{now: now}
	d.Wrapping = OneLine
	d.Open = NewButton("", "cal", LookQuiet, HeightSmall, func() { d.choose(canvas()) })
	d.Open.Label = text.T("Choose from a calendar")
	d.Open.Escape = func() {
		if d.OnKey != nil {
			d.OnKey(fyne.KeyEscape)
		}
	}
	d.ActionItem = d.Open
	d.ExtendBaseWidget(d)
	return d
}

// SetLabel says what the day is of, and that the button chooses that one.
func (d *DateField) SetLabel(label string) {
	d.Label = label
	d.Open.Label = text.T("%s, choose from a calendar", label)
}

func (d *DateField) TypedKey(e *fyne.KeyEvent) {
	if !Helps(d, e) {
		d.Entry.TypedKey(e)
	}
}

// FocusLost writes a day that was typed in another way as all days are written.
func (d *DateField) FocusLost() {
	if t, ok := d.Day(); ok && !t.IsZero() && d.Text != text.Date(t) {
		d.SetDay(t)
	}
	d.Entry.FocusLost()
}

// dayFormats are the ways to write a day, with its month in short English.
var dayFormats = []string{"2 Jan 2006", "2. Jan 2006", "Jan 2, 2006", "Jan 2 2006", time.DateOnly, "2.1.2006"}

// inEnglish is what was typed with the name of the month in short English, however
// long and in whichever language it is.
func inEnglish(typed string) string {
	words := strings.Fields(typed)
	for i, w := range words {
		if m, is := text.MonthOf(w); is {
			words[i] = m.String()[:3]
		}
	}
	return strings.Join(words, " ")
}

// Day is what stands there, in the person's own zone; zero if nothing does.
func (d *DateField) Day() (t time.Time, ok bool) {
	return dayIn(d.Text, time.Local)
}

// dayIn reads a day as its first instant in loc. That is not always midnight, so
// it is not what is parsed: where summer time begins at 00:00, a day that has none
// would become the one before.
func dayIn(typed string, loc *time.Location) (t time.Time, ok bool) {
	typed = inEnglish(typed)
	if typed == "" {
		return time.Time{}, true
	}
	for _, format := range dayFormats {
		if t, err := time.Parse(format, typed); err == nil {
			const noon = 12 // every day has it
			return rotation.Day(time.Date(t.Year(), t.Month(), t.Day(), noon, 0, 0, 0, loc), loc), true
		}
	}
	return time.Time{}, false
}

// SetDay shows a day; the zero time shows none.
func (d *DateField) SetDay(t time.Time) {
	if t.IsZero() {
		d.SetText("")
		return
	}
	d.SetText(text.Date(t.Local()))
}

// choose lets the person choose from a calendar.
func (d *DateField) choose(canvas fyne.Canvas) {
	chosen, _ := d.Day()
	days := NewCalendar(chosen, d.now(), canvas)
	days.OnEscape = func() { d.Close() }
	days.OnChoose = func(t time.Time) {
		d.Close()
		d.SetDay(t)
		canvas.Focus(d)
	}
	d.Over = widget.NewPopUp(days.Box, canvas)
	d.Over.ShowAtRelativePosition(fyne.NewPos(0, d.Size().Height+theme.Padding()), d)
	d.Over.Move(within(d.Over.Position(), d.Over.MinSize(), d.Size().Height+2*theme.Padding(), canvas.Size()))
	days.FocusFirst()
}

// within is where something of a size stands whole: below a field, else above it, and in
// a low window as far down as there is room.
func within(at fyne.Position, size fyne.Size, over float32, room fyne.Size) fyne.Position {
	if at.Y+size.Height > room.Height {
		above := at.Y - over - size.Height
		if above < 0 {
			above = max(room.Height-size.Height, 0)
		}
		at.Y = above
	}
	at.X = max(min(at.X, room.Width-size.Width), 0)
	return at
}

// Close takes the calendar away, and tells whether there was one.
func (d *DateField) Close() bool {
	if d.Over == nil || !d.Over.Visible() {
		return false
	}
	d.Over.Hide()
	d.Over = nil
	return true
}

// WordsNoDay says what a date looks like.
func WordsNoDay(label string) string {
	return text.T("%s is not a date like %s.", label, text.Date(time.Date(2026, time.November, 21, 0, 0, 0, 0, time.UTC)))
}
