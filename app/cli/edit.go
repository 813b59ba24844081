package cli

import (
	"time"

	"github.com/spf13/cobra"

	"keytray/app/api"
	"keytray/app/text"
)

func (c *command) edit() *cobra.Command {
	var d details
	var newName string
	var mute bool
	cmd := &cobra.Command{
		Use:   "edit NAME",
		Short: text.T("Change what is known about a key; only the flags given change something"),
		Args:  name,
	}
	d.flags(c, cmd)
	cmd.Flags().StringVar(&newName, "name", "", text.T("a new name"))
	cmd.Flags().BoolVar(&mute, "mute", false, text.T("no reminders for this key, unless it or its old value has leaked (--mute=false brings them back)"))
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := d.check(cmd); err != nil {
			return err
		}
		given, err := c.details(&d)
		if err != nil {
			return err
		}
		r := api.EditRequest{Name: args[0]}
		set := cmd.Flags().Changed
		if cmd.Flags().NFlag() == 0 {
			return usage("Nothing to change. Give a flag; see: keytray edit --help")
		}
		pick(set("name"), &r.NewName, &newName)
		pick(set("provider"), &r.Provider, &given.Provider)
		pick(set("kind"), &r.Kind, &given.Kind)
		pick(set("scopes"), &r.Scopes, &given.Scopes)
		pick(set("limit"), &r.Limit, &given.Limit)
		pick(set("env"), &r.Env, &given.Env)
		pick(set("account"), &r.Account, &given.Account)
		pick(set("tag"), &r.Tags, trim(&given.Tags))
		pick(set("used-by"), &r.UsedBy, trim(&given.UsedBy))
		pick(set("note"), &r.Notes, &given.Notes)
		pick(set("due-after"), &r.DueAfter, &given.DueAfter)
		pick(set("overdue-after"), &r.OverdueAfter, &given.OverdueAfter)
		pick(set("pin"), &r.Pinned, &given.Pinned)
		pick(set("mute"), &r.Muted, &mute)
		pick(set("expires"), &r.Expires, &given.Expires)
		pick(set("created") && given.Created != (time.Time{}), &r.Created, &given.Created)
		s, err := c.service()
		if err != nil {
			return err
		}
		k, err := s.Edit(cmd.Context(), r)
		if err != nil {
			return err
		}
		c.say("%s", text.Sentences(text.T("Changed %s.", text.Plain(k.Name)), standing(k)))
		return nil
	}
	return cmd
}

// pick fills a field of the request with what a flag gave.
func pick[T any](given bool, field **T, value *T) {
	if given {
		*field = value
	}
}

// trim lets --tag "" take all tags away.
func trim(list *[]string) *[]string {
	if len(*list) == 1 && (*list)[0] == "" {
		return &[]string{}
	}
	return list
}
