package agent

import (
	"fmt"
	"slices"
	"time"

	"keytray/app/notify"
	"keytray/app/rotation"
	"keytray/app/text"
	"keytray/app/vault"
)

// digest is the one notification of the day. It names keys, never a value or hint.
func digest(x vault.Index, say []rotation.Reminder, issuer func(id string) string, names bool, now time.Time) notify.Note {
	n := notify.Note{Tag: digestTag, NoClick: "Open Keytray to rotate.", Buttons: []notify.Button{{Action: "rotate", Label: "Rotate…"}}}
	exposed := func(r rotation.Reminder) bool { return r.Step == rotation.StepExposed }
	n.Urgent = slices.ContainsFunc(say, exposed)
	if slices.ContainsFunc(say, func(r rotation.Reminder) bool { return !exposed(r) }) {
		n.Buttons = append(n.Buttons, notify.Button{Action: "snooze", Label: "Snooze 1 week"}) // does not silence exposed keys
	}
	if len(say) == 1 && names {
		k := keyOf(x, say[0].ID)
		n.Title, n.Body = single(k.Name, issuer(k.Provider), say[0], now)
		return n
	}
	n.Buttons[0] = notify.Button{Action: "rotation", Label: "Show rotation"}
	var need []string
	for _, r := range say {
		if r.Step != rotation.StepDue {
			need = append(need, keyOf(x, r.ID).Name)
		}
	}
	open := len(say) - len(need)
	switch {
	case len(need) == 0:
		n.Title = "Rotation window open for " + text.Keys(open)
		n.Body = namesOf(x, say)
	default:
		n.Title = text.NeedRotating(len(need))
		n.Body = text.Names(need) + "."
		if open > 0 {
			n.Body += fmt.Sprintf(" %d more in their window.", open)
		}
	}
	if !names {
		n.Body = "Open Keytray to see which."
	}
	return n
}

func namesOf(x vault.Index, say []rotation.Reminder) string {
	var all []string
	for _, r := range say {
		all = append(all, keyOf(x, r.ID).Name)
	}
	return text.Names(all) + "."
}

func keyOf(x vault.Index, id string) vault.Key {
	i := slices.IndexFunc(x.Keys, func(k vault.Key) bool { return k.ID == id })
	if i < 0 {
		return vault.Key{}
	}
	return x.Keys[i]
}

func single(name, issuer string, r rotation.Reminder, now time.Time) (title, body string) {
	st := r.Standing
	const most = 40 // characters of a title
	titled := func(rest string) string { return text.Cut(name, most-len(rest)) + rest }
	switch r.Step {
	case rotation.StepExposed:
		return titled(" was exposed"), "Revoke it at " + issuer + " and put a new key in its place."
	case rotation.StepExpired:
		return titled(" has expired"), fmt.Sprintf("%s ended this key on %s.", issuer, text.Date(st.Expires))
	case rotation.StepOverdue:
		return titled(" is overdue"), fmt.Sprintf("%s key, %s old. Rotate it when you can spare a few minutes.", issuer, text.Age(st.Age))
	case rotation.StepDue:
		return titled(": rotation window open"), fmt.Sprintf("%s key, %s old. Rotate it before %s.", issuer, text.Age(st.Age), text.Date(st.OverdueFrom))
	}
	return titled(" stops working in " + text.DayCount(st.DaysLeft)), fmt.Sprintf("%s ends this key on %s.", issuer, text.Date(st.Expires))
}
