package window

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"keytray/app/rotation"
)

// has tells whether there is something of the person's in the fields.
func (p *nameStep) has() (typed, pasted bool) {
	for _, e := range []*entry{p.name, p.scopes, p.limit, p.account, p.tags, p.notes, p.used.entry} {
		typed = typed || e.Text != "" && !p.proposed[e.Text]
	}
	return typed || len(p.used.all) > 0, false
}

// read takes over what was typed; wrong is what is wrong with it, and where.
func (p *nameStep) read() (wrong string, at fyne.Focusable) {
	p.used.add()
	d, now := &p.s.draft, p.s.w.p.Now()
	created, ok := p.created.day()
	expires, good := p.expires.day()
	today := rotation.Day(now, time.Local)
	switch {
	case strings.TrimSpace(p.name.Text) == "":
		return "The key needs a name.", p.name
	case !ok:
		return wordsNoDay("Created"), p.created
	case !good:
		return wordsNoDay("The end"), p.expires
	case created.After(today):
		return "The key cannot be younger than today.", p.created
	case !expires.IsZero() && !expires.After(cmp.Or(created, today)):
		return "The key cannot end before it was made.", p.expires
	}
	d.name, d.env = strings.TrimSpace(p.name.Text), strings.TrimSpace(p.env.Text)
	d.usedBy, d.tags = slices.Clone(p.used.all), list(p.tags)
	d.scopes, d.limit = strings.TrimSpace(p.scopes.Text), strings.TrimSpace(p.limit.Text)
	d.account, d.notes = strings.TrimSpace(p.account.Text), strings.TrimSpace(p.notes.Text)
	d.created, d.expires = created, expires
	d.dueAfter, d.overdueAfter = monthsOf(p.due), monthsOf(p.over)
	if d.dueAfter == p.usual.DueAfter && d.overdueAfter == p.usual.OverdueAfter {
		d.dueAfter, d.overdueAfter = 0, 0 // it goes with the settings
	}
	return "", nil
}
