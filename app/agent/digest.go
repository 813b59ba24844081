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
// or a place.
func digest(x vault.Index, say []rotation.Reminder, issuer func(id string) string, names bool) notify.Note {
	// It is one a day and takes the place of the one before, so it can wait for the
	// person: most servers drop a note after some seconds, seen or not.
	n := notify.Note{Tag: digestTag, Stays: true, Urgent: slices.ContainsFunc(say, func(r rotation.Reminder) bool { return r.Step.CannotWait() })}
	if len(say) == 1 {
		k := keyOf(x, say[0].ID)
		n.Buttons, n.NoClick = []notify.Button{choice(k, say[0].Step)}, text.T("Open Keytray to rotate it.")
		n.Title, n.Body = single(k, issuer, say[0])
	} else {
		n.Buttons, n.NoClick = []notify.Button{{Action: actionRotation, Label: text.T("Show rotation")}}, text.T("Open Keytray to rotate them.")
		n.Title, n.Body = several(say, func(r rotation.Reminder) string { return keyOf(x, r.ID).Name })
	}
	if !names {
		n.Title, n.Body = several(say, nil)
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
func several(say []rotation.Reminder, name func(rotation.Reminder) string) (title, body string) {
	var exposed, leaked, need, begun, open []rotation.Reminder
	for _, r := range say {
		switch r.Step {
		case rotation.StepExposed:
			exposed = append(exposed, r)
		case rotation.StepLeaked:
			leaked = append(leaked, r)
		case rotation.StepDue:
			open = append(open, r)
		case rotation.StepUnfinished:
			begun = append(begun, r)
		default:
			need = append(need, r)
		}
	}
	var first []rotation.Reminder
	switch {
	case len(exposed) > 0:
		first, exposed, title = exposed, nil, text.WereExposed(len(exposed))
	case len(leaked) > 0:
		first, leaked, title = leaked, nil, text.LeakedMayWork(len(leaked))
	case len(need) > 0:
		first, need, title = need, nil, text.NeedRotating(len(need))
	case len(begun) > 0:
		first, begun, title = begun, nil, text.RotationsToFinish(len(begun))
	default:
		first, open, title = open, nil, windowOpenFor(len(open))
	}
	more := others(len(leaked)+len(need), len(begun), len(open))
	if name == nil {
		return title, strings.Join(append(more, text.T("Open Keytray to see which.")), " ")
	}
	const most = 24 // characters of a name: four of them fit into two lines
	var all []string
	for _, r := range first {
		all = append(all, text.Cut(name(r), most))
	}
	return title, strings.Join(append([]string{text.Names(all) + "."}, more...), " ")
}

// others counts the keys that are less urgent than those that are named.
func others(need, begun, open int) (more []string) {
	if need > 0 {
		more = append(more, text.MoreNeedRotating(need))
	}
	if begun > 0 {
		more = append(more, text.RotationsToFinish(begun)+".")
	}
	if open > 0 {
		more = append(more, text.MoreInWindow(open))
	}
	return more
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
