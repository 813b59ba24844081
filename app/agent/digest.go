package agent

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"keytray/app/notify"
	"keytray/app/provider"
	"keytray/app/rotation"
	"keytray/app/text"
	"keytray/app/vault"
)

// Actions of a digest's buttons.
const (
	actionRotate   = "rotate"   // one key's rotation, begun or gone on with
	actionLeaked   = "leaked"   // what to do about one key that somebody else has seen
	actionRotation = "rotation" // the overview
	actionSnooze   = "snooze"
)

// digest is the one notification of the day. It names keys, never a value, a hint
// or a place. waiting is how many keys need rotating in all.
func digest(x vault.Index, say []rotation.Reminder, waiting int, issuer func(id string) string, names bool) notify.Note {
	// It is one a day and takes the place of the one before, so it can wait for the
	// person: most servers drop a note after some seconds, seen or not.
	n := notify.Note{Tag: digestTag, Stays: true, Urgent: slices.ContainsFunc(say, func(r rotation.Reminder) bool { return r.Step.CannotWait() })}
	if len(say) == 1 {
		k := keyOf(x, say[0].ID)
		n.Buttons, n.NoClick = []notify.Button{choice(k, say[0].Step)}, text.T("Open Keytray to rotate it.")
		n.Title, n.Body = single(k, issuer, say[0])
	} else {
		n.Buttons, n.NoClick = []notify.Button{{Action: actionRotation, Label: text.T("Show rotation")}}, text.T("Open Keytray to rotate them.")
		n.Title, n.Body = several(say, waiting, func(r rotation.Reminder) string { return keyOf(x, r.ID).Name })
	}
	if !names {
		n.Title, n.Body = several(say, waiting, nil)
		n.NoClick = ""
		if len(say) == 1 {
			n.Title = nameless(say[0])
		}
	}
	if d := silence(say); d > 0 {
		n.Buttons = append(n.Buttons, notify.Button{Action: actionSnooze, Label: text.Snooze(d)})
	}
	return n
}

// choice is the button for what is to be done about one key.
func choice(k vault.Key, step rotation.Step) notify.Button {
	switch {
	case step == rotation.StepExposed:
		return notify.Button{Action: actionLeaked, Label: text.T("What to do…")}
	case k.Case.Open():
		return notify.Button{Action: actionRotate, Label: text.T("Go on…")}
	}
	return notify.Button{Action: actionRotate, Label: text.T("Rotate…")}
}

// several speaks of all keys together, the most urgent first, and with the names of
// those if name is given. What somebody else has seen is never one of a crowd.
// waiting is how many keys need rotating in all: the window and the tray count those
// that were spoken of before, too.
func several(say []rotation.Reminder, waiting int, name func(rotation.Reminder) string) (title, body string) {
	c := crowdOf(say)
	waiting = max(waiting, len(c.exposed)+len(c.leaked)+len(c.need))
	var first []rotation.Reminder
	rest, counted := waiting, false // the title counts them
	switch {
	case len(c.exposed) > 0:
		first, title = c.exposed, text.WereExposed(len(c.exposed))
	case len(c.leaked) > 0:
		first, title = c.leaked, text.LeakedMayWork(len(c.leaked))
	case len(c.need) > 0:
		first, title, counted = c.need, text.NeedRotating(waiting), true
	case len(c.ending) > 0:
		first, c.ending, title, rest = c.ending, nil, text.StopSoon(len(c.ending)), 0
	case len(c.begun) > 0:
		first, c.begun, title, rest = c.begun, nil, text.RotationsToFinish(len(c.begun)), 0
	default:
		first, c.open, title, rest = c.open, nil, windowOpenFor(len(c.open)), 0
	}
	rest = max(rest-len(first), 0)
	if name == nil {
		if counted {
			rest = 0
		}
		return title, strings.Join(append(others(rest, c, nil), text.T("Open Keytray to see which.")), " ")
	}
	called := namesOf(first, name)
	if counted && len(called) >= text.MostNames {
		called, rest = append(called, make([]string, rest)...), 0 // they end in "and 3 more"
	}
	return title, strings.Join(append([]string{text.Names(called) + "."}, others(rest, c, name)...), " ")
}

// crowd is what a digest speaks of, each key once.
type crowd struct{ exposed, leaked, need, ending, begun, open []rotation.Reminder }

func crowdOf(say []rotation.Reminder) (c crowd) {
	for _, r := range say {
		switch {
		case r.Step == rotation.StepExposed:
			c.exposed = append(c.exposed, r)
		case r.Step == rotation.StepLeaked:
			c.leaked = append(c.leaked, r)
		case r.Step == rotation.StepOverdue, r.Step == rotation.StepExpired, r.Standing.Phase.NeedsRotating():
			c.need = append(c.need, r)
		case r.Step == rotation.StepDue:
			c.open = append(c.open, r)
		case r.Step == rotation.StepUnfinished:
			c.begun = append(c.begun, r)
		default:
			c.ending = append(c.ending, r)
		}
	}
	return c
}

func namesOf(all []rotation.Reminder, name func(rotation.Reminder) string) (names []string) {
	const most = 24 // characters of a name: four of them fit into two lines
	for _, r := range all {
		names = append(names, text.Cut(name(r), most))
	}
	return names
}

// others are the keys that are less urgent than those that are named first: how many, and
// by name those that stop working, whatever else there is to say.
func others(need int, c crowd, name func(rotation.Reminder) string) (more []string) {
	if need > 0 {
		more = append(more, text.MoreNeedRotating(need))
	}
	switch n := len(c.ending); {
	case n > 0 && name == nil:
		more = append(more, text.MoreStopSoon(n))
	case n > 0:
		more = append(more, text.NamedStopSoon(namesOf(c.ending, name)))
	}
	if n := len(c.begun); n > 0 {
		more = append(more, text.RotationsToFinish(n)+".")
	}
	if n := len(c.open); n > 0 {
		more = append(more, text.MoreInWindow(n))
	}
	return more
}

// needing counts the keys that need rotating, as the window does.
func needing(all []rotation.Subject, now time.Time) (n int) {
	for _, k := range all {
		if k.Life.At(now).Phase.NeedsRotating() || !k.Life.Leaked.IsZero() {
			n++
		}
	}
	return n
}

// nameless says what is the matter with one key, and not with which.
func nameless(r rotation.Reminder) string {
	switch r.Step {
	case rotation.StepExposed:
		return text.T("A key was exposed")
	case rotation.StepLeaked:
		return text.LeakedMayWork(1)
	case rotation.StepUnfinished:
		return text.T("A rotation is not finished")
	case rotation.StepExpired:
		return text.T("A key has expired")
	case rotation.StepOverdue:
		return text.T("A key is overdue")
	case rotation.StepDue:
		return text.T("The rotation window of a key is open")
	}
	return text.N(r.Standing.DaysLeft, "A key stops working in 1 day", "A key stops working in %d days", r.Standing.DaysLeft)
}

// single speaks of one key.
func single(k vault.Key, issuer func(id string) string, r rotation.Reminder) (title, body string) {
	st, at := r.Standing, text.C("at", "its provider")
	if k.Provider != provider.Other {
		at = issuer(k.Provider)
	}
	switch r.Step {
	case rotation.StepExposed:
		return titled(k, func(name string) string { return text.T("%s was exposed", name) }), afterLeak(k, at)
	case rotation.StepLeaked:
		return titled(k, func(name string) string { return text.T("%s: old key may still work", name) }), text.Sentences(text.T("It was leaked."), toDo(k, at))
	case rotation.StepUnfinished:
		body = toDo(k, at)
		if st.Phase == rotation.Expired {
			body = text.Sentences(text.T("It has expired."), body)
		}
		return titled(k, func(name string) string { return text.T("%s: rotation not finished", name) }), body
	case rotation.StepExpired:
		return titled(k, func(name string) string { return text.T("%s has expired", name) }), hasEnded(k, issuer, st.Expires)
	case rotation.StepOverdue:
		return titled(k, func(name string) string { return text.T("%s is overdue", name) }), text.Sentences(aged(k, issuer, st.Age), text.T("Rotate it when you can spare a few minutes."))
	case rotation.StepDue:
		return titled(k, func(name string) string { return text.T("%s: rotation window open", name) }), text.Sentences(aged(k, issuer, st.Age), text.T("Rotate it before %s.", text.Date(st.Deadline())))
	}
	return titled(k, func(name string) string {
		return text.N(st.DaysLeft, "%[2]s stops working in 1 day", "%[2]s stops working in %[1]d days", st.DaysLeft, name)
	}), ends(k, issuer, st.Expires)
}

// ends says when a key stops working, and hasEnded when it did.
func ends(k vault.Key, issuer func(id string) string, on time.Time) string {
	if k.Provider == provider.Other {
		return text.T("Its provider ends this key on %s.", text.Date(on))
	}
	return text.T("%s ends this key on %s.", issuer(k.Provider), text.Date(on))
}

func hasEnded(k vault.Key, issuer func(id string) string, on time.Time) string {
	if k.Provider == provider.Other {
		return text.T("Its provider ended this key on %s.", text.Date(on))
	}
	return text.T("%s ended this key on %s.", issuer(k.Provider), text.Date(on))
}

// titled is a title about a key, whose name may have to be cut.
func titled(k vault.Key, said func(name string) string) string {
	const most = 40 // characters of a title
	return said(text.Cut(k.Name, most-utf8.RuneCountInString(said(""))))
}

// aged says whose key it is, and how old.
func aged(k vault.Key, issuer func(id string) string, age int) string {
	if k.Provider == provider.Other {
		return text.T("API key, %s old.", text.Age(age))
	}
	return text.T("%s key, %s old.", issuer(k.Provider), text.Age(age))
}

func windowOpenFor(n int) string {
	return text.N(n, "Rotation window open for 1 key", "Rotation window open for %d keys", n)
}

// toDo is the step of a rotation at which it was left: Step 4 of 5: revoke the old
// key at OpenAI.
func toDo(k vault.Key, at string) string {
	return text.T("Step %d of %d: %s.", slices.Index(vault.Steps, k.Case.Step)+1, len(vault.Steps)+1, text.Step(string(k.Case.Step), at))
}

// afterLeak says what comes first.
func afterLeak(k vault.Key, at string) string {
	if provider.AfterLeak(k.Exposed.Where, len(k.UsedBy)).RevokeFirst {
		return text.T("Revoke it at %s and put a new key in its place.", at)
	}
	return text.T("Put a new key in its place, then revoke it at %s.", at)
}

func keyOf(x vault.Index, id string) vault.Key {
	i := slices.IndexFunc(x.Keys, func(k vault.Key) bool { return k.ID == id })
	if i < 0 {
		return vault.Key{}
	}
	return x.Keys[i]
}
