package cli

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"keytray/app/agent"
	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/secret"
	"keytray/app/text"
)

// tick notes which places have the new value, and which have not. All of them are
// found before the first is noted.
func (c *command) tick(ctx context.Context, s api.Service, k api.Key, p provider.Provider, updated, not []string) error {
	has := map[string]bool{}
	var order []string
	for i, given := range append(slices.Clone(updated), not...) {
		place, err := c.place(ctx, s, k, given)
		if err != nil {
			return err
		}
		now := i < len(updated)
		if before, twice := has[place.Location]; twice && before != now {
			return usage("A place cannot be given to --updated and to --not-updated.")
		}
		has[place.Location] = now
		order = append(order, place.Location)
	}
	before := k
	for _, location := range order {
		after, err := s.Tick(ctx, api.TickRequest{Name: k.ID, Place: location, Has: has[location]})
		if err != nil {
			return err
		}
		k = after
	}
	c.tellPlaces(k, p)
	after, err := pastPlaces(ctx, s, k)
	if err != nil {
		return err
	}
	c.tellDone(before, after)
	return nil
}

// pastPlaces goes on to the next step when every place has the new value. Where the
// old one is dead already, that ends the rotation.
func pastPlaces(ctx context.Context, s api.Service, k api.Key) (api.Key, error) {
	noted := len(k.Places) > 0 || k.Previous == 0
	if k.Case == nil || k.Case.Step != api.StepPlaces || len(without(k)) > 0 || !noted {
		return k, nil
	}
	return s.Turn(ctx, api.TurnRequest{Name: k.ID, Step: api.StepRevoke})
}

// tellPlaces says which places are left.
func (c *command) tellPlaces(k api.Key, p provider.Provider) {
	left := without(k)
	c.say("%s", text.Updated(len(k.Places)-len(left), len(k.Places)))
	for _, place := range left {
		c.say("Update: %s", text.Plain(place.Location))
	}
	if len(left) == 0 {
		c.tellEnd(nextly, k, p)
	}
}

// place is the one that a flag means: its whole name, or an unambiguous start.
// What was typed is not repeated: it may be a value.
func (c *command) place(ctx context.Context, s api.Service, k api.Key, given string) (api.Place, error) {
	known, err := c.catalogue(ctx, s)
	if err != nil {
		return api.Place{}, err
	}
	if err := agent.CheckTexts(known, api.Details{UsedBy: []string{given}}, secret.Value{}); err != nil {
		return api.Place{}, err
	}
	if len(k.Places) == 0 {
		return api.Place{}, &api.Error{Kind: api.Refused, Text: text.T("No place is noted that uses %s. Note one with: %s", text.Plain(k.Name), line("edit", k, "--used-by", "PLACE"))}
	}
	given = strings.TrimSpace(given)
	for _, fits := range []func(location string) bool{
		func(location string) bool { return location == given },
		func(location string) bool { return strings.EqualFold(location, given) },
		func(location string) bool { return begins(location, given) },
	} {
		var all []api.Place
		for _, place := range k.Places {
			if fits(place.Location) {
				all = append(all, place)
			}
		}
		if len(all) == 1 {
			return all[0], nil
		}
	}
	return api.Place{}, &api.Error{Kind: api.Refused, Text: text.T("That is none of the places that use %s, or fits several. See them with: %s", text.Plain(k.Name), line("rotate", k, "--status"))}
}

func begins(s, start string) bool {
	return start != "" && len(s) >= len(start) && strings.EqualFold(s[:len(start)], start)
}

// tellPlace prints what to send to a person who uses a key: that alone, so that it
// can be piped into a mail.
func (c *command) tellPlace(ctx context.Context, s api.Service, k api.Key, given string) error {
	if _, err := c.place(ctx, s, k, given); err != nil {
		return err
	}
	if k.Case != nil && !k.Case.Stored || k.Case == nil && len(k.Versions) == 1 {
		return &api.Error{Kind: api.Refused, Text: text.T("There is no new value of %s yet. Give it one with: %s", text.Plain(k.Name), line("rotate", k))}
	}
	issuer := k.ProviderName
	if k.Provider == provider.Other {
		issuer = ""
	}
	c.say("%s", text.Tell(text.Plain(k.Name), text.Plain(issuer), k.Created, k.Previous == 0))
	return nil
}

// without are the places that do not have the new value, as far as is known.
func without(k api.Key) []api.Place {
	return slices.DeleteFunc(slices.Clone(k.Places), func(place api.Place) bool { return place.Has })
}

// ticked is a place with its box.
func ticked(place api.Place) string {
	return map[bool]string{true: "[x] ", false: "[ ] "}[place.Has] + text.Plain(place.Location)
}

// completePlace offers the places of the key that is named already.
func (c *command) completePlace(cmd *cobra.Command, given []string, start string) (all []cobra.Completion, _ cobra.ShellCompDirective) {
	if len(given) != 1 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	c.ctx = cmd.Context()
	_, k, err := c.named(cmd.Context(), given[0])
	if err != nil { // nobody would see why
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	for _, place := range k.Places {
		if strings.HasPrefix(place.Location, start) {
			all = append(all, text.Plain(place.Location))
		}
	}
	return all, cobra.ShellCompDirectiveNoFileComp
}
