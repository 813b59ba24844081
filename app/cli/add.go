package cli

import (
	"github.com/spf13/cobra"

	"keytray/app/agent"
	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/text"
)

func (c *command) add() *cobra.Command {
	var d details
	cmd := &cobra.Command{
		Use:   "add NAME",
		Short: "Store a new key; its value comes from stdin or a hidden prompt",
		Example: "  keytray add chat-app --provider openai            asks for the value\n" +
			"  pass show openai | keytray add chat-app           takes it from a pipe",
		Args: name,
	}
	d.flags(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := d.check(cmd); err != nil {
			return err
		}
		r, err := c.details(&d)
		if err != nil {
			return err
		}
		// Before the value is asked for: a typing mistake should cost no paste.
		if err := agent.CheckName(args[0]); err != nil {
			return err
		}
		if _, ok := provider.ByID(r.Provider); r.Provider != "" && !ok {
			return usage("The provider %q is not known. Use %q, or leave it out.", r.Provider, provider.Other)
		}
		s, err := c.service()
		if err != nil {
			return err
		}
		value, err := c.value(cmd.Context(), "Value of "+args[0]+" (not shown): ")
		if err != nil {
			return err
		}
		defer value.Wipe()
		k, err := s.Add(cmd.Context(), api.AddRequest{Details: r, Name: args[0], Secret: value})
		if err != nil {
			return err
		}
		c.say("Stored %s (%s). %s", k.Name, provider.Name(k.Provider), standing(k))
		return nil
	}
	return cmd
}

// standing says where a key is in its rotation window.
func standing(k api.Key) string {
	return text.Standing(k.Phase, k.DueFrom, k.OverdueFrom, k.Expires)
}
