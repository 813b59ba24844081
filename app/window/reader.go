package window

import (
	"fmt"
	"strings"
	"time"
)

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
