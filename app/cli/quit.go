package cli

import (
	"context"
	"errors"
	"time"

	"github.com/spf13/cobra"

	"keytray/app/files"
	"keytray/app/rpc"
	"keytray/app/text"
)

func (c *command) quit() *cobra.Command {
	return &cobra.Command{
		Use: "quit", Short: text.T("End the tray program; it clears the clipboard first"), Args: nothing,
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
					return errors.New(text.T("the tray program is still running; its log is %s", paths.Log()))
				}
			}
			c.say("Keytray has ended.")
			return nil
		},
	}
}

func (c *command) version() *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: text.T("Show the version"), Args: nothing,
		RunE: func(*cobra.Command, []string) error {
			if c.Window != nil {
				c.say("keytray %s (with window)", c.Version)
			} else {
				c.say("keytray %s (without window)", c.Version)
			}
			return nil
		},
	}
}
