package cli

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"keytray/app/api"
	"keytray/app/desktop"
	"keytray/app/rpc"
	"keytray/app/text"
)

func (c *command) window() *cobra.Command {
	return &cobra.Command{
		Use:   "window [VIEW [NAME]]",
		Short: text.T("Open the window; starts the tray program if it is not running"),
		Long: text.T("Open the window. VIEW is one of: %s. NAME goes with rotate, leaked and keys; leaked marks the key, and\n"+
			"takes its whole name or its ID.", strings.Join(api.Views, ", ")),
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
			return c.openView(cmd, v, args[min(1, len(args)):]...)
		},
	}
}

// openView shows a view, in the window that is open or in a new one. It may be
// about one key, by name.
func (c *command) openView(cmd *cobra.Command, v api.View, about ...string) error {
	if !desktop.HasDisplay() {
		return &api.Error{Kind: api.Failed, Text: noWindow()}
	}
	return c.withDisplay(cmd.Context(), func(s rpc.Client) error {
		if len(about) > 0 {
			k, err := s.Find(cmd.Context(), about[0])
			if err != nil {
				return err
			}
			if v.Name == api.ViewLeaked {
				if err := isWhole(k, about[0]); err != nil {
					return err
				}
			}
			v.Key = k.ID
		}
		if c.Window == nil {
			return s.Show(cmd.Context(), v)
		}
		ctx, cancel := context.WithCancel(cmd.Context())
		defer cancel()
		go c.giveDisplay(ctx, s) // the window opens in this process, and copies by the agent
		return c.Window(cmd.Context(), s, v)
	})
}

func noWindow() string {
	return text.T("There is no display here, so no window can be shown. Use the commands: keytray help")
}
