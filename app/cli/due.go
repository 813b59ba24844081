package cli

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"keytray/app/api"
	"keytray/app/rotation"
	"keytray/app/text"
)

func (c *command) due() *cobra.Command {
	var file calendarFile
	cmd := &cobra.Command{
		Use: "due", Short: text.T("List what is due and what comes, or write it as a calendar file"), Args: nothing,
		Long: text.T("List all keys with their next date, most urgent first.\n" +
			"With --ics, write the dates of all keys as a calendar file (iCalendar), without values, hints or notes.\n" +
			"Import it into your calendar, and again after a rotation: the new dates replace the old ones.\n" +
			"An import takes nothing away: what is over stays until you delete it there (a key that you deleted, an end\n" +
			"that is gone, a rotation that is finished). Import into a calendar of its own, and you can empty that first."),
		Example: text.T("  keytray due\n" +
			"  keytray due --ics keys.ics\n" +
			"  keytray due --ics - --no-names          to stdout"),
	}
	cmd.Flags().StringVar(&file.path, "ics", "", text.T("write a calendar file; - is stdout"))
	cmd.Flags().BoolVar(&file.noNames, "no-names", false, text.T("leave the names of keys and providers out of it (default: as reminders.show_names)"))
	_ = cmd.RegisterFlagCompletionFunc("ics", cobra.FixedCompletions(nil, cobra.ShellCompDirectiveDefault)) // the flag exists
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		wanted := cmd.Flags().Changed("ics")
		switch {
		case wanted && file.path == "":
			return usage("Give the name of the calendar file, or - for stdout: keytray due --ics keys.ics")
		case cmd.Flags().Changed("no-names") && !wanted:
			return usage("--no-names is about the calendar file: keytray due --ics keys.ics --no-names")
		}
		file.chosen = cmd.Flags().Changed("no-names")
		s, err := c.service()
		if err != nil {
			return err
		}
		ctx, cancel := context.WithTimeout(cmd.Context(), answerLimit)
		defer cancel()
		st, err := s.Wait(ctx, 0) // nothing of it needs the keychain
		if err != nil {
			return err
		}
		if wanted {
			return c.writeCalendar(ctx, s, st, file)
		}
		return c.dueTable(st.Keys)
	}
	return cmd
}

// next is the date of a key that counts now.
type next struct {
	key  api.Key
	what string
	day  time.Time
}

// nextOf finds the date that says why a key stands where it does.
func nextOf(k api.Key) next {
	switch {
	case k.Phase == string(rotation.Exposed):
		return next{k, text.T("exposed since"), k.ExposedAt}
	case k.Phase == string(rotation.Expired):
		return next{k, text.T("expired on"), k.Expires}
	case k.Case != nil && k.Case.Leaked != nil:
		return next{k, text.T("%s, since", underWay(k)), k.Case.Leaked.At}
	case k.Phase == string(rotation.Overdue):
		return next{k, text.T("overdue since"), k.OverdueFrom}
	case k.EndsSoon:
		return next{k, text.T("ends on"), k.Expires}
	case k.Case != nil:
		return next{k, text.T("%s, since", underWay(k)), k.Case.Started}
	case k.Phase == string(rotation.Due):
		return next{k, text.T("due, overdue from"), k.OverdueFrom}
	case !k.Expires.IsZero() && k.Expires.Before(k.DueFrom):
		return next{k, text.T("ends on"), k.Expires}
	}
	return next{k, text.T("due from"), k.DueFrom}
}

func (c *command) dueTable(keys []api.Key) error {
	if len(keys) == 0 {
		c.say("No keys here. Add one with: keytray add NAME")
		return nil
	}
	all := make([]next, 0, len(keys))
	for _, k := range keys {
		all = append(all, nextOf(k))
	}
	slices.SortStableFunc(all, func(a, b next) int {
		return cmp.Or(urgency(a.key)-urgency(b.key), a.day.Compare(b.day), strings.Compare(a.key.Name, b.key.Name))
	})
	table := columns{gap: 3}
	table.add(strings.Split(text.T("NAME\tPROVIDER\tSTATE\tDATE\tWHEN"), "\t")...)
	for _, n := range all {
		if held := kept(n.key); held != "" {
			n.what = held + ", " + n.what
		}
		table.add(text.Plain(n.key.Name), text.Plain(n.key.ProviderName), n.what, text.Date(n.day), text.Away(n.day, c.Now()))
	}
	return table.write(c.out)
}
