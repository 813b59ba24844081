package cli

import (
	"github.com/spf13/cobra"

	"keytray/app/api"
	"keytray/app/text"
)

func (c *command) rm() *cobra.Command {
	var forever bool
	cmd := &cobra.Command{Use: "rm NAME", Short: text.T("Move a key to the bin, where it stays for 30 days"), Long: paragraphs(text.T("Move a key to the bin, where it stays for 30 days."), wordsWhole()), Args: name}
	cmd.Flags().BoolVar(&forever, "forever", false, text.T("destroy it with all its values, also when it is in the bin already"))
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		s, err := c.service()
		if err != nil {
			return err
		}
		k, err := s.Remove(cmd.Context(), api.RemoveRequest{Name: args[0], Forever: forever})
		if err != nil {
			return err
		}
		if forever {
			c.say("%s and its values are destroyed. It still works at the provider until you revoke it there.", text.Plain(k.Name))
			return nil
		}
		c.say("%s is in the bin for 30 days. It still works at the provider until you revoke it there. Bring it back with: %s", text.Plain(k.Name), line("restore", k))
		return nil
	}
	return cmd
}

// inBin refuses what is done to a key in use only.
func inBin(k api.Key) error {
	return &api.Error{Kind: api.NotFound, Text: text.T("The key %s is in the bin. First run: %s", text.Plain(k.Name), line("restore", k))}
}

func (c *command) restore() *cobra.Command {
	return &cobra.Command{
		Use: "restore NAME", Short: text.T("Take a key out of the bin"), Args: name,
		RunE: func(cmd *cobra.Command, args []string) error {
			s, err := c.service()
			if err != nil {
				return err
			}
			k, err := s.Restore(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			c.say("%s", text.Sentences(text.T("Restored %s.", text.Plain(k.Name)), standing(k)))
			return nil
		},
	}
}
