package cli

import (
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"keytray/app/api"
	"keytray/app/text"
)

func (c *command) addProvider() *cobra.Command {
	var given api.Provider
	var prefix string
	cmd := &cobra.Command{
		Use: "add NAME", Short: text.T("Add a provider of your own, or change it: only the flags given change something"),
		Args: providerName,
	}
	f := cmd.Flags()
	f.StringVar(&given.Env, "env", "", text.T("environment variable that its programs read"))
	f.StringVar(&given.Console, "console", "", text.T("page where keys are made"))
	f.StringVar(&given.Revoke, "revoke", "", text.T("page where keys are revoked"))
	f.StringVar(&given.Usage, "usage", "", text.T("page that shows what was used"))
	f.StringVar(&given.Docs, "docs", "", text.T("page that explains the keys"))
	f.StringVar(&given.Pattern, "pattern", "", text.T("regular expression of a whole key, by which it is recognised"))
	f.StringVar(&prefix, "prefix", "", text.T("what every key starts with, instead of --pattern"))
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		set := cmd.Flags().Changed
		if set("pattern") && set("prefix") {
			return usage("Use --pattern or --prefix, not both.")
		}
		if len(prefix) > longestPrefix { // it may be a whole key, and would be written down
			return usage("--prefix is longer than %d characters. Give only what every key starts with.", longestPrefix)
		}
		if prefix != "" {
			given.Pattern = prefixPattern(prefix)
		}
		s, err := c.service()
		if err != nil {
			return err
		}
		st, err := c.knowing(cmd.Context(), s)
		if err != nil {
			return err
		}
		p := api.Provider{Name: strings.TrimSpace(args[0])} // as the service takes it
		i := slices.IndexFunc(st.Providers, func(own api.Provider) bool {
			return strings.EqualFold(own.ID, p.Name) || strings.EqualFold(own.Name, p.Name)
		})
		if i >= 0 {
			p = st.Providers[i]
		}
		for flag, field := range map[string][2]*string{
			"env": {&p.Env, &given.Env}, "console": {&p.Console, &given.Console}, "revoke": {&p.Revoke, &given.Revoke},
			"usage": {&p.Usage, &given.Usage}, "docs": {&p.Docs, &given.Docs}, "pattern": {&p.Pattern, &given.Pattern}, "prefix": {&p.Pattern, &given.Pattern},
		} {
			if set(flag) {
				*field[0] = *field[1]
			}
		}
		if p, err = s.AddProvider(cmd.Context(), p); err != nil {
			return err
		}
		if i >= 0 {
			c.say("Changed %s (%s).", p.Name, p.ID)
			return nil
		}
		c.say("Added %s (%s). Use it with: keytray add NAME --provider %s", p.Name, p.ID, p.ID)
		return nil
	}
	return cmd
}

func (c *command) removeProvider() *cobra.Command {
	return &cobra.Command{
		Use: "rm ID", Short: text.T("Remove a provider of your own that no key uses"), Args: providerName, ValidArgsFunction: c.completeOwnProvider,
		RunE: func(cmd *cobra.Command, args []string) error {
			s, err := c.service()
			if err != nil {
				return err
			}
			if err := s.RemoveProvider(cmd.Context(), args[0]); err != nil {
				return err
			}
			c.say("Removed %s from your providers.", args[0])
			return nil
		},
	}
}

func providerName(_ *cobra.Command, args []string) error {
	switch {
	case len(args) == 0 || strings.TrimSpace(args[0]) == "":
		return usage("Which provider? Give its name.")
	case len(args) > 1:
		return usage("Give one name only, in quotes if it has spaces.")
	}
	return nil
}

// longestPrefix is more than any provider has.
const longestPrefix = 24

// prefixPattern is a pattern for keys of which only the start is known.
func prefixPattern(prefix string) string {
	return regexp.QuoteMeta(prefix) + `[A-Za-z0-9_.-]{8,}`
}
