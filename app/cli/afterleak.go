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

// revoking is what is revoked.
type revoking bool

const (
	theValue    revoking = false // that is in use: places stop working
	theOldValue revoking = true
)

// tell says what to do, in the right order, and why that is the right one.
func (l leak) tell(e api.Exposure) {
	l.say("%s", marked(text.Plain(l.key.Name), e))
	order := provider.AfterLeak(e.Where, len(l.key.Places))
	todos := []todo{l.lookAtUsage(), l.replaceIt(), l.revokeIt(theOldValue), l.proveIt()}
	if order.RevokeFirst {
		todos = []todo{l.revokeIt(theValue), l.checkIt(), l.lookAtUsage(), l.replaceIt(), l.proveIt()}
	}
	w := l.list(order, todos)
	w.line("", text.T("Keytray reminds you every day until the value is replaced and dead."))
	l.say("If it was not leaked: %s", line("exposed", l.key, "--undo"))
}

// marked says that a key is marked as exposed, where and how.
func marked(name string, e api.Exposure) string {
	if seen := seen(e); seen != "" {
		return text.T("%s is marked as exposed %s.", name, seen)
	}
	return text.T("%s is marked as exposed.", name)
}

// tellOld is tell where the key has its new value already. That the old one has
// leaked was said.
func (l leak) tellOld() {
	order := provider.AfterLeak(l.key.Case.Leaked.Where, len(without(l.key)))
	todos := []todo{l.lookAtUsage(), l.updateRest(), l.revokeIt(theOldValue), l.proveIt()}
	if order.RevokeFirst {
		todos = []todo{l.revokeIt(theOldValue), l.lookAtUsage(), l.updateRest(), l.proveIt()}
	}
	w := l.list(order, todos)
	w.line("", text.T("Keytray reminds you every day until it is."))
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
		w.line("", soft(l.issuer, "leak", text.Of(l.issuer.Leak)))
	}
	return w
}

// revokeIt is the one thing that stops misuse.
func (l leak) revokeIt(what revoking) todo {
	t := todo{what: text.T("Revoke it at %s", at(l.key)), steps: said(l.issuer.Steps.Revoke)}
	if what == theOldValue {
		t.what = text.T("Revoke the old value at %s", at(l.key))
	}
	if page := l.issuer.Links.Revoke; page != "" {
		t.what += ": " + link(l.issuer, "revoke", page)
	}
	if len(t.steps) > 0 && !l.issuer.Confirmed("steps.revoke") {
		t.more = append(t.more, text.T("These steps are not confirmed: it may look different."))
	}
	t.more = append(t.more, text.T("Only that stops misuse. To delete the file or the message does not."))
	if slices.Contains(l.key.Calls, api.CallRevoke) {
		t.more = append(t.more, text.T("%s can do it by itself: %s", issuerOf(l.key), line("revoke", l.key, "--by-provider")))
	}
	if names := locations(l.key.Places); what == theValue && names != "" {
		t.more = append(t.more, text.T("These stop working until they have a new value: %s.", names))
	}
	return t
}

// checkIt proves that the value is dead before there is another one.
func (l leak) checkIt() todo {
	if l.issuer.Check(l.key.Kind) == nil {
		return todo{}
	}
	return todo{what: text.T("Check that it is dead, which means refused: %s", line("check", l.key))}
}

func (l leak) lookAtUsage() todo {
	if page := l.issuer.Links.Usage; page != "" {
		return todo{what: text.T("Look for use that is not yours: %s", link(l.issuer, "usage", page))}
	}
	return todo{what: text.T("Look for use that is not yours: at %s", at(l.key))}
}

func (l leak) replaceIt() todo {
	t := todo{what: text.T("Replace it: %s", line("rotate", l.key))}
	if names := locations(l.key.Places); names != "" {
		t.more = append(t.more, text.T("Give the new value to: %s.", names), l.tickOff())
	}
	return t
}

// updateRest is what is left of replaceIt once the new value is there.
func (l leak) updateRest() todo {
	names := locations(without(l.key))
	if names == "" {
		return todo{}
	}
	return todo{what: text.T("Give the new value to: %s.", names), more: []string{l.tickOff()}}
}

func (l leak) tickOff() string {
	return text.T("Tick each off with: %s", line("rotate", l.key, "--updated", "PLACE"))
}

// proveIt ends the matter.
func (l leak) proveIt() todo {
	if l.issuer.Check(l.key.Kind) == nil {
		return todo{what: text.T("Once it is revoked, say so: %s", line("revoke", l.key))}
	}
	return todo{what: text.T("Prove that the old value is dead: %s", line("check", l.key, "--previous"))}
}

// locations lists places for a sentence.
func locations(places []api.Place) string { return strings.Join(placeNames(places), ", ") }

func placeNames(places []api.Place) (all []string) {
	for _, place := range places {
		all = append(all, text.Plain(place.Location))
	}
	return all
}
