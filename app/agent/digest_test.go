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
	"keytray/app/text"
	"keytray/app/vault"
)

var today = time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)

// allSteps are all that a reminder can speak about.
var allSteps = []rotation.Step{
	rotation.StepExposed, rotation.StepLeaked, rotation.StepExpired, rotation.StepEnds1, rotation.StepEnds7,
	rotation.StepUnfinished, rotation.StepOverdue, rotation.StepEnds30, rotation.StepDue,
}

// digestOf says what a digest with these steps, one key each, looks like.
func digestOf(names bool, steps ...rotation.Step) notify.Note {
	var x vault.Index
	var say []rotation.Reminder
	for i, step := range steps {
		k := vault.Key{ID: fmt.Sprint(i), Name: fmt.Sprintf("key %d", i), Provider: "openai"}
		if step == rotation.StepUnfinished || step == rotation.StepLeaked {
			k.Case = vault.Case{Started: today, Step: vault.StepRevoke, New: 2}
		}
		x.Keys = append(x.Keys, k)
		say = append(say, reminder(k.ID, step))
	}
	return digest(x, say, 0, provider.New().Name, names)
}

// reminder has the provider's date only where its step speaks of it.
func reminder(id string, step rotation.Step) rotation.Reminder {
	r := rotation.Reminder{ID: id, Step: step, Standing: rotation.Standing{Age: 184, OverdueFrom: time.Date(2027, 2, 27, 0, 0, 0, 0, time.UTC)}}
	left, ends := map[rotation.Step]int{rotation.StepEnds30: 30, rotation.StepEnds7: 7, rotation.StepEnds1: 1, rotation.StepExpired: 0}[step]
	if ends {
		r.Standing.DaysLeft, r.Standing.Expires = left, rotation.Day(today, time.UTC).AddDate(0, 0, left)
	}
	return r
}

func TestADigestSaysWhatAndWhen(t *testing.T) {
	due, over, begun, leaked, exposed := rotation.StepDue, rotation.StepOverdue, rotation.StepUnfinished, rotation.StepLeaked, rotation.StepExposed
	for _, c := range []struct {
		name        string
		note        notify.Note
		title, body string
	}{
		{"window", digestOf(true, due), "key 0: rotation window open", "OpenAI key, 6 months old. Rotate it before 27 Feb 2027."},
		{"overdue", digestOf(true, over), "key 0 is overdue", "OpenAI key, 6 months old. Rotate it when you can spare a few minutes."},
		{"ending", digestOf(true, rotation.StepEnds7), "key 0 stops working in 7 days", "OpenAI ends this key on 28 Nov 2026."},
		{"expired", digestOf(true, rotation.StepExpired), "key 0 has expired", "OpenAI ended this key on 21 Nov 2026."},
		{"exposed", digestOf(true, rotation.StepExposed), "key 0 was exposed", "Revoke it at OpenAI and put a new key in its place."},
		{"unfinished", digestOf(true, begun), "key 0: rotation not finished", "Step 4 of 5: revoke the old key at OpenAI."},
		{"leaked", digestOf(true, leaked), "key 0: old key may still work", "It was leaked. Step 4 of 5: revoke the old key at OpenAI."},
		{"several", digestOf(true, over, over, due), "2 keys need rotating", "key 0, key 1. 1 more is in its window."},
		{"many", digestOf(true, over, over, over, over, over, over), "6 keys need rotating", "key 0, key 1, key 2, key 3 and 2 more."},
		{"only windows", digestOf(true, due, due), "Rotation window open for 2 keys", "key 0, key 1."},
		{"one exposed among others", digestOf(true, exposed, leaked, over, over, begun, due), "1 key was exposed", "key 0. 3 more need rotating. 1 rotation to finish. 1 more is in its window."},
		{"exposed", digestOf(true, exposed, exposed, over), "2 keys were exposed", "key 0, key 1. 1 more needs rotating."},
		{"leaked", digestOf(true, leaked, leaked), "2 leaked keys may still work", "key 0, key 1."},
		{"some of each", digestOf(true, leaked, over, begun, due, due), "1 leaked key may still work", "key 0. 1 more needs rotating. 1 rotation to finish. 2 more are in their window."},
		{"only unfinished", digestOf(true, begun, begun, due), "2 rotations to finish", "key 0, key 1. 1 more is in its window."},
		{"no names, exposed", digestOf(false, exposed), "A key was exposed", "Open Keytray to see which."},
		{"no names, leaked", digestOf(false, leaked), "1 leaked key may still work", "Open Keytray to see which."},
		{"no names, ending", digestOf(false, rotation.StepEnds1), "A key stops working in 1 day", "Open Keytray to see which."},
		{"no names, expired", digestOf(false, rotation.StepExpired), "A key has expired", "Open Keytray to see which."},
		{"no names, overdue", digestOf(false, over), "A key is overdue", "Open Keytray to see which."},
		{"no names, unfinished", digestOf(false, begun), "A rotation is not finished", "Open Keytray to see which."},
		{"no names, window", digestOf(false, due), "The rotation window of a key is open", "Open Keytray to see which."},
		{"no names, one exposed", digestOf(false, exposed, over), "1 key was exposed", "1 more needs rotating. Open Keytray to see which."},
		{"no names, many", digestOf(false, over, over, begun, due), "2 keys need rotating", "1 rotation to finish. 1 more is in its window. Open Keytray to see which."},
	} {
		if c.note.Title != c.title || c.note.Body != c.body {
			t.Errorf("%s: %q, %q", c.name, c.note.Title, c.note.Body)
		}
	}
}

// The window, the tray and the digest count the same keys: those too that were spoken of
// on other days.
func TestADigestCountsAllKeysThatNeedRotating(t *testing.T) {
	over, exposed, ends := rotation.StepOverdue, rotation.StepExposed, rotation.StepEnds7
	for _, c := range []struct {
		name        string
		names       bool
		waiting     int
		steps       []rotation.Step
		title, body string
	}{
		{"one exposed", true, 5, []rotation.Step{exposed, over, over}, "1 key was exposed", "key 0. 4 more need rotating."},
		{"some overdue", true, 5, []rotation.Step{over, over}, "5 keys need rotating", "key 0, key 1. 3 more need rotating."},
		{"many overdue", true, 9, []rotation.Step{over, over, over, over, over}, "9 keys need rotating", "key 0, key 1, key 2, key 3 and 5 more."},
		{"no names", false, 5, []rotation.Step{over, over}, "5 keys need rotating", "Open Keytray to see which."},
		{"no names, one exposed", false, 5, []rotation.Step{exposed, over}, "1 key was exposed", "4 more need rotating. Open Keytray to see which."},
		{"what ends is no number among them", true, 2, []rotation.Step{exposed, over, ends}, "1 key was exposed", "key 0. 1 more needs rotating. key 2 stops working soon."},
		{"only endings", true, 3, []rotation.Step{ends, ends}, "2 keys stop working soon", "key 0, key 1."},
		{"only windows", true, 3, []rotation.Step{rotation.StepDue, rotation.StepDue}, "Rotation window open for 2 keys", "key 0, key 1."},
	} {
		var x vault.Index
		var say []rotation.Reminder
		for i, step := range c.steps {
			k := vault.Key{ID: fmt.Sprint(i), Name: fmt.Sprintf("key %d", i), Provider: "openai"}
			x.Keys, say = append(x.Keys, k), append(say, reminder(k.ID, step))
		}
		if n := digest(x, say, c.waiting, provider.New().Name, c.names); n.Title != c.title || n.Body != c.body {
			t.Errorf("%s: %q, %q", c.name, n.Title, n.Body)
		}
	}
}

// What the digest counts is what the window has under its first head, muted or not.
func TestWhatNeedsRotatingIsCountedAsInTheWindow(t *testing.T) {
	life := func(days int) rotation.Life {
		return rotation.Life{Created: today.AddDate(0, 0, -days), Policy: rotation.Default}
	}
	begun, leaked, muted, ended := life(10), life(10), life(400), life(10)
	begun.Begun, leaked.Begun, leaked.Leaked, muted.Muted, ended.Expires = today, today, today, true, today.AddDate(0, 0, -1)
	var all []rotation.Subject
	for _, l := range []rotation.Life{life(1), begun, leaked, muted, ended, life(100)} {
		all = append(all, rotation.Subject{Life: l})
	}
	if got := needing(all, today); got != 3 {
		t.Errorf("%d need rotating", got)
	}
}

// The window counts the bin apart, and so does the doctor.
func TestTheDoctorCountsTheBinApart(t *testing.T) {
	keys := make([]vault.Key, 3)
	if got := wholeWords(keys); got != "The list of keys is whole: 3 keys." {
		t.Errorf("it says %q", got)
	}
	keys[1].Deleted = today
	if got := wholeWords(keys); got != "The list of keys is whole: 2 keys, 1 in the bin." {
		t.Errorf("it says %q", got)
	}
}

func TestAWindowIsToBeUsedBeforeTheEarlierOfTwoDates(t *testing.T) {
	k := vault.Key{ID: "0", Name: "a", Provider: "openai"}
	r := reminder("0", rotation.StepDue)
	r.Standing.Expires, r.Standing.DaysLeft = time.Date(2027, 1, 9, 0, 0, 0, 0, time.UTC), 49
	n := digest(vault.Index{Keys: []vault.Key{k}}, []rotation.Reminder{r}, 0, provider.New().Name, true)
	if want := "OpenAI key, 6 months old. Rotate it before 9 Jan 2027."; n.Body != want {
		t.Errorf("%q, want %q", n.Body, want)
	}
}

func TestADigestStaysUntilSomebodySeesIt(t *testing.T) {
	for _, step := range allSteps {
		if n := digestOf(true, step); !n.Stays || n.Brief {
			t.Errorf("%s: %+v", step, n)
		}
	}
}

func TestADigestSpeaksOfTheStepAtWhichARotationWasLeft(t *testing.T) {
	for _, c := range []struct {
		step     vault.Step
		provider string
		phase    rotation.Phase
		want     string
	}{
		{vault.StepCreate, "openai", rotation.Overdue, "Step 1 of 5: make a new key at OpenAI."},
		{vault.StepPaste, "openai", rotation.Expired, "It has expired. Step 2 of 5: give Keytray the new key."},
		{vault.StepPlaces, "openai", rotation.Fresh, "Step 3 of 5: update the places that use it."},
		{vault.StepRevoke, "openai", rotation.Fresh, "Step 4 of 5: revoke the old key at OpenAI."},
		{vault.StepRevoke, provider.Other, rotation.Fresh, "Step 4 of 5: revoke the old key at its provider."},
	} {
		k := vault.Key{ID: "0", Name: "a", Provider: c.provider, Case: vault.Case{Started: today, Step: c.step}}
		r := rotation.Reminder{ID: "0", Step: rotation.StepUnfinished, Standing: rotation.Standing{Phase: c.phase}}
		if n := digest(vault.Index{Keys: []vault.Key{k}}, []rotation.Reminder{r}, 0, provider.New().Name, true); n.Body != c.want {
			t.Errorf("%s: %q, want %q", c.step, n.Body, c.want)
		}
	}
}

func TestAnExposedKeyIsToBeRevokedFirstUnlessItCanWait(t *testing.T) {
	for where, want := range map[string]string{
		"repository": "Revoke it at OpenAI and put a new key in its place.",
		"chat":       "Put a new key in its place, then revoke it at OpenAI.",
	} {
		k := vault.Key{ID: "0", Name: "a", Provider: "openai", UsedBy: []vault.Place{{Location: "laptop"}}, Exposed: vault.Exposure{At: today, Where: where}}
		n := digest(vault.Index{Keys: []vault.Key{k}}, []rotation.Reminder{reminder("0", rotation.StepExposed)}, 0, provider.New().Name, true)
		if n.Body != want || strings.Contains(n.Body, "laptop") {
			t.Errorf("%s: %q, want %q", where, n.Body, want)
		}
	}
}

func TestButtonsFitWhatIsToBeDone(t *testing.T) {
	for _, c := range []struct {
		steps []rotation.Step
		want  string
	}{
		{[]rotation.Step{rotation.StepDue}, "rotate Rotate…|snooze Snooze 1 week"},
		{[]rotation.Step{rotation.StepOverdue}, "rotate Rotate…|snooze Snooze 1 week"},
		{[]rotation.Step{rotation.StepExpired}, "rotate Rotate…|snooze Snooze 1 week"},
		{[]rotation.Step{rotation.StepEnds30}, "rotate Rotate…|snooze Snooze 1 week"},
		{[]rotation.Step{rotation.StepEnds7}, "rotate Rotate…|snooze Snooze 2 days"},
		{[]rotation.Step{rotation.StepEnds1}, "rotate Rotate…"},
		{[]rotation.Step{rotation.StepUnfinished}, "rotate Go on…|snooze Snooze 1 week"},
		{[]rotation.Step{rotation.StepLeaked}, "rotate Go on…"},
		{[]rotation.Step{rotation.StepExposed}, "leaked What to do…"},
		{[]rotation.Step{rotation.StepDue, rotation.StepDue}, "rotation Show rotation|snooze Snooze 1 week"},
		{[]rotation.Step{rotation.StepExposed, rotation.StepLeaked}, "rotation Show rotation"},
		{[]rotation.Step{rotation.StepExposed, rotation.StepEnds1, rotation.StepDue}, "rotation Show rotation|snooze Snooze 1 week"},
		{[]rotation.Step{rotation.StepEnds7, rotation.StepOverdue, rotation.StepDue}, "rotation Show rotation|snooze Snooze 2 days"},
	} {
		for _, names := range []bool{true, false} {
			n := digestOf(names, c.steps...)
			var got []string
			for _, b := range n.Buttons {
				got = append(got, b.Action+" "+b.Label)
			}
			if strings.Join(got, "|") != c.want {
				t.Errorf("%v: %s, want %s", c.steps, strings.Join(got, "|"), c.want)
			}
			daily := slices.Contains(c.steps, rotation.StepExposed) || slices.Contains(c.steps, rotation.StepLeaked)
			if n.Urgent != daily {
				t.Errorf("%v: urgent is %v", c.steps, n.Urgent)
			}
		}
	}
}

func TestANoteIsShortWhateverNamesAreLike(t *testing.T) {
	names := []string{strings.Repeat("long ", 12), strings.Repeat("ü", 60)}
	var x vault.Index
	for i := range 6 {
		x.Keys = append(x.Keys, vault.Key{ID: fmt.Sprint(i), Name: names[i%2], Provider: "openai", Case: vault.Case{Started: today, Step: vault.StepRevoke}})
	}
	for _, step := range allSteps {
		for _, count := range []int{1, 2, 6} {
			var say []rotation.Reminder
			for i := range count {
				say = append(say, reminder(fmt.Sprint(i), step))
			}
			n := digest(x, say, 0, provider.New().Name, true)
			if utf8.RuneCountInString(n.Title) > 40 || utf8.RuneCountInString(n.Body) > 130 || !strings.Contains(n.Title+n.Body, "…") {
				t.Errorf("%d of %s: %q, %q", count, step, n.Title, n.Body)
			}
		}
	}
}

func TestNoNameIsShownToWhoWantsNone(t *testing.T) {
	for _, step := range allSteps {
		for _, n := range []notify.Note{digestOf(false, step), digestOf(false, step, step)} {
			if said := n.Title + n.Body + n.NoClick; strings.Contains(said, "key 0") || strings.Contains(said, "OpenAI") {
				t.Errorf("%s: %q", step, said)
			}
		}
	}
}

func TestADigestIsInThePersonsLanguage(t *testing.T) {
	text.Use("de")
	t.Cleanup(func() { text.Use("en") })
	due, over, begun, exposed := rotation.StepDue, rotation.StepOverdue, rotation.StepUnfinished, rotation.StepExposed
	for _, c := range []struct {
		note        notify.Note
		title, body string
	}{
		{digestOf(true, due), "key 0: Austauschfenster offen", "Schlüssel von OpenAI, 6 Monate alt. Tauschen Sie ihn vor dem 27. Feb. 2027 aus."},
		{digestOf(true, over), "key 0 ist überfällig", "Schlüssel von OpenAI, 6 Monate alt. Tauschen Sie ihn aus, wenn Sie ein paar Minuten Zeit haben."},
		{digestOf(true, rotation.StepEnds7), "key 0 läuft in 7 Tagen ab", "Bei OpenAI läuft dieser Schlüssel am 28. Nov. 2026 ab."},
		{digestOf(true, rotation.StepEnds1), "key 0 läuft in 1 Tag ab", "Bei OpenAI läuft dieser Schlüssel am 22. Nov. 2026 ab."},
		{digestOf(true, exposed), "key 0 wurde offengelegt", "Widerrufen Sie ihn bei OpenAI und setzen Sie einen neuen Schlüssel an seine Stelle."},
		{digestOf(true, begun), "key 0: Austausch nicht abgeschlossen", "Schritt 4 von 5: den alten Schlüssel bei OpenAI widerrufen."},
		{digestOf(true, over, over, due), "2 Schlüssel sind auszutauschen", "key 0, key 1. 1 weiterer ist in seinem Austauschfenster."},
		{digestOf(false, due, due), "Austauschfenster offen für 2 Schlüssel", "Öffnen Sie Keytray, um zu sehen, welche es sind."},
	} {
		if c.note.Title != c.title || c.note.Body != c.body {
			t.Errorf("got  %q, %q\nwant %q, %q", c.note.Title, c.note.Body, c.title, c.body)
		}
	}
	for _, step := range allSteps {
		if n := utf8.RuneCountInString(digestOf(true, step).Title); n > 40 {
			t.Errorf("%s: a title of %d characters", step, n)
		}
	}
}
