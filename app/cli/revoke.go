package cli

import (
	"time"

	"github.com/spf13/cobra"

	"keytray/app/api"
	"keytray/app/text"
)

func (c *command) revoke() *cobra.Command {
	var byProvider, anyway bool
	var confirm string
	cmd := &cobra.Command{
		Use: "revoke NAME", Short: text.T("The provider no longer takes the previous value: destroy our copy of it"),
		Long: paragraphs(text.T("The provider no longer takes the previous value: destroy our copy of it and end the rotation. Nobody is\n"+
			"asked whether that is so: keytray check NAME --previous asks the provider, and does the same then."), wordsWhole()),
		Args: name,
	}
	cmd.Flags().BoolVar(&anyway, "anyway", false, text.T("destroy our copy also if the provider still accepted it lately"))
	cmd.Flags().BoolVar(&byProvider, "by-provider", false, text.T("let the provider revoke it, where it can; cannot be undone"))
	cmd.Flags().StringVar(&confirm, "confirm", "", text.T("the key's name, to confirm --by-provider where nobody can be asked"))
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if isGiven(cmd, "confirm") && !byProvider {
			return usage("--confirm goes with --by-provider only.")
		}
		if anyway && byProvider {
			return usage("--anyway is about our copy, so it does not go with --by-provider.")
		}
		s, k, err := c.whole(cmd.Context(), args[0])
		if err != nil {
			return err
		}
		if byProvider {
			p, err := c.issuer(cmd.Context(), s, k.Provider)
			if err != nil {
				return err
			}
			return c.byProvider(cmd.Context(), s, k, p, api.CallRequest{Name: k.ID, What: api.CallRevoke, Confirmed: confirm})
		}
		if err := c.stillAccepted(k); err != nil && !anyway {
			return err
		}
		after, err := s.Revoke(cmd.Context(), api.RevokeRequest{Name: k.ID, Item: k.CurrentItem(), Anyway: anyway})
		if err != nil {
			return err
		}
		c.say("%s", destroyed(k))
		c.tellDone(k, after)
		c.tellUnticked(after, placeNames(without(after)))
		return nil
	}
	return cmd
}

// lately is how long the provider's word counts that an old value works.
const lately = 24 * time.Hour

// stillAccepted says what it would do to destroy our copy of a value that works.
func (c *command) stillAccepted(k api.Key) error {
	if k.Case == nil || k.Case.Asked == nil || c.Now().Sub(k.Case.Asked.At) > lately {
		return nil
	}
	if said := k.Case.Asked.Result; said != api.CheckAccepted && said != api.CheckLimited {
		return nil
	}
	return &api.Error{Kind: api.Refused, Text: text.Sentences(lastSaid(k),
		text.T("To destroy our copy does not stop it: nobody could ask about it any more, and Keytray would not remind you."),
		text.T("Revoke it at %s, then run: %s. Or, if you want that all the same, add: --anyway", at(k), line("check", k, "--previous")))}
}

func destroyed(k api.Key) string {
	return text.N(k.Previous, "The previous value of %s is destroyed.", "The previous values of %s are destroyed.", text.Plain(k.Name))
}

// tellDone says that a rotation has come to its end, if it has.
func (c *command) tellDone(before, after api.Key) {
	if before.Case != nil && after.Case == nil {
		c.say("%s", text.Sentences(text.T("The rotation of %s is done.", text.Plain(after.Name)), standing(after)))
	}
}

// tellUnticked names the places that may still have a value that is dead now.
func (c *command) tellUnticked(k api.Key, left []string) {
	if len(left) > 0 {
		c.say("%s", text.NotUpdated(left))
		c.say("Tick each off with: %s", line("rotate", k, "--updated", "PLACE"))
	}
}
