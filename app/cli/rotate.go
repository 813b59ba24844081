package cli

import (
	"github.com/spf13/cobra"

	"keytray/app/api"
	"keytray/app/provider"
)

func (c *command) rotate() *cobra.Command {
	var created, expires string
	var anyway bool
	cmd := &cobra.Command{
		Use:   "rotate NAME",
		Short: "Give a key a new value, from stdin or a hidden prompt; the old one is kept as previous",
		Args:  name,
	}
	cmd.Flags().StringVar(&created, "created", "", "day on which the new value was created, YYYY-MM-DD (default today)")
	cmd.Flags().StringVar(&expires, "expires", "", "day on which the provider ends it, YYYY-MM-DD")
	cmd.Flags().BoolVar(&anyway, "anyway", false, "store the value exactly as it comes, whatever it looks like")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		r := api.RotateRequest{}
		var err error
		if r.Created, err = c.date("created", created); err != nil {
			return err
		}
		if r.Expires, err = c.date("expires", expires); err != nil {
			return err
		}
		s, err := c.service()
		if err != nil {
			return err
		}
		old, err := s.Find(cmd.Context(), args[0]) // before the value is asked for
		if err != nil {
			return err
		}
		if !old.DeletedAt.IsZero() {
			return inBin(old)
		}
		known, err := c.catalogue(cmd.Context(), s)
		if err != nil {
			return err
		}
		r.Name = old.ID
		value, err := c.value(cmd.Context(), "New value of "+old.Name+" (not shown): ", "keytray rotate "+shellWord(old.Name))
		if err != nil {
			return err
		}
		defer value.Wipe()
		issuer := old.Provider
		if issuer == provider.Other { // nobody said whose it is
			issuer = ""
		}
		key, err := recognise(known, value, issuer, anyway)
		if err != nil {
			return err
		}
		defer key.value.Wipe()
		r.Secret = key.value
		k, err := s.Rotate(cmd.Context(), r)
		if err != nil {
			return err
		}
		for _, sentence := range key.said {
			c.say("%s", sentence)
		}
		c.say("Rotated %s. %s The old value is kept.", k.Name, standing(k))
		p, _ := known.ByID(k.Provider)
		for _, sentence := range warnings(k, p, key.found) {
			c.say("Warning: %s", sentence)
		}
		for _, place := range k.UsedBy {
			c.say("Update: %s", place)
		}
		c.say("Then revoke the old value at the provider and run: keytray revoke %q", k.Name)
		return nil
	}
	return cmd
}

func (c *command) revoke() *cobra.Command {
	return &cobra.Command{
		Use: "revoke NAME", Short: "The provider no longer takes the previous value: destroy our copy of it", Args: name,
		RunE: func(cmd *cobra.Command, args []string) error {
			s, err := c.service()
			if err != nil {
				return err
			}
			k, err := s.Revoke(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			c.say("The previous value of %s is destroyed.", k.Name)
			return nil
		},
	}
}

func (c *command) exposed() *cobra.Command {
	var note string
	cmd := &cobra.Command{
		Use: "exposed NAME", Short: "Mark a key as exposed: somebody else may have seen its value", Args: name,
	}
	cmd.Flags().StringVar(&note, "note", "", "what happened")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		s, err := c.service()
		if err != nil {
			return err
		}
		k, err := s.Expose(cmd.Context(), api.ExposeRequest{Name: args[0], Note: note})
		if err != nil {
			return err
		}
		c.say("%s is marked as exposed. Make a new key at the provider, revoke this one there, then run: keytray rotate %q", k.Name, k.Name)
		return nil
	}
	return cmd
}
