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
		p, err := c.issuer(cmd.Context(), s, k.Provider)
		if err != nil {
			return err
		}
		c.describe(k, p)
		return nil
	}
	return cmd
}

func (c *command) describe(k api.Key, p provider.Provider) {
	date := func(t time.Time) string {
		if t.IsZero() {
			return ""
		}
		return text.Date(t)
	}
	for _, line := range [][2]string{
		{"Name", k.Name},
		{"ID", k.ID},
		{"Provider", k.ProviderName},
		{"Kind", kindName(k, p)},
		{"Key", k.Hint},
		{"Variable", k.Env},
		{"Account", k.Account},
		{"May do", k.Scopes},
		{"Limit", k.Limit},
		{"Created", date(k.Created) + " (" + text.Days(k.Age) + ")"},
		{"Expires", date(k.Expires)},
		{"Rotation", standing(k)},
		{"Under way", stands(k)},
		{"Exposed", exposure(k.Exposure)},
		{"Leaked", oldLeaked(k)},
		{"Snoozed", date(k.SnoozedUntil)},
		{"Used by", usedBy(k)},
		{"Tags", strings.Join(k.Tags, ", ")},
		{"Note", k.Notes},
		{"Copied", copied(k)},
		{"Earlier", earlier(k, p)},
		{"Checked", checked(k)},
		{"Keys at", link(p, "console", p.Links.Console)},
		{"Revoke at", link(p, "revoke", p.Links.Revoke)},
		{"Usage at", link(p, "usage", p.Links.Usage)},
	} {
		if line[1] != "" {
			c.say("%-9s %s", line[0], text.Plain(line[1]))
		}
	}
}

func kindName(k api.Key, p provider.Provider) string {
	if kind, ok := p.Kind(k.Kind); ok {
		return kind.Name
	}
	return k.Kind
}

// checked is what the provider said last.
func checked(k api.Key) string {
	if k.Verified == nil {
		return ""
	}
	return k.Verified.Result + " on " + text.Date(k.Verified.At)
}

// link is a page of the provider; one that nobody confirmed is worded softly.
func link(p provider.Provider, field, address string) string {
	if address == "" || p.Confirmed("links."+field) {
		return address
	}
	return "probably " + address
}

func copied(k api.Key) string {
	if k.CopyCount == 0 {
		return ""
	}
	return text.Times(k.CopyCount) + ", last on " + text.Date(k.CopiedAt)
}

func earlier(k api.Key, p provider.Provider) string {
	if k.Previous == 0 {
		return ""
	}
	said := text.PreviousHeld(k.Previous)
	if refusesNew(k) {
		return said + " " + issuerOf(k) + " refuses the new key. " + another(k)
	}
	said += " " + text.WhenRevoked(k.Previous) + " at the provider: "
	if p.Check(k.Kind) == nil {
		return said + line("revoke", k)
	}
	return said + line("check", k, "--previous")
}

// stands is where a rotation under way is.
func stands(k api.Key) string {
	if k.Case == nil {
		return ""
	}
	return text.StepOf(k.Case.Number, k.Case.Of) + ", " + text.Step(k.Case.Step, at(k)) + "; begun on " + text.Date(k.Case.Started)
}

func exposure(e *api.Exposure) string {
	if e == nil {
		return ""
	}
	return text.Date(e.At) + seen(*e)
}

func oldLeaked(k api.Key) string {
	if k.Case == nil || k.Case.Leaked == nil {
		return ""
	}
	return "the old value, on " + exposure(k.Case.Leaked) + "; not proven dead"
}

// usedBy are the places, ticked off from a rotation on until all have its value.
func usedBy(k api.Key) string {
	if k.Case == nil && len(without(k)) == 0 || k.Case != nil && !k.Case.Stored {
		return strings.Join(k.UsedBy, ", ")
	}
	var all []string
	for _, place := range k.Places {
		all = append(all, ticked(place))
	}
	return strings.Join(all, ", ")
}

func (c *command) json(v any) error {
	out := json.NewEncoder(c.out)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	return out.Encode(v)
}
