package cli

import (
	"cmp"
	"context"

	"github.com/spf13/cobra"

	"keytray/app/agent"
	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/rotation"
	"keytray/app/text"
)

func (c *command) add() *cobra.Command {
	var d details
	var anyway bool
	cmd := &cobra.Command{
		Use:   "add [NAME]",
		Short: text.T("Store a new key; its value comes from stdin or a hidden prompt"),
		Long: text.T("Store a new key. Its value comes from stdin or a hidden prompt, never from an argument.\n" +
			"Without NAME, on a terminal, it asks for everything and tells how to get the key."),
		Example: text.T("  keytray add                                       asks step by step\n" +
			"  keytray add chat-app --provider openai            asks for the value\n" +
			"  pass show openai | keytray add chat-app           takes it from a pipe"),
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 && !c.atTerminal() {
				return usage("The key needs a name: keytray add NAME")
			}
			if len(args) == 0 {
				return nil
			}
			return name(cmd, args)
		},
	}
	d.flags(c, cmd)
	cmd.Flags().BoolVar(&anyway, "anyway", false, text.T("store the value exactly as it comes, whatever it looks like"))
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := d.check(cmd); err != nil {
			return err
		}
		r, err := c.details(&d)
		if err != nil {
			return err
		}
		s, err := c.service()
		if err != nil {
			return err
		}
		known, err := c.catalogue(cmd.Context(), s)
		if err != nil {
			return err
		}
		if r.Provider != "" {
			if _, err := knownProvider(known, r.Provider); err != nil {
				return err
			}
		}
		if len(args) == 0 {
			return c.setUp(cmd.Context(), s, known, r, anyway)
		}
		return c.addNamed(cmd.Context(), s, known, api.AddRequest{Details: r, Name: args[0]}, anyway)
	}
	return cmd
}

// addNamed asks for nothing but the value, and whose it is where its form leaves that open.
func (c *command) addNamed(ctx context.Context, s api.Service, known *provider.Catalogue, r api.AddRequest, anyway bool) error {
	if err := agent.CheckAdd(known, r, rotation.Windows{}, c.Now()); err != nil { // the service knows what is usual
		return err
	}
	value, err := c.value(ctx, text.T("Value of %s (not shown): ", text.Plain(r.Name)), text.Command("add", r.Name))
	if err != nil {
		return err
	}
	defer value.Wipe()
	key, err := recognise(known, value, cmp.Or(issuerID(known, r.Provider), r.Env), anyway)
	if err != nil {
		return err
	}
	defer key.value.Wipe()
	r.Secret = key.value
	if several := maybe(key.found); r.Provider == "" && len(several) > 0 && c.atTerminal() {
		m, ok, err := c.whose(ctx, several)
		if err != nil {
			return err
		}
		if r.Provider = provider.Other; ok {
			r.Provider, r.Kind = m.Provider.ID, m.Kind.ID
		}
	}
	if r.Provider != "" {
		key.asked = true
	}
	if r.Env == "" {
		r.Env = key.found.Env
	}
	k, err := s.Add(ctx, r)
	if err != nil {
		return err
	}
	c.stored(known, k, key)
	return nil
}

// stored says what was stored and how to use it.
func (c *command) stored(known *provider.Catalogue, k api.Key, key pasted) {
	for _, sentence := range key.said {
		c.say("%s", sentence)
	}
	c.say("%s", text.Sentences(text.T("Stored %s (%s).", text.Plain(k.Name), text.Plain(k.ProviderName)), standing(k)))
	p, _ := known.ByID(k.Provider)
	for _, sentence := range warnings(k, p, key.found) {
		c.say("Warning: %s", sentence)
	}
	_, sure := key.found.Sure()
	if m, ok := provider.Guess(key.found); ok && !sure && !key.asked && k.Provider == m.Provider.ID {
		c.say("It looks like a key of %s; others use the same form. If it is not: %s", text.Plain(k.ProviderName), line("edit", k, "--provider", provider.Other))
	}
	if several := maybe(key.found); k.Provider == provider.Other && len(several) > 0 {
		var names []string
		for _, m := range several {
			names = append(names, m.Provider.Name)
		}
		c.say("It may be a key of %s. Say which: %s", text.Either(distinct(names)), line("edit", k, "--provider", "ID"))
	}
	if k.Env != "" {
		c.say("In scripts: %s", inScripts(k))
	}
}

// standing says where a key is in its rotation window.
func standing(k api.Key) string {
	return text.Standing(k.Phase, k.DueFrom, k.OverdueFrom, k.Expires)
}

func distinct(words []string) (all []string) {
	seen := map[string]bool{}
	for _, w := range words {
		if !seen[w] {
			all = append(all, w)
		}
		seen[w] = true
	}
	return all
}
