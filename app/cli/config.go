package cli

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"keytray/app/agent"
	"keytray/app/api"
	"keytray/app/text"
)

func (c *command) config() *cobra.Command {
	return &cobra.Command{
		Use: "config [KEY [VALUE]]", Short: text.T("List the settings, show one, or change one"),
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 2 {
				return usage("Give a setting and one value: keytray config KEY VALUE")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			s, err := c.service()
			if err != nil {
				return err
			}
			if len(args) == 2 && args[0] == "keychain" {
				return c.move(cmd.Context(), s, args[1])
			}
			if len(args) == 2 {
				set, err := s.SetSetting(cmd.Context(), args[0], args[1])
				if err != nil {
					return err
				}
				c.say("%s = %s", set.Key, set.Value)
				return c.tellInForce(cmd.Context(), s, set)
			}
			all, err := s.Settings(cmd.Context())
			if err != nil {
				return err
			}
			if len(args) == 1 {
				return c.oneSetting(cmd.Context(), s, all, args[0])
			}
			c.settings(all)
			return nil
		},
	}
}

// settings lists them in columns as wide as they need.
func (c *command) settings(all []api.Setting) {
	key, value := 0, 0
	for _, set := range all {
		key, value = max(key, utf8.RuneCountInString(set.Key)), max(value, utf8.RuneCountInString(set.Value))
	}
	for _, set := range all {
		c.say("%-*s  %-*s  %s", key, set.Key, value, set.Value, set.Help)
	}
}

// unset is the value of a setting that nobody chose.
const unset = "default"

// ofProvider begins the settings that exist for each provider.
const ofProvider = "rotation.provider."

// oneSetting writes the value of a setting. That of a provider which nobody changed is
// not among the others.
func (c *command) oneSetting(ctx context.Context, s api.Service, all []api.Setting, key string) error {
	named := func(set api.Setting) bool { return set.Key == key }
	i := slices.IndexFunc(all, named)
	if word, is := strings.CutPrefix(key, ofProvider); i < 0 && is && word != "" {
		known, err := c.catalogue(ctx, s)
		if err != nil {
			return err
		}
		if key, err = agent.KnownSetting(known, key); err != nil {
			return err
		}
		if i = slices.IndexFunc(all, named); i < 0 {
			c.say("%s", unset)
			return c.tellInForce(ctx, s, api.Setting{Key: key})
		}
	}
	if i < 0 {
		return usage("There is no such setting. See them with: keytray config")
	}
	c.say("%s", all[i].Value)
	return nil
}

// tellInForce says which months apply to a provider's keys; of other settings nothing.
func (c *command) tellInForce(ctx context.Context, s api.Service, set api.Setting) error {
	id, is := strings.CutPrefix(set.Key, ofProvider)
	if !is {
		return nil
	}
	known, err := c.catalogue(ctx, s)
	if err != nil {
		return err
	}
	all, err := s.Settings(ctx)
	if err != nil {
		return err
	}
	c.say("In force: %s", inForce(agent.WindowsOf(known, all, id)))
	return nil
}
