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
		title = text.T("%s (%s), your own", p.Name, p.ID)
	}
	w.line("", text.Plain(title))
	w.field(text.T("Also called"), strings.Join(p.Aliases, ", "))
	w.field(text.T("Field"), field(p.Category))
	w.field(text.T("Variable"), soft(p, "env", strings.Join(p.Env, ", ")))
	w.field(text.T("Keys at"), link(p, "console", p.Links.Console))
	w.field(text.T("Revoke at"), link(p, "revoke", p.Links.Revoke))
	w.field(text.T("Usage at"), link(p, "usage", p.Links.Usage))
	w.field(text.T("Limits at"), link(p, "limits", p.Links.Limits))
	w.field(text.T("Sign up at"), link(p, "sign_up", p.Links.SignUp))
	w.field(text.T("Explained at"), link(p, "docs", p.Links.Docs))
	w.steps(p, text.T("To get a key"), "create", said(p.Steps.Create))
	w.steps(p, text.T("To replace one"), "regenerate", said(p.Steps.Regenerate))
	w.steps(p, text.T("To revoke one"), "revoke", said(p.Steps.Revoke))
	w.points(p, text.T("If the key cannot be found"), "lost", said(p.Lost))
	w.points(p, text.T("Good to know"), "facts", said(p.Facts))
	w.points(p, text.T("What else is needed"), "needs", said(p.Needs))
	w.head(text.T("The key"))
	w.field(text.T("Shown"), soft(p, "shown_once", shown(p.ShownOnce)))
	w.field(text.T("Most keys"), soft(p, "max_keys", number(p.MaxKeys)))
	w.field(text.T("May do"), soft(p, "scopes", scopes(p.Scopes)))
	w.field(text.T("Ends"), soft(p, "expiry", expiry(p)))
	w.field(text.C("label", "Rotate"), window(p.Window))
	w.field(text.T("In force"), inForce)
	w.field(text.T("If it leaks"), soft(p, "leak", text.Of(p.Leak)))
	w.field(text.C("label", "Check"), soft(p, "verify", reveals(p)))
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
		title = text.T("%s (not confirmed: it may look different)", title)
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
	w.head(text.T("Kinds of key"))
	for _, k := range p.Kinds {
		facts := []string{text.Of(k.Name) + " (" + k.ID + ")"}
		if k.Prefix != "" {
			facts = append(facts, text.T("starts with %s", k.Prefix))
		}
		if len(k.Lengths) > 0 {
			facts = append(facts, text.T("%s characters", lengths(k.Lengths)))
		}
		if k.Env != "" {
			facts = append(facts, text.T("variable %s", k.Env))
		}
		said := text.Sentences(strings.Join(facts, ", ")+".", text.Of(k.Note))
		w.line("  - ", soft(p, "kinds."+k.ID, said))
	}
}

// soft marks what nobody confirmed.
func soft(p provider.Provider, field, words string) string {
	if words == "" || p.Confirmed(field) {
		return words
	}
	return text.T("%s (not confirmed)", words)
}

// field is what a provider does: AI, code hosting.
func field(category string) string {
	switch category {
	case "ai":
		return text.T("AI")
	case "own": // the person's own
		return ""
	case "chat":
		return text.T("chat")
	case "cloud":
		return text.T("cloud")
	case "code":
		return text.T("code")
	case "commerce":
		return text.T("commerce")
	case "database":
		return text.T("database")
	case "design":
		return text.T("design")
	case "developer-tools":
		return text.T("developer tools")
	case "messaging":
		return text.T("messaging")
	case "network":
		return text.T("network")
	case "observability":
		return text.T("observability")
	case "payments":
		return text.T("payments")
	case "productivity":
		return text.T("productivity")
	case "registry":
		return text.T("registry")
	case "search":
		return text.T("search")
	case "secrets":
		return text.T("secrets")
	}
	return strings.ReplaceAll(category, "-", " ")
}

func shown(once *bool) string {
	switch {
	case once == nil:
		return ""
	case *once:
		return text.T("once, when it is made. Whoever loses it makes a new one.")
	}
	return text.T("again whenever you look at its page.")
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
		return text.Of(s.Detail)
	case *s.Supported:
		return text.T("less than everything, if you choose so.")
	}
	return text.T("everything; it cannot be limited.")
}

func expiry(p provider.Provider) string {
	e := p.Expiry
	var all []string
	if e.Supported != nil && !*e.Supported && e.Default == "" {
		all = append(all, text.T("Never by itself."))
	}
	if e.Default != "" {
		all = append(all, text.Of(e.Default))
	}
	if e.MaxDays > 0 {
		all = append(all, text.N(e.MaxDays, "After 1 day at most.", "After %d days at most.", e.MaxDays))
	}
	if e.Note != "" {
		all = append(all, text.Of(e.Note))
	}
	return strings.Join(all, " ")
}

func window(w provider.Window) string {
	if w.DueAfter == 0 && w.OverdueAfter == 0 {
		return text.Of(w.Note)
	}
	return text.Sentences(text.T("after %d to %d months.", w.DueAfter, w.OverdueAfter), text.Of(w.Note))
}

// inForce says when keys without a window of their own are rotated, and why then.
func inForce(w rotation.Windows) string {
	p, from := w.For(rotation.Policy{})
	switch from {
	case rotation.FromPerson:
		return text.T("between %d and %d months, as you chose for this provider.", p.DueAfter, p.OverdueAfter)
	case rotation.FromProvider:
		return text.T("between %d and %d months, as suggested.", p.DueAfter, p.OverdueAfter)
	}
	return text.T("between %d and %d months, as for all keys.", p.DueAfter, p.OverdueAfter)
}

// reveals says what a check asks and what the answer tells.
func reveals(p provider.Provider) string {
	v := p.Verify
	if v == nil {
		return text.T("Keytray cannot check these keys.")
	}
	var tells []string
	for _, t := range []struct {
		what  string
		known bool
	}{
		{text.T("whose key it is"), len(v.Account) > 0},
		{text.T("what it may do"), len(v.Scopes) > 0},
		{text.T("when it ends"), len(v.Expires) > 0},
		{text.T("how many %s it can see", text.Things(v.Counts)), v.Count != "" && v.Counts != ""},
	} {
		if t.known {
			tells = append(tells, t.what)
		}
	}
	all := []string{text.T("keytray check asks %s whether the key works.", hostOf(v, ""))}
	if len(tells) > 0 {
		all = []string{text.T("keytray check asks %s whether the key works, and tells %s.", hostOf(v, ""), text.And(tells))}
	}
	if v.AccountLabel != "" {
		all = append(all, text.T("It needs the %s: --account.", text.Of(v.AccountLabel)))
	}
	if v.SelfHosted {
		all = append(all, text.T("It asks you first, for the key may be of another server."))
	}
	if len(v.Regions) > 0 {
		var names []string
		for _, r := range v.Regions {
			names = append(names, text.Of(r.Name))
		}
		all = append(all, text.T("Regions: %s.", strings.Join(names, ", ")))
	}
	return text.Sentences(append(all, text.Of(v.Note))...)
}

func lengths(usual []int) string {
	var all []string
	for _, n := range usual {
		all = append(all, strconv.Itoa(n))
	}
	return text.Either(all)
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
