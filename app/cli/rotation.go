package cli

import (
	"context"
	"slices"
	"strings"

	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/text"
)

// tellRotation says where a key's rotation is, and what is left to do.
func (c *command) tellRotation(k api.Key, p provider.Provider) {
	r := k.Case
	if r == nil {
		c.tellResting(k, p)
		return
	}
	c.say("%s: %s, %s. Begun on %s.", text.Plain(k.Name), text.StepOf(r.Number, r.Of), text.Step(r.Step, at(k)), text.Date(r.Started))
	if r.Leaked != nil {
		c.say("The old key has leaked%s, and is not proven dead.", seen(*r.Leaked))
	}
	if r.Asked != nil {
		c.say("%s", lastSaid(k))
	}
	if !r.Stored {
		c.tellJournal(k)
		c.say("Next: make a new key at %s, then give it to Keytray: %s", at(k), line("rotate", k))
		return
	}
	for _, place := range k.Places {
		c.say("%s", ticked(place))
	}
	c.tellJournal(k)
	how := "Next: revoke"
	if left := without(k); len(left) > 0 && !refusesNew(k) {
		c.say("Next: give the new value to those without a tick, then say so: %s", line("rotate", k, "--updated", "PLACE"))
		how = "Then revoke"
	}
	c.tellEnd(how, k, p)
}

// tellResting says what is known of a key that no rotation is under way of.
func (c *command) tellResting(k api.Key, p provider.Provider) {
	c.say("No rotation of %s is under way. %s", text.Plain(k.Name), standing(k))
	for _, place := range k.Places {
		c.say("%s", ticked(place))
	}
	if len(without(k)) > 0 {
		c.say("Tick off those that have the present value with: %s", line("rotate", k, "--updated", "PLACE"))
	}
	if k.Previous > 0 {
		c.say("%s", text.PreviousHeld(k.Previous))
		c.tellEnd("Revoke", k, p)
		return
	}
	c.say("Begin one with: %s", line("rotate", k))
}

// tellRest says what is left to do once the new value is stored.
func (c *command) tellRest(k api.Key, p provider.Provider) {
	if refusesNew(k) {
		c.tellEnd("", k, p)
		return
	}
	left := without(k)
	for _, place := range left {
		c.say("Update: %s", text.Plain(place.Location))
	}
	if i := slices.IndexFunc(left, func(place api.Place) bool { return place.Person }); i >= 0 {
		c.say("A message for %s, without the value: %s", text.Plain(left[i].Location), line("rotate", k, "--tell", text.ShellWord(left[i].Location)))
	}
	if len(left) > 0 {
		c.say("Tick each off with: %s", line("rotate", k, "--updated", "PLACE"))
	}
	c.tellEnd("Then revoke", k, p)
}

// tellEnd says how the old value is ended, and the rotation with it.
func (c *command) tellEnd(revoke string, k api.Key, p provider.Provider) {
	if k.Previous == 0 { // the provider ended it by itself, or our copy is lost
		if k.Case != nil && k.Case.Stored {
			c.say("No copy of the old value is kept. When it is dead at %s and every place has the new one, end the rotation with: %s", at(k), line("revoke", k))
		}
		return
	}
	if refusesNew(k) {
		c.say("%s refuses the new key. %s", issuerOf(k), another(k))
		return
	}
	page := ""
	if p.Links.Revoke != "" {
		page = " (" + link(p, "revoke", p.Links.Revoke) + ")"
	}
	old, dead := "the old key", "prove that it is dead"
	if k.Previous > 1 {
		old, dead = "the old keys", "prove that they are dead"
	}
	if p.Check(k.Kind) == nil {
		c.say("%s %s at %s%s, and say so: %s", revoke, old, at(k), page, line("revoke", k))
		return
	}
	c.say("%s %s at %s%s, and %s: %s", revoke, old, at(k), page, dead, line("check", k, "--previous"))
	if slices.Contains(k.Calls, api.CallRevoke) {
		c.say("%s can also revoke it by itself: %s", issuerOf(k), line("revoke", k, "--by-provider"))
	}
}

// refusesNew tells whether the provider refuses the new value, while the old one
// may be the only one that works.
func refusesNew(k api.Key) bool {
	return k.Previous > 0 && k.Verified != nil && k.Verified.Result == api.CheckRejected
}

// another is what to do about a new value that does not work.
func another(k api.Key) string {
	return "Give it another value first: " + line("rotate", k) + ". Or go back to the old one: " + line("rotate", k, "--back")
}

// tellJournal says how to find out what became of a call that nobody answered.
func (c *command) tellJournal(k api.Key) {
	r := k.Case
	if r.Call == "" {
		return
	}
	find := line("check", k)
	if r.Call == api.CallRevoke && k.Previous > 0 {
		find = line("check", k, "--previous")
	}
	c.say("It is not known whether %s did what it was asked on %s: to %s the key. Find out with: %s", at(k), moment(r.CallAt), r.Call, find)
}

// lastSaid is what the provider said of the old value last.
func lastSaid(k api.Key) string {
	said := map[string]string{
		api.CheckAccepted: " still accepted the old key on ",
		api.CheckLimited:  " still accepted the old key on ",
		api.CheckRejected: " refused the old key on ",
	}[k.Case.Asked.Result]
	if said == "" {
		said = " did not tell about the old key on "
	}
	return issuerOf(k) + said + moment(k.Case.Asked.At) + "."
}

// abandon ends a rotation where it is.
func (c *command) abandon(ctx context.Context, s api.Service, k api.Key) error {
	if k.Case == nil {
		return &api.Error{Kind: api.Refused, Text: "No rotation of " + text.Plain(k.Name) + " is under way. Begin one with: " + line("rotate", k)}
	}
	after, err := s.Abandon(ctx, k.ID)
	if err != nil {
		return err
	}
	said := "The rotation of " + text.Plain(k.Name) + " is given up. No value was destroyed."
	if after.Previous > 0 {
		said += " The old value is kept, and works until you revoke it at " + at(k) + "."
	}
	c.say("%s", said)
	return nil
}

// underWay is what a list says of a rotation that is not finished; "" for none.
func underWay(k api.Key) string {
	switch {
	case k.Case == nil:
		return ""
	case k.Case.Leaked != nil:
		return "leaked, old key not proven dead"
	}
	return "rotating, " + text.StepOf(k.Case.Number, k.Case.Of)
}

// seen ends a sentence about an exposure: where, and what the person noted.
func seen(e api.Exposure) string {
	words := text.SeenIn(e.Where)
	if words != "" {
		words = " " + words
	}
	if note := strings.TrimSpace(e.Note); note != "" {
		words += " (" + text.Plain(note) + ")"
	}
	return words
}
