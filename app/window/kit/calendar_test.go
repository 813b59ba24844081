package kit

import (
	"image/color"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"keytray/app/text"
)

// calendarOf is a calendar in a window, with the first day in focus.
func calendarOf(t *testing.T, chosen, today time.Time) (*Calendar, fyne.Canvas) {
	t.Helper()
	test.NewTempApp(t)
	test.ApplyTheme(t, Theme{})
	w := test.NewWindow(nil)
	k := NewCalendar(chosen, today, w.Canvas())
	w.SetContent(k.Box)
	k.FocusFirst()
	return k, w.Canvas()
}

func onDay(year int, month time.Month, day int) time.Time {
	return time.Date(year, month, day, 9, 0, 0, 0, time.UTC)
}

func TestACalendarMarksTodayAndTheChosenDay(t *testing.T) {
	k, _ := calendarOf(t, onDay(2026, time.November, 3), onDay(2026, time.November, 21))
	for i, b := range k.days {
		want := Look{Text: theme.ColorNameForeground}
		switch i + 1 {
		case 3:
			want = LookPrimary
		case 21:
			want = Look{Stroke: theme.ColorNamePrimary, Text: theme.ColorNameHyperlink, Bold: true}
		}
		if b.Look != want {
			t.Errorf("day %d looks like %+v", i+1, b.Look)
		}
	}
	k.on.Press()
	for i, b := range k.days {
		if b.Look.Fill != "" || b.Look.Stroke != "" {
			t.Errorf("%d December is marked", i+1)
		}
	}
}

func TestACalendarGoesByArrowKeys(t *testing.T) {
	k, c := calendarOf(t, time.Time{}, onDay(2026, time.January, 31))
	at := func(want string) {
		t.Helper()
		if b, is := c.Focused().(*DayButton); !is || b.AccessibilityLabel() != want {
			t.Fatalf("%v has the focus, not %s", c.Focused(), want)
		}
	}
	at("31 Jan 2026")
	for _, s := range []struct {
		key  fyne.KeyName
		want string
	}{
		{fyne.KeyPageDown, "28 Feb 2026"},
		{fyne.KeyRight, "1 Mar 2026"},
		{fyne.KeyUp, "22 Feb 2026"},
		{fyne.KeyDown, "1 Mar 2026"},
		{fyne.KeyLeft, "28 Feb 2026"},
		{fyne.KeyPageUp, "28 Jan 2026"},
	} {
		c.Focused().TypedKey(&fyne.KeyEvent{Name: s.key})
		at(s.want)
	}
	var chosen time.Time
	k.OnChoose = func(t time.Time) { chosen = t }
	c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if text.Date(chosen) != "28 Jan 2026" {
		t.Errorf("%v was chosen", chosen)
	}
}

// Each month is as high as any other, its days stand below their weekday, and no two
// names of weekdays touch, in either language.
func TestACalendarSpeaksTheLanguage(t *testing.T) {
	t.Cleanup(func() { text.Use("en") })
	for tag, want := range map[string]string{"en": "March 2026 Mon Tue Wed Thu Fri Sat Sun", "en-US": "March 2026 Sun Mon Tue Wed Thu Fri Sat", "de": "März 2026 Mo. Di. Mi. Do. Fr. Sa. So."} {
		text.Use(tag)
		k, _ := calendarOf(t, time.Time{}, onDay(2026, time.March, 1))
		got := []string{k.title.Text}
		for _, o := range k.grid.Objects[:daysOfWeek] {
			l := o.(*fyne.Container).Objects[0].(*Line)
			if room := o.Size().Width; l.MinSize().Width+4 > room {
				t.Errorf("%s: %s needs %v of %v", tag, l.Text, l.MinSize().Width, room)
			}
			got = append(got, l.Text)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %q", tag, got)
		}
		for i, o := range k.grid.Objects[daysOfWeek:] {
			if b, is := o.(*DayButton); is && b.day.Weekday() != (text.FirstWeekday()+time.Weekday(i%daysOfWeek))%daysOfWeek {
				t.Errorf("%s: %v stands below another weekday", tag, b.day)
			}
		}
		high := k.Box.MinSize()
		for range 14 {
			if k.on.Press(); k.Box.MinSize() != high {
				t.Errorf("%s: %s has another size", tag, k.title.Text)
			}
		}
	}
}

// A field with a menu keeps its ground, and wears the ring of all fields.
func TestAFocusedChoiceWearsARing(t *testing.T) {
	test.NewTempApp(t)
	test.ApplyTheme(t, Theme{})
	c := &ChoiceField{}
	c.ExtendBaseWidget(c)
	c.SetOptions([]string{"3 months"})
	w := test.NewWindow(c)
	r := test.WidgetRenderer(c).(*choiceRenderer)
	ring := func() bool { _, _, _, a := r.ring.StrokeColor.RGBA(); return a > 0 }
	ground := func() color.Color {
		w.Canvas().Capture()
		return r.WidgetRenderer.Objects()[0].(*canvas.Rectangle).FillColor
	}
	before := ground()
	if ring() {
		t.Error("there is a ring before the field has the focus")
	}
	w.Canvas().Focus(c)
	if !ring() {
		t.Error("there is no ring")
	}
	if ground() != before {
		t.Errorf("the ground is %v, before %v", ground(), before)
	}
	w.Canvas().Unfocus()
	if ring() {
		t.Error("the ring stays")
	}
}
