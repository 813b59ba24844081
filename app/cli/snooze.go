package cli

import (
	"context"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"keytray/app/api"
	"keytray/app/text"
)

func (c *command) snooze() *cobra.Command {
	var all bool
	cmd := &cobra.Command{
		Use: "snooze NAME|--all DURATION", Short: text.T("No reminders for a time, for example 7d; exposed and leaked keys are named all the same"),
		Long: text.T(`No reminders for a time, for example 7d. 0s ends a snooze: keytray snooze NAME 0s, keytray snooze --all 0s.

Keys that somebody else may have are named every day all the same.`),
	}
	cmd.Flags().BoolVar(&all, "all", false, text.T("for all keys"))
	cmd.Args = func(_ *cobra.Command, args []string) error {
		if all && len(args) != 1 || !all && (len(args) != 2 || strings.TrimSpace(args[0]) == "") {
			return usage("Give a key and a time: keytray snooze NAME 7d, or keytray snooze --all 7d")
		}
		return nil
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		d, err := snoozeFor(args[len(args)-1])
		if err != nil {
			return err
		}
		r := api.SnoozeRequest{For: d}
		if !all {
			r.Name = args[0]
		}
		s, err := c.service()
		if err != nil {
			return err
		}
		who, seen, err := snoozed(cmd.Context(), s, r.Name)
		if err == nil {
			err = s.Snooze(cmd.Context(), r)
		}
		if err != nil {
			return err
		}
		if d == 0 {
			if all {
				c.say("Reminders for all keys are not snoozed any more.")
			} else {
				c.say("Reminders for %s are not snoozed any more.", who)
			}
			return nil
		}
		until, err := silentUntil(cmd.Context(), s, r.Name)
		if err != nil {
			return err
		}
		if all {
			c.say("No reminders for all keys before %s.", text.Date(until))
		} else {
			c.say("No reminders for %s before %s.", who, text.Date(until))
		}
		if len(seen) > 0 {
			c.say("%s", text.NamedAllTheSame(seen))
		}
		return nil
	}
	return cmd
}

// snoozeFor reads for how long; nothing ends a snooze.
func snoozeFor(given string) (time.Duration, error) {
	if d, err := time.ParseDuration(given); err == nil && d == 0 {
		return 0, nil
	}
	return duration(text.T("The time"), given, text.T("like 30s, 15m or 7d"))
}

// silentUntil is until when it lasts: no longer than the provider lets the key live.
func silentUntil(ctx context.Context, s api.Service, name string) (time.Time, error) {
	if name == "" {
		st, err := s.State(ctx)
		return st.PausedUntil, err
	}
	k, err := s.Find(ctx, name)
	return k.SnoozedUntil, err
}

// snoozed says which keys are meant, and which of them are named all the same.
func snoozed(ctx context.Context, s api.Service, name string) (who string, seen []string, err error) {
	keys := make([]api.Key, 1)
	if name != "" {
		keys[0], err = s.Find(ctx, name)
		who = text.Plain(keys[0].Name)
	} else {
		var st api.State
		st, err = s.State(ctx)
		keys = st.Keys
	}
	for _, k := range keys {
		if k.Exposure != nil || k.Case != nil && k.Case.Leaked != nil {
			seen = append(seen, text.Plain(k.Name))
		}
	}
	return who, seen, err
}
