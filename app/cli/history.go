package cli

import (
	"github.com/spf13/cobra"

	"keytray/app/text"
)

func (c *command) history() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use: "history [NAME]", Short: "Show what happened to the keys, or to one, oldest first",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usage("Give one name only, in quotes if it has spaces.")
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "as JSON")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		name := ""
		if len(args) == 1 {
			if name = args[0]; name == "" {
				return usage("Which key? Give its name or ID.")
			}
		}
		s, err := c.service()
		if err != nil {
			return err
		}
		events, err := s.History(cmd.Context(), name)
		if err != nil {
			return err
		}
		if asJSON {
			return c.json(events)
		}
		for _, e := range events {
			about := text.Plain(e.Name)
			if e.Note != "" {
				about += ": " + text.Plain(e.Note)
			}
			c.say("%s  %-17s %s", e.At.Format("2006-01-02 15:04"), e.What, about)
		}
		return nil
	}
	return cmd
}
