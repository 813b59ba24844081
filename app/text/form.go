package text

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// form is how dates, times of day and numbers are written.
type form struct {
	months    [12]string // in short
	weekdays  [7]string
	date      string // with day, month and year
	day       string // with day and month
	halves    bool   // the day has twice twelve hours
	thousands string
	decimal   string
}

var (
	britishMonths  = [12]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}
	englishDays    = [7]string{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"}
	germanMonths   = [12]string{"Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."}
	germanWeekdays = [7]string{"So.", "Mo.", "Di.", "Mi.", "Do.", "Fr.", "Sa."}
)

// The forms of Unicode CLDR, medium length. Outside of the United States everybody
// who reads English understands the one of the United Kingdom.
var (
	british = form{
		months: britishMonths, weekdays: englishDays, date: "%[1]d %[2]s %[3]d", day: "%[1]d %[2]s",
		thousands: ",", decimal: ".",
	}
	unitedStates = form{
		months: britishMonths, weekdays: englishDays, date: "%[2]s %[1]d, %[3]d", day: "%[2]s %[1]d",
		halves: true, thousands: ",", decimal: ".",
	}
	continental = form{
		months: germanMonths, weekdays: germanWeekdays, date: "%[1]d. %[2]s %[3]d", day: "%[1]d. %[2]s",
		thousands: ".", decimal: ",",
	}
)

// Date is a day as people write it: 19 Feb 2027.
func Date(t time.Time) string {
	f := inUse().form
	return fmt.Sprintf(f.date, t.Day(), f.months[t.Month()-1], t.Year())
}

// Day is a day of a year that everybody knows: 19 Feb.
func Day(t time.Time) string {
	f := inUse().form
	return fmt.Sprintf(f.day, t.Day(), f.months[t.Month()-1])
}

// Month is a month of the year in short: Feb.
func Month(t time.Time) string { return inUse().form.months[t.Month()-1] }

// Weekday is a day of the week in short: Fri.
func Weekday(t time.Time) string { return inUse().form.weekdays[t.Weekday()] }

// FirstWeekday is the day with which a week begins: in the United States Sunday, elsewhere
// Monday, as in CLDR.
func FirstWeekday() time.Weekday {
	if inUse().form == unitedStates {
		return time.Sunday
	}
	return time.Monday
}

// Clock is a time of the day with its seconds: 20:15:04.
func Clock(t time.Time) string {
	if inUse().form.halves {
		return t.Format("3:04:05 PM")
	}
	return t.Format("15:04:05")
}

// Time is a time of the day: 20:15.
func Time(t time.Time) string {
	if inUse().form.halves {
		return t.Format("3:04 PM")
	}
	return t.Format("15:04")
}

// Moment is a day and the time on it: 19 Feb 2027, 20:15.
func Moment(t time.Time) string { return Date(t) + ", " + Time(t) }

// Number is a count, which may be long: 10,000.
func Number(n int) string {
	digits, sign := strconv.Itoa(n), ""
	if n < 0 {
		digits, sign = digits[1:], "-"
	}
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + inUse().form.thousands + digits[i:]
	}
	return sign + digits
}

// Decimal is a number with so many places: 1.5.
func Decimal(x float64, places int) string {
	return strings.Replace(strconv.FormatFloat(x, 'f', places, 64), ".", inUse().form.decimal, 1)
}
