package cli

import (
	"os"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"keytray/app/api"
	"keytray/app/text"
)

func (c *command) get() *cobra.Command {
	var show, previous bool
	cmd := &cobra.Command{
		Use:     "get NAME",
		Short:   text.T("Write a key's value to stdout, without a line end"),
		Example: "  " + text.SetVariable("OPENAI_API_KEY", text.Command("get", "chat-app")),
		Args:    name,
	}
	cmd.Flags().BoolVar(&show, "show", false, text.T("also to a terminal, where others may read it"))
	cmd.Flags().BoolVar(&previous, "previous", false, text.T("the value before the present one, while it is kept"))
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if f, ok := c.Stdout.(*os.File); ok && !show && term.IsTerminal(int(f.Fd())) {
			return usage("The value would be shown on the screen. Pipe it into a program, or use --show.")
		}
		s, err := c.service()
		if err != nil {
			return err
		}
		value, err := s.Get(cmd.Context(), api.GetRequest{Name: args[0], Previous: previous, Why: api.WhyGet})
		if err != nil {
			return err
		}
		defer value.Wipe()
		_, err = c.Stdout.Write(value.Reveal())
		return err
	}
	return cmd
}
