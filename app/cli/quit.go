package cli

import (
	"context"
	"errors"
	"time"

	"github.com/spf13/cobra"

	"keytray/app/files"
	"keytray/app/rpc"
)

func (c *command) quit() *cobra.Command {
	return &cobra.Command{
		Use: "quit", Short: "End the tray program; it clears the clipboard first", Args: nothing,
		RunE: func(cmd *cobra.Command, _ []string) error {
			paths, err := files.Default()
			if err != nil {
				return err
			}
			ctx, cancel := context.WithTimeout(cmd.Context(), quitLimit)
			defer cancel()
			client := rpc.Client{Socket: paths.Socket()}
			if !client.Running() {
				c.say("Keytray is not running.")
				return nil
			}
			if err := client.Quit(ctx); err != nil {
				return err
			}
			// It answers before it ends: clearing the clipboard takes a moment.
			for client.Running() {
				select {
				case <-time.After(5 * time.Millisecond):
				case <-ctx.Done():
					return errors.New("the tray program is still running; its log is " + paths.Log())
				}
			}
			c.say("Keytray has ended.")
			return nil
		},
	}
}

func (c *command) version() *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "Show the version", Args: nothing,
		RunE: func(*cobra.Command, []string) error {
			build := "without window"
			if c.Window != nil {
				build = "with window"
			}
			c.say("keytray %s (%s)", c.Version, build)
			return nil
		},
	}
}
