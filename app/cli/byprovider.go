package cli

import (
	"context"
	"slices"
	"strings"

	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/text"
)

// byProvider makes the provider rotate or revoke a key by itself, once the person
// knows what that does and has said so a second time.
func (c *command) byProvider(ctx context.Context, s api.Service, k api.Key, p provider.Provider, r api.CallRequest) error {
	if k.Case != nil && k.Case.Call != "" { // the service says what is to be done first
		r.Confirmed = ""
		_, err := s.Call(ctx, r)
		return err
	}
	if !slices.Contains(k.Calls, r.What) {
		return noCall(k, r.What)
	}
	r.Item = k.CallItem(r.What) // what is confirmed is this value
	if err := c.confirm(ctx, k, p, &r); err != nil {
		return err
	}
	c.tell(text.T("Asking %s …", at(k)))
	called, err := s.Call(ctx, r)
	if err != nil {
		return err
	}
	c.say("%s", text.Plain(called.Text))
	switch called.Result {
	case api.CallRefused:
		return printed(refused)
	case api.CallUnknown:
		return errQuiet
	}
	after := called.Key
	if r.What == api.CallRotate {
		if after, err = pastPlaces(ctx, s, after); err != nil {
			return err
		}
		if after.Case != nil {
			c.tellRest(after, p)
		}
	}
	if after.Case == nil && (k.Case != nil || r.What == api.CallRotate) {
		c.say("%s", text.Sentences(text.T("The rotation of %s is done.", text.Plain(after.Name)), standing(after)))
	}
	return nil
}

// noCall says what to do where the provider cannot do it.
func noCall(k api.Key, what string) error {
	refusal := text.T("Keytray knows no way to let %s revoke this key by itself. Revoke it there; how is told by: keytray providers %s", at(k), text.ShellWord(k.Provider))
	if what == api.CallRotate {
		refusal = text.T("Keytray knows no way to let %s rotate this key by itself. Make a new one there, then run: %s", at(k), line("rotate", k))
	}
	return &api.Error{Kind: api.Refused, Text: refusal}
}

// confirm says what will happen, and takes the key's name as the person's word.
func (c *command) confirm(ctx context.Context, k api.Key, p provider.Provider, r *api.CallRequest) error {
	happens := consequences(k, p, r.What)
	switch {
	case r.Confirmed == k.Name:
		return nil
	case r.Confirmed != "":
		return usage("--confirm needs the key's whole name: %s. Nothing was done.", text.ShellWord(k.Name))
	case !c.atTerminal():
		return usage("%s", text.Sentences(happens, text.T("If you want that, add: --confirm %s", text.ShellWord(k.Name))))
	}
	c.write("%s", happens)
	said, err := c.question(ctx, text.T("To do it, type the key's name (%s): ", text.Plain(k.Name)))
	if err != nil {
		return text.Error("You stopped it. Nothing was done.")
	}
	if said != k.Name {
		return &api.Error{Kind: api.Refused, Text: text.T("That is not its name. Nothing was done.")}
	}
	r.Confirmed = said
	return nil
}

// consequences are what a provider does when it is asked to, in plain words.
func consequences(k api.Key, p provider.Provider, what string) string {
	all, stops := []string{}, k.Places
	if what == api.CallRevoke && k.Previous > 0 {
		all, stops = append(all, text.T("This is about the old value of %s.", text.Plain(k.Name))), without(k)
	} else if what == api.CallRevoke {
		all = append(all, text.T("This is about the value of %s that is in use now.", text.Plain(k.Name)))
	}
	call := p.Call(what, k.Kind)
	if call == nil { // an older value can be of another kind
		call = &provider.Call{}
		all = append(all, text.T("%s ends it.", issuerOf(k)))
	} else {
		all = append(all, text.Of(call.Does))
	}
	if !strings.Contains(call.Does, provider.CannotBeUndone) {
		all = append(all, text.T("This cannot be undone."))
	}
	switch {
	case call.KeepsOld:
	case len(stops) == 0:
		all = append(all, text.T("No place is noted that stops working by it."))
	default:
		all = append(all, text.T("Without a new value these stop working: %s.", locations(stops)))
	}
	if call.Needs != "" {
		all = append(all, text.Of(call.Needs))
	}
	return strings.Join(all, " ")
}
