package cli

import (
	"encoding/json"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/text"
)

func (c *command) show() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{Use: "show NAME", Short: text.T("Show what is known about a key, never its value"), Args: name}
	cmd.Flags().BoolVar(&asJSON, "json", false, text.T("as JSON"))
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
	c.rows([][2]string{
		{text.T("Name"), k.Name},
		{text.T("ID"), k.ID},
		{text.T("Provider"), k.ProviderName},
		{text.T("Kind"), kindName(k, p)},
		{text.T("Key"), k.Hint},
		{text.T("Variable"), k.Env},
		{text.T("Account"), k.Account},
		{text.T("May do"), k.Scopes},
		{text.T("Limit"), k.Limit},
		{text.T("Created"), date(k.Created) + " (" + text.Days(k.Age) + ")"},
		{text.T("Expires"), date(k.Expires)},
		{text.T("Rotation"), standing(k)},
		{text.T("Under way"), stands(k)},
		{text.T("Exposed"), exposure(k.Exposure)},
		{text.T("Leaked"), oldLeaked(k)},
		{text.T("Snoozed"), date(k.SnoozedUntil)},
		{text.T("Used by"), usedBy(k)},
		{text.T("Tags"), strings.Join(k.Tags, ", ")},
		{text.T("Note"), k.Notes},
		{text.C("label", "Copied"), copied(k)},
		{text.T("Earlier"), earlier(k, p)},
		{text.T("Checked"), checked(k)},
		{text.T("Keys at"), link(p, "console", p.Links.Console)},
		{text.T("Revoke at"), link(p, "revoke", p.Links.Revoke)},
		{text.T("Usage at"), link(p, "usage", p.Links.Usage)},
	}, 1)
}

// rows writes what is known, each behind its label and a gap; what is not is left out.
func (c *command) rows(all [][2]string, gap int) {
	width := 0
	for _, row := range all {
		width = max(width, utf8.RuneCountInString(row[0]))
	}
	for _, row := range all {
		if row[1] != "" {
			c.say("%-*s%s", width+gap, row[0], text.Plain(row[1]))
		}
	}
}

func kindName(k api.Key, p provider.Provider) string {
	if kind, ok := p.Kind(k.Kind); ok {
		return text.Of(kind.Name)
	}
	return k.Kind
}

// checked is what the provider said last.
func checked(k api.Key) string {
	if k.Verified == nil {
		return ""
	}
	return text.T("%s on %s", checkWords(k.Verified.Result), text.Date(k.Verified.At))
}

func checkWords(result string) string {
	switch result {
	case api.CheckAccepted:
		return text.T("accepted")
	case api.CheckLimited:
		return text.T("limited")
	case api.CheckRejected:
		return text.T("rejected")
	case api.CheckUnknown:
		return text.T("unknown")
	}
	return result
}

// link is a page of the provider; one that nobody confirmed is worded softly.
func link(p provider.Provider, field, address string) string {
	if address == "" || p.Confirmed("links."+field) {
		return address
	}
	return text.T("probably %s", address)
}

func copied(k api.Key) string {
	if k.CopyCount == 0 {
		return ""
	}
	return text.T("%s, last on %s", text.Times(k.CopyCount), text.Date(k.CopiedAt))
}

func earlier(k api.Key, p provider.Provider) string {
	if k.Previous == 0 {
		return ""
	}
	held := text.PreviousHeld(k.Previous)
	if refusesNew(k) {
		return text.Sentences(held, text.T("%s refuses the new key.", issuerOf(k)), another(k))
	}
	end := line("check", k, "--previous")
	if p.Check(k.Kind) == nil {
		end = line("revoke", k)
	}
	return text.Sentences(held, text.N(k.Previous, "When it is revoked at %s: %s", "When they are revoked at %s: %s", text.C("at", "the provider"), end))
}

// stands is where a rotation under way is.
func stands(k api.Key) string {
	if k.Case == nil {
		return ""
	}
	return text.T("step %d of %d, %s; begun on %s", k.Case.Number, k.Case.Of, text.Step(k.Case.Step, at(k)), text.Date(k.Case.Started))
}

func exposure(e *api.Exposure) string {
	if e == nil {
		return ""
	}
	return strings.TrimSpace(text.Date(e.At) + " " + seen(*e))
}

func oldLeaked(k api.Key) string {
	if k.Case == nil || k.Case.Leaked == nil {
		return ""
	}
	return text.T("the old value, on %s; not proven dead", exposure(k.Case.Leaked))
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
