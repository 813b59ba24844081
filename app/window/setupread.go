package window

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"keytray/app/rotation"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// has tells whether there is something of the person's in the fields.
func (p *nameStep) has() (typed, pasted bool) {
	for _, e := range []*kit.Entry{p.name, p.scopes, p.limit, p.account, p.tags, p.notes, p.used.entry} {
		typed = typed || e.Text != "" && !p.proposed[e.Text]
	}
	return typed || len(p.used.all) > 0, false
}

// firstYear is the first that the agent takes.
const firstYear = 2000

// refusedDates says what is wrong with two days, and where.
func (p *nameStep) refusedDates(created, expires time.Time) (wrong string, at fyne.Focusable) {
	today := rotation.Day(p.s.w.p.Now(), time.Local)
	from := cmp.Or(created, today)
	switch {
	case created.After(today):
		return text.T("The key cannot be younger than today."), p.created
	case strings.TrimSpace(p.created.Text) != "" && created.Year() < firstYear:
		return text.T("The key cannot be older than the year %d.", firstYear), p.created
	case expires.Equal(today) && !expires.After(from):
		return text.T(wordsEndsToday), p.expires
	case !expires.IsZero() && !expires.After(from):
		return text.T("The key cannot end before it was made."), p.expires
	}
	return "", nil
}

func (p *nameStep) refuses(created, expires time.Time) bool {
	wrong, _ := p.refusedDates(created, expires)
	return wrong != ""
}

// misplaced is a field with a key in it that somebody typed, or that came there some
// other way than by pasting.
func (p *nameStep) misplaced() fyne.Focusable {
	if e := p.s.firstKey(p.name, p.scopes, p.limit, p.account, p.tags, p.notes); e != nil {
		return e
	}
	if p.s.holdsKey(p.env.Text) {
		return p.env
	}
	if slices.ContainsFunc(p.used.all, p.s.holdsKey) {
		return p.used.entry
	}
	return nil
}

// read takes over what was typed; wrong is what is wrong with it, and where.
func (p *nameStep) read() (wrong string, at fyne.Focusable) {
	p.used.collect() // it renames nothing: what is stored is what was in sight
	d := &p.s.draft
	created, ok := p.created.Day()
	expires, good := p.expires.Day()
	switch {
	case strings.TrimSpace(p.name.Text) == "":
		return text.T("The key needs a name."), p.name
	case !ok:
		return kit.WordsNoDay(text.T("Created")), p.created
	case !good:
		return kit.WordsNoDay(text.C("date", "The end")), p.expires
	}
	if wrong, at := p.refusedDates(created, expires); wrong != "" {
		return wrong, at
	}
	if at := p.misplaced(); at != nil {
		return text.T(wordsPasteThere), at
	}
	d.name, d.env = strings.TrimSpace(p.name.Text), strings.TrimSpace(p.env.Text)
	d.usedBy, d.tags = slices.Clone(p.used.all), list(p.tags)
	d.scopes, d.limit = strings.TrimSpace(p.scopes.Text), strings.TrimSpace(p.limit.Text)
	d.account, d.notes = strings.TrimSpace(p.account.Text), strings.TrimSpace(p.notes.Text)
	d.created, d.expires = created, expires
	d.dueAfter, d.overdueAfter = p.due.chosen(), p.over.chosen()
	if w := p.inForce(); p.known && d.dueAfter == w.DueAfter && d.overdueAfter == w.OverdueAfter {
		d.dueAfter, d.overdueAfter = 0, 0 // it goes with the settings and the catalogue
	}
	return "", nil
}

// list splits what is separated by commas.
func list(e *kit.Entry) []string {
	var all []string
	for part := range strings.SplitSeq(e.Text, ",") {
		if part = strings.TrimSpace(part); part != "" {
			all = append(all, part)
		}
	}
	return all
}
