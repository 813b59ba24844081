package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"keytray/app/api"
	"keytray/app/desktop"
)

func (c *command) window() *cobra.Command {
	return &cobra.Command{
		Use:   "window [VIEW [NAME]]",
		Short: "Open the window; starts the tray program if it is not running",
		Long:  "Open the window. VIEW is one of: " + strings.Join(api.Views, ", ") + ". NAME goes with rotate and keys.",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 2 {
				return usage("Give a view and a name at most: keytray window rotate NAME")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			v := api.View{Name: api.ViewKeys}
			if len(args) > 0 {
				v.Name = args[0]
			}
			if !slices.Contains(api.Views, v.Name) {
				return usage("There is no such view. Use one of: %s.", strings.Join(api.Views, ", "))
			}
			if v.Name == api.ViewRotate && len(args) < 2 {
				return usage("Which key? Use: keytray window rotate NAME")
			}
			if !desktop.HasDisplay() {
				return &api.Error{Kind: api.Failed, Text: "There is no display here, so no window can be shown. Use the commands: keytray help"}
			}
			s, err := c.started(cmd.Context())
			if err != nil {
				return err
			}
			if len(args) == 2 {
				k, err := s.Find(cmd.Context(), args[1])
				if err != nil {
					return err
				}
				v.Key = k.ID
			}
			if c.Window == nil {
				return s.Show(cmd.Context(), v)
			}
			if st, err := c.state(cmd); err == nil && st.WindowOpen {
				return s.Show(cmd.Context(), v)
			}
			return c.Window(cmd.Context(), s, v)
		},
	}
}
