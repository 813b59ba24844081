package cli

import (
	"encoding/json"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/text"
)

func (c *command) show() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{Use: "show NAME", Short: "Show what is known about a key, never its value", Args: name}
	cmd.Flags().BoolVar(&asJSON, "json", false, "as JSON")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		s, err := c.service()
		if err != nil {
			return err
		}
		k, err := s.Find(cmd.Context(), args[0])
		if err != nil {
			return err
		}
		if asJSON {
			return c.json(k)
		}
		c.describe(k)
		return nil
	}
	return cmd
}

func (c *command) describe(k api.Key) {
	date := func(t time.Time) string {
		if t.IsZero() {
			return ""
		}
		return text.Date(t)
	}
	for _, line := range [][2]string{
		{"Name", k.Name},
		{"ID", k.ID},
		{"Provider", provider.Name(k.Provider)},
		{"Key", k.Hint},
		{"Variable", k.Env},
		{"Account", k.Account},
		{"Created", date(k.Created) + " (" + text.Days(k.Age) + ")"},
		{"Expires", date(k.Expires)},
		{"Rotation", standing(k)},
		{"Exposed", date(k.ExposedAt)},
		{"Snoozed", date(k.SnoozedUntil)},
		{"Used by", strings.Join(k.UsedBy, ", ")},
		{"Tags", strings.Join(k.Tags, ", ")},
		{"Note", k.Notes},
		{"Copied", copied(k)},
		{"Earlier", earlier(k)},
	} {
		if line[1] != "" {
			c.say("%-9s %s", line[0], text.Plain(line[1]))
		}
	}
}

func copied(k api.Key) string {
	if k.CopyCount == 0 {
		return ""
	}
	return text.Times(k.CopyCount) + ", last on " + text.Date(k.CopiedAt)
}

func earlier(k api.Key) string {
	if k.Previous == 0 {
		return ""
	}
	return text.PreviousHeld(k.Previous) + " When it is revoked at the provider: keytray revoke NAME"
}

func (c *command) json(v any) error {
	out := json.NewEncoder(c.out)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	return out.Encode(v)
}
