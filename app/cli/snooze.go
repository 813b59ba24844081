package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"keytray/app/api"
	"keytray/app/text"
)

func (c *command) snooze() *cobra.Command {
	var all bool
	cmd := &cobra.Command{
		Use: "snooze NAME|--all DURATION", Short: "No reminders for a time, for example 7d; exposed and leaked keys are named all the same",
	}
	cmd.Flags().BoolVar(&all, "all", false, "for all keys")
	cmd.Args = func(_ *cobra.Command, args []string) error {
		if all && len(args) != 1 || !all && (len(args) != 2 || strings.TrimSpace(args[0]) == "") {
			return usage("Give a key and a time: keytray snooze NAME 7d, or keytray snooze --all 7d")
		}
		return nil
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		d, err := duration("The time", args[len(args)-1], "like 30s, 15m or 7d")
		if err != nil {
			return err
		}
		r := api.SnoozeRequest{For: d}
		who := "all keys"
		if !all {
			r.Name, who = args[0], args[0]
		}
		s, err := c.service()
		if err != nil {
			return err
		}
		if err := s.Snooze(cmd.Context(), r); err != nil {
			return err
		}
		c.say("No reminders for %s before %s.", who, text.Date(c.Now().Add(d)))
		return nil
	}
	return cmd
}
