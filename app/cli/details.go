package cli

import (
	"github.com/spf13/cobra"

	"keytray/app/api"
	"keytray/app/text"
)

// details are the flags that add and edit share.
type details struct {
	provider, kind, env, account, notes string
	scopes, limit                       string
	tags, usedBy                        []string
	created, expires                    string
	dueAfter, overdueAfter              int
	pin                                 bool
}

func (d *details) flags(c *command, cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&d.provider, "provider", "", text.T("who issued the key: openai, anthropic … (taken from its form if left out)"))
	f.StringVar(&d.kind, "kind", "", text.T("what kind of key it is, as keytray providers ID lists them (taken from its form if left out)"))
	f.StringVar(&d.env, "env", "", text.T("environment variable that its programs read"))
	f.StringVar(&d.account, "account", "", text.T("account or project at the provider"))
	f.StringArrayVar(&d.tags, "tag", nil, text.T("a tag; may be given several times"))
	f.StringArrayVar(&d.usedBy, "used-by", nil, text.T("an app, file, machine or person that has the key; may be given several times"))
	f.StringVar(&d.notes, "note", "", text.T("a note"))
	f.StringVar(&d.scopes, "scopes", "", text.T("what the key may do, in your words"))
	f.StringVar(&d.limit, "limit", "", text.T("the spending limit that you set for it, in your words"))
	f.StringVar(&d.created, "created", "", text.T("day on which the key was created, YYYY-MM-DD (default today)"))
	f.StringVar(&d.expires, "expires", "", text.T("day on which the provider ends it, YYYY-MM-DD"))
	f.IntVar(&d.dueAfter, "due-after", 0, text.T("months after which its rotation window opens"))
	f.IntVar(&d.overdueAfter, "overdue-after", 0, text.T("months after which it is overdue"))
	f.BoolVar(&d.pin, "pin", false, text.T("keep it at the top of the tray menu"))
	// These flags exist, so there is no error. A place may be a file.
	_ = cmd.RegisterFlagCompletionFunc("provider", c.completeProvider)
	_ = cmd.RegisterFlagCompletionFunc("used-by", cobra.FixedCompletions(nil, cobra.ShellCompDirectiveDefault))
}

// check refuses windows that cannot be; the rest is checked by the service.
func (d *details) check(cmd *cobra.Command) error {
	for flag, months := range map[string]int{"due-after": d.dueAfter, "overdue-after": d.overdueAfter} {
		if cmd.Flags().Changed(flag) && (months < 0 || months == 0 && cmd.Name() == "add") {
			return usage("--%s needs a number of months from 1 up.", flag)
		}
	}
	return nil
}

func (c *command) details(d *details) (api.Details, error) {
	created, err := c.date("created", d.created)
	if err != nil {
		return api.Details{}, err
	}
	expires, err := c.date("expires", d.expires)
	if err != nil {
		return api.Details{}, err
	}
	return api.Details{
		Provider: d.provider, Kind: d.kind, Scopes: d.scopes, Limit: d.limit, Env: d.env, Account: d.account, Tags: d.tags, UsedBy: d.usedBy, Notes: d.notes,
		Created: created, Expires: expires, DueAfter: d.dueAfter, OverdueAfter: d.overdueAfter, Pinned: d.pin,
	}, nil
}
