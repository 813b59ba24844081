package cli

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/term"

	"keytray/app/provider"
	"keytray/app/rotation"
	"keytray/app/text"
)

// Columns of a sheet.
const (
	sheetWidth = 80  // where no terminal says how wide it is
	widest     = 100 // longer lines are hard to read
	narrowest  = 40
	labelWidth = 12
)

// sheet tells all that is known of a provider.
func (c *command) sheet(p provider.Provider, inForce string) {
	w := page{c, c.width()}
	title := p.Name + " (" + p.ID + ")"
	if p.Own {
		title += ", your own"
	}
	w.line("", text.Plain(title))
	w.field("Also called", strings.Join(p.Aliases, ", "))
	w.field("Field", field(p.Category))
	w.field("Variable", soft(p, "env", strings.Join(p.Env, ", ")))
	w.field("Keys at", link(p, "console", p.Links.Console))
	w.field("Revoke at", link(p, "revoke", p.Links.Revoke))
	w.field("Usage at", link(p, "usage", p.Links.Usage))
	w.field("Limits at", link(p, "limits", p.Links.Limits))
	w.field("Sign up at", link(p, "sign_up", p.Links.SignUp))
	w.field("Explained at", link(p, "docs", p.Links.Docs))
	w.steps(p, "To get a key", "create", p.Steps.Create)
	w.steps(p, "To replace one", "regenerate", p.Steps.Regenerate)
	w.steps(p, "To revoke one", "revoke", p.Steps.Revoke)
	w.points(p, "If the key cannot be found", "lost", p.Lost)
	w.points(p, "Good to know", "facts", p.Facts)
	w.points(p, "What else is needed", "needs", p.Needs)
	w.head("The key")
	w.field("Shown", soft(p, "shown_once", shown(p.ShownOnce)))
	w.field("Most keys", soft(p, "max_keys", number(p.MaxKeys)))
	w.field("May do", soft(p, "scopes", scopes(p.Scopes)))
	w.field("Ends", soft(p, "expiry", expiry(p)))
	w.field("Rotate", window(p.Window))
	w.field("In force", inForce)
	w.field("If it leaks", soft(p, "leak", p.Leak))
	w.field("Check", soft(p, "verify", reveals(p)))
	w.kinds(p)
}

// page writes lines that fit.
type page struct {
	c     *command
	width int
}

func (c *command) width() int {
	if f, ok := c.Stdout.(*os.File); ok {
		if w, _, err := term.GetSize(int(f.Fd())); err == nil && w > 0 {
			return min(max(w, narrowest), widest)
		}
	}
	return sheetWidth
}

// line writes a paragraph; its lines after the first begin under the words.
func (w page) line(lead, words string) {
	indent := strings.Repeat(" ", utf8.RuneCountInString(lead))
	for i, part := range wrap(unmarked(words), w.width-len(indent)) {
		if i > 0 {
			lead = indent
		}
		w.c.say("%s", lead+part)
	}
}

func (w page) head(title string) { w.c.say("\n%s", title) }

func (w page) field(label, value string) {
	if value != "" {
		w.line(fmt.Sprintf("  %-*s ", labelWidth, label), text.Plain(value))
	}
}

func (w page) steps(p provider.Provider, title, field string, steps []string) {
	if len(steps) == 0 {
		return
	}
	w.parts(p, title, "steps."+field, steps, func(i int) string { return fmt.Sprintf("  %d. ", i) })
}

func (w page) points(p provider.Provider, title, field string, points []string) {
	if len(points) == 0 {
		return
	}
	w.parts(p, title, field, points, func(int) string { return "  - " })
}

// parts marks what nobody confirmed: the whole, or single parts.
func (w page) parts(p provider.Provider, title, field string, parts []string, lead func(int) string) {
	whole := p.Confirmed(field)
	if !whole {
		title += " (not confirmed: it may look different)"
	}
	w.head(title)
	for i, part := range parts {
		if whole {
			part = soft(p, fmt.Sprintf("%s.%d", field, i+1), part)
		}
		w.line(lead(i+1), part)
	}
}

func (w page) kinds(p provider.Provider) {
	if len(p.Kinds) == 0 {
		return
	}
	w.head("Kinds of key")
	for _, k := range p.Kinds {
		facts := []string{k.Name + " (" + k.ID + ")"}
		if k.Prefix != "" {
			facts = append(facts, "starts with "+k.Prefix)
		}
		if len(k.Lengths) > 0 {
			facts = append(facts, lengths(k.Lengths)+" characters")
		}
		if k.Env != "" {
			facts = append(facts, "variable "+k.Env)
		}
		said := strings.Join(facts, ", ") + "."
		if k.Note != "" {
			said += " " + k.Note
		}
		w.line("  - ", soft(p, "kinds."+k.ID, said))
	}
}

// soft marks what nobody confirmed.
func soft(p provider.Provider, field, words string) string {
	if words == "" || p.Confirmed(field) {
		return words
	}
	return words + " (not confirmed)"
}

// field is what a provider does: AI, code hosting.
func field(category string) string {
	switch category {
	case "ai":
		return "AI"
	case "own": // the person's own
		return ""
	}
	return strings.ReplaceAll(category, "-", " ")
}

func shown(once *bool) string {
	switch {
	case once == nil:
		return ""
	case *once:
		return "once, when it is made. Whoever loses it makes a new one."
	}
	return "again whenever you look at its page."
}

func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func scopes(s provider.Scopes) string {
	switch {
	case s.Detail != "" || s.Supported == nil:
		return s.Detail
	case *s.Supported:
		return "less than everything, if you choose so."
	}
	return "everything; it cannot be limited."
}

func expiry(p provider.Provider) string {
	e := p.Expiry
	var all []string
	if e.Supported != nil && !*e.Supported && e.Default == "" {
		all = append(all, "Never by itself.")
	}
	if e.Default != "" {
		all = append(all, e.Default)
	}
	if e.MaxDays > 0 {
		all = append(all, "After "+text.DayCount(e.MaxDays)+" at most.")
	}
	if e.Note != "" {
		all = append(all, e.Note)
	}
	return strings.Join(all, " ")
}

func window(w provider.Window) string {
	if w.DueAfter == 0 && w.OverdueAfter == 0 {
		return w.Note
	}
	return strings.TrimSpace(fmt.Sprintf("after %d to %d months. %s", w.DueAfter, w.OverdueAfter, w.Note))
}

// inForce says when keys without a window of their own are rotated, and why then.
func inForce(w rotation.Windows) string {
	p, from := w.For(rotation.Policy{})
	why := map[rotation.Source]string{
		rotation.FromPerson: "as you chose for this provider", rotation.FromProvider: "as suggested", rotation.FromSettings: "as for all keys",
	}[from]
	return fmt.Sprintf("between %d and %d months, %s.", p.DueAfter, p.OverdueAfter, why)
}

// reveals says what a check asks and what the answer tells.
func reveals(p provider.Provider) string {
	v := p.Verify
	if v == nil {
		return "Keytray cannot check these keys."
	}
	var tells []string
	for _, t := range []struct {
		what  string
		known bool
	}{
		{"whose key it is", len(v.Account) > 0},
		{"what it may do", len(v.Scopes) > 0},
		{"when it ends", len(v.Expires) > 0},
		{"how many " + v.Counts + " it can see", v.Count != "" && v.Counts != ""},
	} {
		if t.known {
			tells = append(tells, t.what)
		}
	}
	said := "keytray check asks " + hostOf(v, "") + " whether the key works"
	if len(tells) > 0 {
		said += ", and tells " + joined(tells, "and")
	}
	said += "."
	if v.AccountLabel != "" {
		said += " It needs the " + v.AccountLabel + ": --account."
	}
	if v.SelfHosted {
		said += " It asks you first, for the key may be of another server."
	}
	if len(v.Regions) > 0 {
		var names []string
		for _, r := range v.Regions {
			names = append(names, r.Name)
		}
		said += " Regions: " + strings.Join(names, ", ") + "."
	}
	return strings.TrimSpace(said + " " + v.Note)
}

func lengths(usual []int) string {
	var all []string
	for _, n := range usual {
		all = append(all, strconv.Itoa(n))
	}
	return joined(all, "or")
}

// wrap breaks a text into lines of at most width characters. A longer word, as a
// link, is left whole, so that it can be clicked.
func wrap(words string, width int) []string {
	var lines []string
	var line string
	for _, word := range strings.Fields(words) {
		switch {
		case line == "":
			line = word
		case utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > width:
			lines, line = append(lines, line), word
		default:
			line += " " + word
		}
	}
	return append(lines, line)
}
