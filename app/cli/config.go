package cli

import (
	"github.com/spf13/cobra"
)

func (c *command) config() *cobra.Command {
	return &cobra.Command{
		Use: "config [KEY [VALUE]]", Short: "List the settings, show one, or change one",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 2 {
				return usage("Give a setting and one value: keytray config KEY VALUE")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			s, err := c.service()
			if err != nil {
				return err
			}
			if len(args) == 2 && args[0] == "keychain" {
				return c.move(cmd.Context(), s, args[1])
			}
			if len(args) == 2 {
				set, err := s.SetSetting(cmd.Context(), args[0], args[1])
				if err != nil {
					return err
				}
				c.say("%s = %s", set.Key, set.Value)
				return nil
			}
			all, err := s.Settings(cmd.Context())
			if err != nil {
				return err
			}
			for _, set := range all {
				switch {
				case len(args) == 0:
					c.say("%-30s %-8s %s", set.Key, set.Value, set.Help)
				case set.Key == args[0]:
					c.say("%s", set.Value)
					return nil
				}
			}
			if len(args) == 1 {
				return usage("There is no such setting. See them with: keytray config")
			}
			return nil
		},
	}
}
