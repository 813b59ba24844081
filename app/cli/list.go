package cli

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"keytray/app/agent"
	"keytray/app/api"
	"keytray/app/text"
)

func (c *command) list() *cobra.Command {
	var asJSON, due, deleted bool
	var providerID, tag string
	cmd := &cobra.Command{
		Use: "list [QUERY]…", Short: text.T("List the keys, never their values"), Args: cobra.ArbitraryArgs,
		Long: text.T("List the keys, never their values. With a query only those that fit all of it, best first: by name,\n" +
			"provider, account, variable, tag, place and note, as in the search field of the window.\n" +
			"provider:, tag:, account:, env: and place: look in one of them, is:overdue goes by the state, due:30d by the date.\n" +
			"After --, a - before a word keeps out what has it."),
		Example: "  keytray list openai\n" +
			"  keytray list due:30d tag:work\n" +
			"  keytray list -- chat -tag:old",
	}
	f := cmd.Flags()
	f.BoolVar(&asJSON, "json", false, text.T("as JSON"))
	f.BoolVar(&due, "due", false, text.T("only those in or past their rotation window or not rotated to the end, most urgent first"))
	f.BoolVar(&deleted, "deleted", false, text.T("those in the bin"))
	f.StringVar(&providerID, "provider", "", text.T("only those of this provider"))
	f.StringVar(&tag, "tag", "", text.T("only those with this tag"))
	_ = cmd.RegisterFlagCompletionFunc("provider", c.completeProvider) // the flag exists
	cmd.RunE = func(cmd *cobra.Command, words []string) error {
		st, err := c.state(cmd)
		if err != nil {
			return err
		}
		known := agent.Catalogue(st.Providers)
		if providerID != "" {
			p, ok := known.Find(providerID)
			if !ok {
				return usage("No provider is called %s. See them with: keytray providers", agent.QuotedFor(known, providerID))
			}
			providerID = p.ID
		}
		keys := st.Keys
		if deleted {
			keys = st.Deleted
		}
		keys = slices.DeleteFunc(keys, func(k api.Key) bool {
			return due && !calls(k) || providerID != "" && k.Provider != providerID || tag != "" && !slices.Contains(k.Tags, tag)
		})
		searched := keys
		if len(words) > 0 {
			if keys, err = c.matching(known, keys, words); err != nil {
				return err
			}
		}
		if due {
			slices.SortStableFunc(keys, func(a, b api.Key) int { return urgency(a) - urgency(b) })
		}
		if asJSON {
			for i := range keys {
				keys[i].Versions = nil // for show
			}
			return c.json(keys)
		}
		if len(keys) == 0 && len(words) > 0 {
			c.sayNothingFits(searched, words)
			return nil
		}
		return c.table(keys, deleted)
	}
	return cmd
}

// state is what is known without asking the keychain.
func (c *command) state(cmd *cobra.Command) (api.State, error) {
	s, err := c.service()
	if err != nil {
		return api.State{}, err
	}
	ctx, cancel := context.WithTimeout(cmd.Context(), answerLimit)
	defer cancel()
	return s.Wait(ctx, 0)
}

func (c *command) table(keys []api.Key, deleted bool) error {
	if len(keys) == 0 {
		if deleted {
			c.say("The bin is empty.")
		} else {
			c.say("No keys here. Add one with: keytray add NAME")
		}
		return nil
	}
	table := columns{gap: 3}
	table.add(strings.Split(text.T("NAME\tPROVIDER\tAGE\tSTATE\tKEY"), "\t")...)
	for _, k := range keys {
		state := stateOf(k)
		if deleted {
			state = text.T("in the bin since %s", text.Date(k.DeletedAt))
		}
		table.add(text.Plain(k.Name), text.Plain(k.ProviderName), text.Days(k.Age), state, k.Hint)
	}
	return table.write(c.out)
}
