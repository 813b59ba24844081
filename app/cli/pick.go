package cli

import (
	"github.com/spf13/cobra"

	"keytray/app/api"
	"keytray/app/text"
)

func (c *command) pick() *cobra.Command {
	return &cobra.Command{
		Use:   "pick",
		Short: text.T("Open the quick picker: type a few letters, Enter copies"),
		Long:  text.T("Open the quick picker: type a few letters, Enter copies. Bind this command to keys where the setting shortcut.pick does not work."),
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usage("It takes no name: type it in the picker. To copy at once: keytray copy NAME")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return c.openView(cmd, api.View{Name: api.ViewPick}) },
	}
}
