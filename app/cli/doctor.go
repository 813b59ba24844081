package cli

import (
	"github.com/spf13/cobra"

	"keytray/app/api"
)

func (c *command) doctor() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{Use: "doctor", Short: "Check keychain, files, clipboard and tray; finish what a crash cut off", Args: nothing}
	cmd.Flags().BoolVar(&asJSON, "json", false, "as JSON")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		s, err := c.service()
		if err != nil {
			return err
		}
		all, err := s.Doctor(cmd.Context())
		if err != nil {
			return err
		}
		var bad error
		for _, f := range all {
			if f.Result == api.FindingFailed {
				bad = errQuiet
			}
		}
		if asJSON {
			if err := c.json(all); err != nil {
				return err
			}
			return bad
		}
		for _, f := range all {
			c.say("%-8s %-10s %s", f.Result, f.Check, f.Text)
			if f.Cure != "" {
				c.say("%-8s %-10s %s", "", "", f.Cure)
			}
		}
		return bad
	}
	return cmd
}
