// Package calendar writes the dates of keys as a calendar file (iCalendar,
// RFC 5545). It is pure: nothing is read or written here.
//
// Calendar modules were looked at and left out: github.com/arran4/golang-ical
// brings net/http, which this program must not contain, and
// github.com/emersion/go-ical has no release. Writing is the easy half of the
// format; a real parser reads the result in the tests.
package calendar

import (
	"fmt"
	"strconv"
	"time"

	"keytray/app/api"
	"keytray/app/text"
)

// Entry is what the file tells of a key. A zero date is none. Dates are the days
// of their own time zones.
type Entry struct {
	ID       string
	Name     string
	Provider string // what to call it; may be empty
	Opens    time.Time
	Overdue  time.Time
	Ends     time.Time // by the provider
	Today    Today
}

// Today is what a key needs now, whatever its dates.
type Today int

// What a key can need now.
const (
	Nothing    Today = iota
	Exposed          // somebody else has seen the value
	Leaked           // it was replaced, and the old one may still work
	Unfinished       // a rotation waits to be gone on with
)

// Entries are those of keys. Notes, hints and places are not in them.
func Entries(keys []api.Key) []Entry {
	all := make([]Entry, 0, len(keys))
	for _, k := range keys {
		e := Entry{ID: k.ID, Name: k.Name, Opens: k.DueFrom, Overdue: k.OverdueFrom, Ends: k.Expires, Today: today(k)}
		if k.Provider != "other" {
			e.Provider = k.ProviderName
		}
		all = append(all, e)
	}
	return all
}

func today(k api.Key) Today {
	switch {
	case k.Phase == "exposed":
		return Exposed
	case k.Case != nil && k.Case.Leaked != nil:
		return Leaked
	case k.Case != nil:
		return Unfinished
	}
	return Nothing
}

// event is one all-day event.
type event struct {
	kind    string // within its key, for ever: calendars know an event again by it
	day     time.Time
	summary string
	more    string
}

// Count is how many events File writes.
func Count(entries []Entry) int {
	n := 0
	for _, e := range entries {
		n += len(e.events("", time.Time{}))
	}
	return n
}

// events are those of a key, which is called as given.
func (e Entry) events(called string, now time.Time) []event {
	var all []event
	if !e.Opens.IsZero() {
		more := ""
		if !e.Overdue.IsZero() {
			more = text.T("Rotate it before %s.", text.Date(e.Overdue))
		}
		all = append(all, event{"opens", e.Opens, text.T("%s: its rotation window opens", called), more})
	}
	if !e.Overdue.IsZero() {
		all = append(all, event{"overdue", e.Overdue, text.T("%s is overdue: rotate it", called), ""})
	}
	if !e.Ends.IsZero() {
		all = append(all, event{"ends", e.Ends, text.T("%s ends today", called), ""})
	}
	switch e.Today {
	case Exposed:
		all = append(all, event{"today", now, text.T("%s is exposed: rotate it and revoke the old value", called), ""})
	case Leaked:
		all = append(all, event{"today", now, text.T("%s leaked, and the old value may still work: revoke it", called), ""})
	case Unfinished:
		all = append(all, event{"today", now, text.T("%s: finish its rotation", called), ""})
	}
	return all
}

// called is how a key is named in the file.
func (e Entry) called(names bool) string {
	switch {
	case !names:
		return text.T("An API key")
	case e.Provider != "":
		return e.Name + " (" + e.Provider + ")"
	}
	return e.Name
}

// File is the calendar file. Without names nothing in it tells whose keys they
// are. Imported again, the events replace those of an earlier file: their UIDs stay,
// and their sequence number grows with the time.
func File(entries []Entry, names bool, now time.Time) []byte {
	var f file
	f.line("BEGIN", "VCALENDAR")
	f.line("VERSION", "2.0")
	f.line("PRODID", "-//Keytray//Keytray//EN")
	f.line("CALSCALE", "GREGORIAN")
	f.line("METHOD", "PUBLISH")
	f.line("X-WR-CALNAME", escape(text.T("Key rotation")))
	for _, e := range entries {
		for _, ev := range e.events(e.called(names), now) {
			f.event(e.ID, ev, now)
		}
	}
	f.line("END", "VCALENDAR")
	return f.Bytes()
}

const (
	utc = "20060102T150405Z"
	day = "20060102"
)

func (f *file) event(id string, e event, now time.Time) {
	f.line("BEGIN", "VEVENT")
	f.line("UID", fmt.Sprintf("%s-%s@keytray", id, e.kind))
	f.line("DTSTAMP", now.UTC().Format(utc))
	f.line("LAST-MODIFIED", now.UTC().Format(utc))
	f.line("SEQUENCE", strconv.FormatInt(now.Unix()/60, 10)) // minutes: seconds outgrow its 31 bits in 2038
	f.line("DTSTART;VALUE=DATE", e.day.Format(day))
	f.line("DTEND;VALUE=DATE", e.day.AddDate(0, 0, 1).Format(day)) // the first day that is none of it
	f.line("SUMMARY", escape(e.summary))
	if e.more != "" {
		f.line("DESCRIPTION", escape(e.more))
	}
	f.line("CLASS", "PRIVATE")
	f.line("TRANSP", "TRANSPARENT") // nobody is busy all day
	f.line("END", "VEVENT")
}
