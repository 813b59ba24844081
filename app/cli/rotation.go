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
	c.say("%s: step %d of %d, %s. Begun on %s.", text.Plain(k.Name), r.Number, r.Of, text.Step(r.Step, at(k)), text.Date(r.Started))
	if r.Leaked != nil {
		c.say("%s", oldHasLeaked(*r.Leaked))
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
	when := nextly
	if left := without(k); len(left) > 0 && !refusesNew(k) {
		c.say("Next: give the new value to those without a tick, then say so: %s", line("rotate", k, "--updated", "PLACE"))
		when = thenly
	}
	c.tellEnd(when, k, p)
}

// tellResting says what is known of a key that no rotation is under way of.
func (c *command) tellResting(k api.Key, p provider.Provider) {
	c.say("%s", text.Sentences(text.T("No rotation of %s is under way.", text.Plain(k.Name)), standing(k)))
	for _, place := range k.Places {
		c.say("%s", ticked(place))
	}
	if len(without(k)) > 0 {
		c.say("Tick off those that have the present value with: %s", line("rotate", k, "--updated", "PLACE"))
	}
	if k.Previous > 0 {
		c.say("%s", text.PreviousHeld(k.Previous))
		c.tellEnd(atAnyTime, k, p)
		return
	}
	c.say("Begin one with: %s", line("rotate", k))
}

// tellRest says what is left to do once the new value is stored.
func (c *command) tellRest(k api.Key, p provider.Provider) {
	if refusesNew(k) {
		c.tellEnd(atAnyTime, k, p)
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
	c.tellEnd(thenly, k, p)
}

// tellEnd says how the old value is ended, and the rotation with it.
func (c *command) tellEnd(when order, k api.Key, p provider.Provider) {
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
	where := at(k)
	if p.Links.Revoke != "" {
		where += " (" + link(p, "revoke", p.Links.Revoke) + ")"
	}
	if p.Check(k.Kind) == nil {
		c.say("%s", revokeAndSay(when, k.Previous, where, line("revoke", k)))
		return
	}
	c.say("%s", revokeAndProve(when, k.Previous, where, line("check", k, "--previous")))
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
	return text.T("Give it another value first: %s. Or go back to the old one: %s", line("rotate", k), line("rotate", k, "--back"))
}

// tellJournal says how to find out what became of a call that nobody answered.
func (c *command) tellJournal(k api.Key) {
	r := k.Case
	if r.Call == "" {
		return
	}
	if r.Call == api.CallRotate {
		c.say("It is not known whether %s did what it was asked on %s: to rotate the key. Find out with: %s", at(k), text.Moment(r.CallAt), line("check", k))
		return
	}
	find := line("check", k)
	if k.Previous > 0 {
		find = line("check", k, "--previous")
	}
	c.say("It is not known whether %s did what it was asked on %s: to revoke the key. Find out with: %s", at(k), text.Moment(r.CallAt), find)
}

// lastSaid is what the provider said of the old value last.
func lastSaid(k api.Key) string {
	issuer, when := issuerOf(k), text.Moment(k.Case.Asked.At)
	switch k.Case.Asked.Result {
	case api.CheckAccepted, api.CheckLimited:
		return text.T("%s still accepted the old key on %s.", issuer, when)
	case api.CheckRejected:
		return text.T("%s refused the old key on %s.", issuer, when)
	}
	return text.T("%s did not tell about the old key on %s.", issuer, when)
}

// abandon ends a rotation where it is.
func (c *command) abandon(ctx context.Context, s api.Service, k api.Key) error {
	if k.Case == nil {
		return &api.Error{Kind: api.Refused, Text: text.T("No rotation of %s is under way. Begin one with: %s", text.Plain(k.Name), line("rotate", k))}
	}
	after, err := s.Abandon(ctx, k.ID)
	if err != nil {
		return err
	}
	said := text.T("The rotation of %s is given up. No value was destroyed.", text.Plain(k.Name))
	if after.Previous > 0 {
		said = text.Sentences(said, text.T("The old value is kept, and works until you revoke it at %s.", at(k)))
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
		return text.T("leaked, old key not proven dead")
	}
	return text.T("rotating, step %d of %d", k.Case.Number, k.Case.Of)
}

// seen ends a sentence about an exposure: where, and what the person noted.
func seen(e api.Exposure) string {
	words := text.SeenIn(e.Where)
	if note := strings.TrimSpace(e.Note); note != "" {
		words = strings.TrimSpace(words + " (" + text.Plain(note) + ")")
	}
	return words
}
