package agent

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"keytray/app/notify"
	"keytray/app/provider"
	"keytray/app/rotation"
	"keytray/app/vault"
)

var today = time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)

// digestOf says what a digest with these steps, one key each, looks like.
func digestOf(names bool, steps ...rotation.Step) notify.Note {
	var x vault.Index
	var say []rotation.Reminder
	for i, step := range steps {
		id := fmt.Sprint(i)
		x.Keys = append(x.Keys, vault.Key{ID: id, Name: "key " + id, Provider: "openai"})
		say = append(say, rotation.Reminder{ID: id, Step: step, Standing: rotation.Standing{
			Age: 184, DaysLeft: 7, Expires: today.AddDate(0, 0, 7), OverdueFrom: time.Date(2027, 2, 27, 0, 0, 0, 0, time.UTC),
		}})
	}
	return digest(x, say, provider.New().Name, names, today)
}

func TestADigestSaysWhatAndWhen(t *testing.T) {
	due, over := rotation.StepDue, rotation.StepOverdue
	for _, c := range []struct {
		name        string
		note        notify.Note
		title, body string
	}{
		{"window", digestOf(true, due), "key 0: rotation window open", "OpenAI key, 6 months old. Rotate it before 27 Feb 2027."},
		{"overdue", digestOf(true, over), "key 0 is overdue", "OpenAI key, 6 months old. Rotate it when you can spare a few minutes."},
		{"ending", digestOf(true, rotation.StepEnds7), "key 0 stops working in 7 days", "OpenAI ends this key on 28 Nov 2026."},
		{"expired", digestOf(true, rotation.StepExpired), "key 0 has expired", "OpenAI ended this key on 28 Nov 2026."},
		{"exposed", digestOf(true, rotation.StepExposed), "key 0 was exposed", "Revoke it at OpenAI and put a new key in its place."},
		{"several", digestOf(true, over, over, due), "2 keys need rotating", "key 0, key 1. 1 more in their window."},
		{"many", digestOf(true, over, over, over, over, over, over), "6 keys need rotating", "key 0, key 1, key 2, key 3 and 2 more."},
		{"only windows", digestOf(true, due, due), "Rotation window open for 2 keys", "key 0, key 1."},
		{"no names, one", digestOf(false, over), "1 key needs rotating", "Open Keytray to see which."},
		{"no names, many", digestOf(false, over, due), "1 key needs rotating", "Open Keytray to see which."},
	} {
		if c.note.Title != c.title || c.note.Body != c.body {
			t.Errorf("%s: %q, %q", c.name, c.note.Title, c.note.Body)
		}
	}
}

func TestSnoozeIsOfferedOnlyWhereItHelps(t *testing.T) {
	snoozes := func(n notify.Note) bool {
		return slices.ContainsFunc(n.Buttons, func(b notify.Button) bool { return b.Action == "snooze" })
	}
	if snoozes(digestOf(true, rotation.StepExposed)) || !snoozes(digestOf(true, rotation.StepExposed, rotation.StepDue)) {
		t.Error("snooze does not silence exposed keys")
	}
	if n := digestOf(true, rotation.StepDue, rotation.StepDue); len(n.Buttons) > 2 {
		t.Errorf("%d buttons", len(n.Buttons))
	}
}

func TestATitleStaysShort(t *testing.T) {
	x := vault.Index{Keys: []vault.Key{{ID: "0", Name: strings.Repeat("long ", 20), Provider: "openai"}}}
	for _, step := range []rotation.Step{rotation.StepDue, rotation.StepOverdue, rotation.StepExpired, rotation.StepExposed, rotation.StepEnds1} {
		n := digest(x, []rotation.Reminder{{ID: "0", Step: step}}, provider.New().Name, true, today)
		if utf8.RuneCountInString(n.Title) > 40 || !strings.Contains(n.Title, "…") {
			t.Errorf("%s: %q", step, n.Title)
		}
	}
}
