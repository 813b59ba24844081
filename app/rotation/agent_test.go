package rotation

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

var morning = Choices{Enabled: true, NotBefore: 9 * time.Hour}

// agent keeps what Remind needs, the way the program does.
type agent struct {
	keys []Subject
	rec  Record
	c    Choices
}

func (a *agent) find(id string) *Subject {
	return &a.keys[slices.IndexFunc(a.keys, func(s Subject) bool { return s.ID == id })]
}

// ask stores what was said and returns the plan.
func (a *agent) ask(now time.Time) Plan {
	p := Remind(a.keys, a.rec, a.c, now)
	for _, r := range p.Say {
		a.find(r.ID).Reminded = r.Word(now)
		a.rec.LastDigest = now
	}
	return p
}

// live asks from now until end, sleeping on Next, and returns what was said,
// a line per digest: "2026-09-01 Tue 09:00 a:due b:overdue".
func (a *agent) live(now, end time.Time) (said []string) {
	for !now.IsZero() && now.Before(end) {
		p := a.ask(now)
		if len(p.Say) > 0 {
			said = append(said, line(now, p.Say))
		}
		now = p.Next
	}
	return said
}

func line(now time.Time, say []Reminder) string {
	b := strings.Builder{}
	b.WriteString(now.Format("2006-01-02 Mon 15:04"))
	for _, r := range say {
		fmt.Fprintf(&b, " %s:%s", r.ID, r.Step)
	}
	return b.String()
}
