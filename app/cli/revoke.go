package cli

import (
	"github.com/spf13/cobra"

	"keytray/app/api"
	"keytray/app/text"
)

func (c *command) revoke() *cobra.Command {
	var byProvider bool
	var confirm string
	cmd := &cobra.Command{
		Use: "revoke NAME", Short: "The provider no longer takes the previous value: destroy our copy of it",
		Long: "The provider no longer takes the previous value: destroy our copy of it and end the rotation. Nobody is\n" +
			"asked whether that is so: keytray check NAME --previous asks the provider, and does the same then.",
		Args: name,
	}
	cmd.Flags().BoolVar(&byProvider, "by-provider", false, "let the provider revoke it, where it can; cannot be undone")
	cmd.Flags().StringVar(&confirm, "confirm", "", "the key's name, to confirm --by-provider where nobody can be asked")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if isGiven(cmd, "confirm") && !byProvider {
			return usage("--confirm goes with --by-provider only.")
		}
		s, k, err := c.named(cmd.Context(), args[0])
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
		after, err := s.Revoke(cmd.Context(), k.ID)
		if err != nil {
			return err
		}
		c.say("%s", destroyed(k))
		c.tellDone(k, after)
		return nil
	}
	return cmd
}

func destroyed(k api.Key) string {
	if k.Previous > 1 {
		return "The previous values of " + text.Plain(k.Name) + " are destroyed."
	}
	return "The previous value of " + text.Plain(k.Name) + " is destroyed."
}

// tellDone says that a rotation has come to its end, if it has.
func (c *command) tellDone(before, after api.Key) {
	if before.Case != nil && after.Case == nil {
		c.say("The rotation of %s is done. %s", text.Plain(after.Name), standing(after))
	}
}
