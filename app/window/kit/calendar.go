package kit

import (
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"keytray/app/text"
)

// Calendar shows the days of a month to choose one from. The stock one marks neither today
// nor the day that is chosen, knows no arrow keys, and speaks English.
type Calendar struct {
	OnChoose func(time.Time)
	OnEscape func()
	Box      fyne.CanvasObject

	canvas        fyne.Canvas
	chosen, today time.Time // the first is zero where none is
	first         time.Time // of the month in sight, at noon: every day has it
	title         *Line
	back, on      *Button
	days          []*DayButton
	grid          *fyne.Container
}

const (
	daysOfWeek = 7
	mostWeeks  = 6 // that a month reaches into
)

// NewCalendar shows the month of the chosen day; that of today where none is.
func NewCalendar(chosen, today time.Time, c fyne.Canvas) *Calendar {
	k := &Calendar{canvas: c, chosen: chosen, today: today, title: NewBold("", SizeBody, theme.ColorNameForeground), grid: container.NewGridWithColumns(daysOfWeek)}
	k.back = k.turner("left", text.T("The month before"), -1)
	k.on = k.turner("right", text.T("The next month"), 1)
	head := container.NewBorder(nil, nil, k.back, k.on, container.NewCenter(k.title))
	k.Box = Inset(container.New(Column{Gap: 4}, head, k.grid), 2, 2, 4, 4) // the ring of the last day stays inside
	k.show(k.begins())
	return k
}

// begins is the day that is looked at first.
func (k *Calendar) begins() time.Time {
	if k.chosen.IsZero() {
		return k.today
	}
	return k.chosen
}

func (k *Calendar) turner(icon, label string, months int) *Button {
	b := NewButton("", icon, LookQuiet, HeightSmall, func() { k.show(k.first.AddDate(0, months, 0)) })
	b.Label = label
	b.Escape = func() { k.OnEscape() }
	return b
}

// FocusFirst gives the focus to the day that is looked at first.
func (k *Calendar) FocusFirst() { k.goTo(k.begins()) }

// goTo shows a day, and gives it the focus.
func (k *Calendar) goTo(day time.Time) {
	if day.Year() != k.first.Year() || day.Month() != k.first.Month() {
		k.show(day)
	}
	k.canvas.Focus(k.days[day.Day()-1])
}

// show shows the month of a day.
func (k *Calendar) show(day time.Time) {
	const noon = 12
	k.first = time.Date(day.Year(), day.Month(), 1, noon, 0, 0, 0, day.Location())
	k.title.Set(text.MonthOfYear(k.first), theme.ColorNameForeground)
	begin := text.FirstWeekday()
	ahead := (int(k.first.Weekday()) - int(begin) + daysOfWeek) % daysOfWeek
	cells := make([]fyne.CanvasObject, 0, daysOfWeek*(mostWeeks+1))
	for i := range daysOfWeek {
		cells = append(cells, k.weekday(k.first.AddDate(0, 0, i-ahead)))
	}
	for range ahead {
		cells = append(cells, RoomOf(1, HeightSmall))
	}
	k.days = nil
	for d := k.first; d.Month() == k.first.Month(); d = d.AddDate(0, 0, 1) {
		b := k.day(d)
		k.days, cells = append(k.days, b), append(cells, b)
	}
	for len(cells) < cap(cells) { // each month is as high as any other
		cells = append(cells, RoomOf(1, HeightSmall))
	}
	k.grid.Objects = cells
	k.grid.Refresh()
}

func (k *Calendar) weekday(d time.Time) fyne.CanvasObject {
	l := NewLine(text.Weekday(d), SizeCaption, ColorMuted)
	l.align = fyne.TextAlignCenter
	return container.New(Middle{}, l)
}

// day is a button for a day: the chosen one is filled, today has an outline.
func (k *Calendar) day(d time.Time) *DayButton {
	look := Look{Text: theme.ColorNameForeground}
	switch {
	case sameDay(d, k.chosen):
		look = LookPrimary
	case sameDay(d, k.today):
		look = Look{Stroke: theme.ColorNamePrimary, Text: theme.ColorNameHyperlink, Bold: true}
	}
	b := &DayButton{day: d}
	b.Text, b.Look, b.Height = strconv.Itoa(d.Day()), look, HeightSmall
	b.OnTapped = func() { k.OnChoose(d) }
	b.Escape = func() { k.OnEscape() }
	b.OnKey = func(name fyne.KeyName) bool { return k.moves(d, name) }
	b.ExtendBaseWidget(b)
	return b
}

// moves goes to another day with the arrow keys, and to another month with Page Up and
// Page Down: to the same day of it, or its last.
func (k *Calendar) moves(from time.Time, name fyne.KeyName) bool {
	switch name {
	case fyne.KeyLeft:
		k.goTo(from.AddDate(0, 0, -1))
	case fyne.KeyRight:
		k.goTo(from.AddDate(0, 0, 1))
	case fyne.KeyUp:
		k.goTo(from.AddDate(0, 0, -daysOfWeek))
	case fyne.KeyDown:
		k.goTo(from.AddDate(0, 0, daysOfWeek))
	case fyne.KeyPageUp:
		k.goTo(inMonth(k.first.AddDate(0, -1, 0), from.Day()))
	case fyne.KeyPageDown:
		k.goTo(inMonth(k.first.AddDate(0, 1, 0), from.Day()))
	default:
		return false
	}
	return true
}

// inMonth is the n-th day of the month that begins with first, or its last.
func inMonth(first time.Time, n int) time.Time {
	last := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(n, last)-1)
}

func sameDay(a, b time.Time) bool {
	return !b.IsZero() && a.Year() == b.Year() && a.YearDay() == b.YearDay()
}

// DayButton is a day of a calendar.
type DayButton struct {
	Button
	day time.Time
}

// AccessibilityLabel is the whole date: a number says little without its month.
func (b *DayButton) AccessibilityLabel() string { return text.Date(b.day) }
