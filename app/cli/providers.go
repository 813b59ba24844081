package cli

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"keytray/app/agent"
	"keytray/app/api"
	"keytray/app/files"
	"keytray/app/provider"
	"keytray/app/text"
)

func (c *command) providers() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "providers [WORD]",
		Short: text.T("List the providers of keys, or tell how one makes, replaces and revokes keys"),
		Long:  text.T("List the providers of keys that Keytray knows. With WORD, tell about one: its ID, name, or what to search for."),
		Example: text.T("  keytray providers openai                   how to get, replace and revoke a key\n" +
			"  keytray providers add Acme --console https://acme.example/keys --env ACME_KEY"),
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usage("Give one word only, in quotes if it has spaces.")
			}
			return nil
		},
		ValidArgsFunction: c.completeProvider,
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, text.T("as JSON"))
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		s, err := c.service()
		if err != nil {
			return err
		}
		st, err := c.knowing(cmd.Context(), s)
		if err != nil {
			return err
		}
		if notice := ownNotice(st); notice != "" {
			defer c.tell(notice)
		}
		known := agent.Catalogue(st.Providers)
		if len(args) == 0 {
			return c.severalProviders(issuers(known.All()), asJSON)
		}
		all, _ := s.Settings(cmd.Context()) // while the file cannot be read, defaults apply
		return c.lookUp(known, all, args[0], asJSON)
	}
	cmd.AddCommand(c.addProvider(), c.removeProvider())
	return cmd
}

// knowing is the state also where the list of keys cannot be read: providers are
// known all the same.
func (c *command) knowing(ctx context.Context, s api.Service) (api.State, error) {
	ctx, cancel := context.WithTimeout(ctx, answerLimit)
	defer cancel()
	st, err := s.Wait(ctx, 0)
	if err != nil {
		return s.State(ctx)
	}
	return st, nil
}

// ownNotice is what is wrong with the file of the person's own providers.
func ownNotice(st api.State) string {
	paths, err := files.Default()
	if err != nil || !strings.Contains(st.Notice, paths.Providers()) {
		return ""
	}
	return st.Notice
}

// lookUp finds what a word means.
func (c *command) lookUp(known *provider.Catalogue, all []api.Setting, word string, asJSON bool) error {
	p, ok := known.Meant(word)
	if !ok { // another one's steps would lead to another one's page
		if found := issuers(known.Fitting(word)); len(found) > 0 {
			return c.severalProviders(found, asJSON)
		}
		return noProvider(known, word)
	}
	if asJSON {
		return c.json(listed{p, p.Own})
	}
	c.sheet(p, inForce(agent.WindowsOf(known, all, p.ID)))
	return nil
}

// listed is a provider as JSON: a catalogue entry, and whether it is the person's own.
type listed struct {
	provider.Provider
	Own bool `json:"own"`
}

func (c *command) severalProviders(all []provider.Provider, asJSON bool) error {
	if !asJSON {
		return c.providerTable(all)
	}
	out := make([]listed, 0, len(all))
	for _, p := range all {
		out = append(out, listed{p, p.Own})
	}
	return c.json(out)
}

// issuers are all but the one that stands for those not in the catalogue.
func issuers(all []provider.Provider) []provider.Provider {
	return slices.DeleteFunc(slices.Clone(all), func(p provider.Provider) bool { return p.ID == provider.Other })
}

func noProvider(known *provider.Catalogue, word string) error {
	what := text.T("See them with: keytray providers")
	if near := known.Nearby(word); len(near) > 0 {
		what = text.T("Did you mean %s?", text.Either(near))
	}
	return &api.Error{Kind: api.NotFound, Text: text.Sentences(text.T("No provider is called %s.", agent.QuotedFor(known, word)), what)}
}

func (c *command) providerTable(all []provider.Provider) error {
	table := columns{gap: 2}
	table.add(strings.Split(text.T("NAME\tID\tVARIABLE\tKEY STARTS WITH\tCHECK"), "\t")...)
	for _, p := range all {
		name, check := p.Name, text.C("can be checked", "no")
		if p.Own {
			name = text.T("%s (your own)", name)
		}
		if p.Verify != nil {
			check = text.C("can be checked", "yes")
		}
		table.add(text.Plain(name), p.ID, p.Variable(""), starts(p), check)
	}
	return table.write(c.out)
}

// starts are the first characters of a provider's keys, the most usual first.
func starts(p provider.Provider) string {
	const most = 3
	var all []string
	for _, k := range p.Kinds {
		if k.Prefix != "" && !slices.Contains(all, k.Prefix) {
			all = append(all, k.Prefix)
		}
	}
	if len(all) > most {
		return strings.Join(all[:most], " ") + " …"
	}
	return strings.Join(all, " ")
}
