package cli

import (
	"fmt"
	"slices"
	"strings"

	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/text"
)

// todo is one thing to do about a leaked key.
type todo struct {
	what  string
	steps []string // at the provider, numbered
	more  []string
}

// tell says what to do, in the right order, and why that is the right one.
func (l leak) tell(e api.Exposure) {
	l.say("%s is marked as exposed%s.", text.Plain(l.key.Name), seen(e))
	order := provider.AfterLeak(e.Where, len(l.key.Places))
	todos := []todo{l.lookAtUsage(), l.replaceIt(), l.revokeIt("the old value"), l.proveIt()}
	if order.RevokeFirst {
		todos = []todo{l.revokeIt("it"), l.checkIt(), l.lookAtUsage(), l.replaceIt(), l.proveIt()}
	}
	w := l.list(order, todos)
	w.line("", "Keytray reminds you every day until the value is replaced and dead.")
	l.say("If it was not leaked: %s", line("exposed", l.key, "--undo"))
}

// tellOld is tell where the key has its new value already. That the old one has
// leaked was said.
func (l leak) tellOld() {
	order := provider.AfterLeak(l.key.Case.Leaked.Where, len(without(l.key)))
	todos := []todo{l.lookAtUsage(), l.updateRest(), l.revokeIt("the old value"), l.proveIt()}
	if order.RevokeFirst {
		todos = []todo{l.revokeIt("the old value"), l.lookAtUsage(), l.updateRest(), l.proveIt()}
	}
	w := l.list(order, todos)
	w.line("", "Keytray reminds you every day until it is.")
	l.say("If it was not leaked: %s", line("exposed", l.key, "--undo"))
}

// list writes what there is to do, numbered.
func (l leak) list(order provider.Order, todos []todo) page {
	w := page{l.command, l.width()}
	w.line("", order.Why)
	todos = slices.DeleteFunc(todos, func(t todo) bool { return t.what == "" })
	for i, t := range todos {
		l.say("")
		w.line(fmt.Sprintf("%d  ", i+1), t.what)
		for n, step := range t.steps {
			if l.issuer.Confirmed("steps.revoke") {
				step = soft(l.issuer, fmt.Sprintf("steps.revoke.%d", n+1), step)
			}
			w.line(fmt.Sprintf("   %c. ", 'a'+n), step)
		}
		for _, words := range t.more {
			w.line("   ", words)
		}
	}
	l.say("")
	if l.issuer.Leak != "" {
		w.line("", soft(l.issuer, "leak", l.issuer.Leak))
	}
	return w
}

// revokeIt is the one thing that stops misuse.
func (l leak) revokeIt(what string) todo {
	t := todo{what: "Revoke " + what + " at " + at(l.key), steps: l.issuer.Steps.Revoke}
	if page := l.issuer.Links.Revoke; page != "" {
		t.what += ": " + link(l.issuer, "revoke", page)
	}
	if len(t.steps) > 0 && !l.issuer.Confirmed("steps.revoke") {
		t.more = append(t.more, "These steps are not confirmed: it may look different.")
	}
	t.more = append(t.more, "Only that stops misuse. To delete the file or the message does not.")
	if slices.Contains(l.key.Calls, api.CallRevoke) {
		t.more = append(t.more, issuerOf(l.key)+" can do it by itself: "+line("revoke", l.key, "--by-provider"))
	}
	if names := locations(l.key.Places); what == "it" && names != "" {
		t.more = append(t.more, "These stop working until they have a new value: "+names+".")
	}
	return t
}

// checkIt proves that the value is dead before there is another one.
func (l leak) checkIt() todo {
	if l.issuer.Check(l.key.Kind) == nil {
		return todo{}
	}
	return todo{what: "Check that it is dead, which means refused: " + line("check", l.key)}
}

func (l leak) lookAtUsage() todo {
	where := "at " + at(l.key)
	if page := l.issuer.Links.Usage; page != "" {
		where = link(l.issuer, "usage", page)
	}
	return todo{what: "Look for use that is not yours: " + where}
}

func (l leak) replaceIt() todo {
	t := todo{what: "Replace it: " + line("rotate", l.key)}
	if names := locations(l.key.Places); names != "" {
		t.more = append(t.more, "Give the new value to: "+names+".", "Tick each off with: "+line("rotate", l.key, "--updated", "PLACE"))
	}
	return t
}

// updateRest is what is left of replaceIt once the new value is there.
func (l leak) updateRest() todo {
	names := locations(without(l.key))
	if names == "" {
		return todo{}
	}
	return todo{what: "Give the new value to: " + names + ".", more: []string{"Tick each off with: " + line("rotate", l.key, "--updated", "PLACE")}}
}

// proveIt ends the matter.
func (l leak) proveIt() todo {
	if l.issuer.Check(l.key.Kind) == nil {
		return todo{what: "Once it is revoked, say so: " + line("revoke", l.key)}
	}
	return todo{what: "Prove that the old value is dead: " + line("check", l.key, "--previous")}
}

// locations lists places for a sentence.
func locations(places []api.Place) string { return strings.Join(placeNames(places), ", ") }

func placeNames(places []api.Place) (all []string) {
	for _, place := range places {
		all = append(all, text.Plain(place.Location))
	}
	return all
}
