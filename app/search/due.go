package search

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"keytray/app/rotation"
)

// day is the number of a calendar day where the person is; 0 is no day.
type day int32

func (x *Index) day(t time.Time) day {
	if t.IsZero() {
		return 0
	}
	return dayOf(t.In(x.now.Location()).Date())
}

func dayOf(y int, m time.Month, d int) day {
	return day(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix()/(24*60*60)) + 1<<20
}

func earlier(a, b day) day {
	if a == 0 || b != 0 && b < a {
		return b
	}
	return a
}

// Values of due: that are words.
const (
	dueNow     = "now" // what asks for the person now, as keytray list --due
	dueYes     = "yes" // the same
	dueOverdue = "overdue"
	dueNever   = "never" // nobody is to be reminded
)

var dueWords = []string{dueNow, dueOverdue, dueYes, dueNever}

// due reads the value of due:. There is nothing that a key must be while the value
// may still become one; wrong is one that cannot.
func (x *Index) due(value string) (fits func(*entry) bool, wrong bool) {
	value = string(fold(value, bare, false).text)
	if strings.HasPrefix(value, "-") {
		return nil, true
	}
	switch value {
	case "":
		return nil, false
	case dueNow, dueYes:
		return func(e *entry) bool { return e.state&wantsSomething != 0 }, false
	case dueOverdue:
		return func(e *entry) bool { return e.state&(isOverdue|isExpired) != 0 }, false
	case dueNever:
		return func(e *entry) bool { return e.state&isMuted != 0 || e.first == 0 }, false
	}
	if until, ok := x.within(value); ok {
		return func(e *entry) bool {
			return e.first != 0 && e.first <= until || e.state&wantsSomething != 0
		}, false
	}
	if from, to, ok := period(value); ok {
		return func(e *entry) bool {
			return slices.ContainsFunc(e.dates[:], func(d day) bool { return d >= from && d < to })
		}, false
	}
	begun := slices.ContainsFunc(dueWords, func(w string) bool { return strings.HasPrefix(w, value) })
	if _, err := strconv.Atoi(value); begun || err == nil && len(value) <= 4 {
		return nil, false
	}
	return nil, true
}

// within reads 30d, 2w, 3m and 1y: the last day of that time.
func (x *Index) within(value string) (day, bool) {
	n, err := strconv.Atoi(value[:len(value)-1])
	if err != nil || n < 0 || n > 9999 {
		return 0, false
	}
	today := rotation.Day(x.now, x.now.Location())
	switch value[len(value)-1] {
	case 'd':
		return x.day(today) + day(n), true
	case 'w':
		return x.day(today) + day(7*n), true
	case 'm':
		return x.day(rotation.AddMonths(today, n)), true
	case 'y':
		return x.day(rotation.AddMonths(today, 12*n)), true
	}
	return 0, false
}

// period reads 2027, 2027-01 and 2027-01-31: its first day and the one after it.
// While the next part is being typed the one before it counts.
func period(value string) (from, to day, ok bool) {
	value = strings.TrimSuffix(value, "-")
	for _, part := range []string{"-0", "-1", "-2", "-3"} {
		if len(value) == len("2006-0") || len(value) == len("2006-01-0") {
			value = strings.TrimSuffix(value, part)
		}
	}
	for _, form := range []struct {
		like                string
		years, months, days int
	}{{"2006", 1, 0, 0}, {"2006-01", 0, 1, 0}, {"2006-01-02", 0, 0, 1}} {
		if t, err := time.Parse(form.like, value); err == nil {
			return dayOf(t.Date()), dayOf(t.AddDate(form.years, form.months, form.days).Date()), true
		}
	}
	return 0, 0, false
}
