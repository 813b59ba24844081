package cli

import (
	"unicode/utf8"

	"github.com/spf13/cobra"

	"keytray/app/api"
	"keytray/app/text"
)

func (c *command) history() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use: "history [NAME]", Short: text.T("Show what happened to the keys, or to one, oldest first"),
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usage("Give one name only, in quotes if it has spaces.")
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, text.T("as JSON"))
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		name := ""
		if len(args) == 1 {
			if name = args[0]; name == "" {
				return usage("Which key? Give its name or ID.")
			}
		}
		s, err := c.service()
		if err != nil {
			return err
		}
		events, err := s.History(cmd.Context(), name)
		if err != nil {
			return err
		}
		if asJSON {
			return c.json(events)
		}
		c.events(events)
		return nil
	}
	return cmd
}

// events lists them, with what happened in a column as wide as it needs.
func (c *command) events(all []api.Event) {
	width := 0
	for _, e := range all {
		width = max(width, utf8.RuneCountInString(event(e.What)))
	}
	for _, e := range all {
		about := text.Plain(e.Name)
		if e.Note != "" {
			about += ": " + text.Plain(e.Note)
		}
		c.say("%s  %-*s  %s", e.At.Format("2006-01-02 15:04"), width, event(e.What), about)
	}
}

// event is what happened, in the person's language.
func event(what string) string {
	switch what {
	case "added":
		return text.C("event", "added")
	case "asked to rotate":
		return text.C("event", "asked to rotate")
	case "asked to revoke":
		return text.C("event", "asked to revoke")
	case "back to the old value":
		return text.C("event", "back to the old value")
	case "checked":
		return text.C("event", "checked")
	case "copied":
		return text.C("event", "copied")
	case "deleted":
		return text.C("event", "deleted")
	case "destroyed":
		return text.C("event", "destroyed")
	case "edited":
		return text.C("event", "edited")
	case "exposed":
		return text.C("event", "exposed")
	case "not exposed":
		return text.C("event", "not exposed")
	case "old value checked":
		return text.C("event", "old value checked")
	case "recovered":
		return text.C("event", "recovered")
	case "repaired":
		return text.C("event", "repaired")
	case "restored":
		return text.C("event", "restored")
	case "revealed":
		return text.C("event", "revealed")
	case "revoked":
		return text.C("event", "revoked")
	case "rotated":
		return text.C("event", "rotated")
	case "rotation begun":
		return text.C("event", "rotation begun")
	case "rotation finished":
		return text.C("event", "rotation finished")
	case "rotation given up":
		return text.C("event", "rotation given up")
	case "snoozed":
		return text.C("event", "snoozed")
	}
	return what
}
