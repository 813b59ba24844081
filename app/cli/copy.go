package cli

import (
	"time"

	"github.com/spf13/cobra"

	"keytray/app/api"
	"keytray/app/desktop"
	"keytray/app/rpc"
	"keytray/app/text"
)

func (c *command) copy() *cobra.Command {
	var clearAfter string
	var once, previous bool
	cmd := &cobra.Command{
		Use:   "copy NAME",
		Short: text.T("Copy a key to the clipboard and clear it again; starts the tray program if it is not running"),
		Args:  name,
	}
	cmd.Flags().StringVar(&clearAfter, "clear-after", "", text.T("how long it stays, 3s to 10m (default: the setting clipboard.clear_after)"))
	cmd.Flags().BoolVar(&once, "once", false, text.T("clear after the first paste, or after that time if nothing is pasted"))
	cmd.Flags().BoolVar(&previous, "previous", false, text.T("the value before the present one, while it is kept"))
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		var after time.Duration // 0: the setting
		if cmd.Flags().Changed("clear-after") {
			var err error
			if after, err = duration("--clear-after", clearAfter, text.T("from 3s to 10m, for example 30s")); err != nil {
				return err
			}
		}
		if !desktop.HasDisplay() {
			return &api.Error{Kind: api.Failed, Text: text.T("There is no display here, so there is no clipboard. Use: keytray get NAME | your-program")}
		}
		var live api.Clipboard
		err := c.withDisplay(cmd.Context(), func(s rpc.Client) (err error) {
			live, err = c.faced(s).Copy(cmd.Context(), api.CopyRequest{Name: args[0], Previous: previous, ClearAfter: after, Once: once})
			return err
		})
		if err != nil {
			return err
		}
		copied, left := text.T("Copied %s.", live.Key), text.Seconds(time.Until(live.Until))
		if previous {
			copied = text.T("Copied the old value of %s.", live.Key)
		}
		clears := text.T("Clears in %s.", left)
		switch {
		case live.Once:
			clears = text.T("Clears after the first paste, or in %s.", left)
		case once:
			clears = text.T("This clipboard does not tell of pastes: it clears in %s.", left)
		}
		c.say("%s", text.Sentences(copied, clears))
		return nil
	}
	return cmd
}

func (c *command) clear() *cobra.Command {
	return &cobra.Command{
		Use: "clear", Short: text.T("Clear the clipboard now, if it holds a key of ours"), Args: nothing,
		RunE: func(cmd *cobra.Command, _ []string) error {
			s, err := c.service()
			if err != nil {
				return err
			}
			out, err := s.Clear(cmd.Context())
			if err != nil {
				return err
			}
			c.say("%s", map[string]string{
				api.ClearedOurs:    text.T("Clipboard cleared."),
				api.ClearedNotOurs: text.T("Something else is on the clipboard now. Nothing to clear."),
				api.ClearedNothing: text.T("Keytray has no key on the clipboard. Nothing to clear."),
			}[out.Result])
			return nil
		},
	}
}
