package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"keytray/app/provider"
	"keytray/app/text"
)

// completeProvider offers the IDs of providers to a shell.
func (c *command) completeProvider(cmd *cobra.Command, _ []string, start string) (all []cobra.Completion, _ cobra.ShellCompDirective) {
	return c.completeIDs(cmd, start, func(provider.Provider) bool { return true })
}

// completeOwnProvider offers the person's own alone.
func (c *command) completeOwnProvider(cmd *cobra.Command, given []string, start string) (all []cobra.Completion, _ cobra.ShellCompDirective) {
	return c.completeIDs(cmd, start, func(p provider.Provider) bool { return p.Own && len(given) == 0 })
}

// completeIDs offers the built-in providers alone where the others cannot be read:
// nobody would see why.
func (c *command) completeIDs(cmd *cobra.Command, start string, wanted func(provider.Provider) bool) (all []cobra.Completion, _ cobra.ShellCompDirective) {
	known := provider.New()
	if s, err := c.service(); err == nil {
		if more, err := c.catalogue(cmd.Context(), s); err == nil {
			known = more
		}
	}
	for _, p := range known.All() {
		if strings.HasPrefix(p.ID, start) && wanted(p) {
			all = append(all, cobra.CompletionWithDesc(p.ID, text.Plain(p.Name)))
		}
	}
	return all, cobra.ShellCompDirectiveNoFileComp
}
