package window

import (
	"cmp"
	"slices"
	"time"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"keytray/app/api"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// outcomeOf shows what the provider said, and what it told besides.
func (c *checkCard) outcomeOf(a api.Checked) {
	name := c.provider.Name
	icons := map[string][2]string{
		api.CheckAccepted: {"check", "fresh"}, api.CheckLimited: {"info", "due"}, api.CheckRejected: {"x", "overdue"}, api.CheckUnknown: {"globe", "expired"},
	}
	said, look := "", icons[a.Result]
	switch a.Result {
	case api.CheckAccepted:
		said = text.T("Accepted by %s just now", name)
	case api.CheckLimited:
		said = cmp.Or(a.Text, text.T("%s knows this key but allows it little. That can be what you chose.", name))
	case api.CheckRejected:
		said = text.T("Refused by %s just now", name)
	case api.CheckUnknown:
		said = text.T("No answer")
	case "":
		said, look = c.failed, [2]string{"warn", "due"}
	default:
		said, look = a.Text, [2]string{"info", "expired"}
	}
	c.result.Set(said)
	kit.Show(c.outcome, said != "")
	if said != "" {
		c.mark.SetResource(kit.Icon(look[0], kit.PhaseColor(look[1], kit.ToneText)))
	}
	c.facts.Objects = nil
	for _, f := range c.told(a) {
		left := kit.NewLine(f.Left, kit.SizeSmall, kit.ColorMuted)
		c.facts.Add(container.New(kit.Beside{First: 120}, left, kit.NewProse(f.Right, kit.SizeNameSmall, theme.ColorNameForeground)))
	}
	kit.Show(c.facts, len(c.facts.Objects) > 0)
	c.facts.Refresh()
}

func (c *checkCard) told(a api.Checked) []kit.Fact {
	if a.Result == "" {
		return nil
	}
	all := []kit.Fact{{Left: text.T("Can see")}, {Left: text.T("Kind")}, {Left: text.T("Account"), Right: a.Account}, {Left: text.T("Scopes"), Right: a.Scopes}, {Left: text.C("label", "Ends on")}, {Left: text.T("Answer time")}}
	if a.Count > 0 {
		all[0].Right = wordsCount(a.Count, a.Counts)
	}
	if a.Result == api.CheckAccepted || a.Result == api.CheckLimited {
		all[1].Right = capital(text.Of(c.kind.Name))
	}
	if !a.Expires.IsZero() {
		all[4].Right = text.Date(a.Expires.Local())
	}
	if a.Took > 0 {
		all[5].Right = wordsTook(a.Took)
	}
	return slices.DeleteFunc(all, func(f kit.Fact) bool { return f.Right == "" })
}

// wordsCount is how many things of a kind a key can see; what may be empty.
func wordsCount(n int, what string) string {
	if what == "" {
		return number(n)
	}
	return text.Counted(n, what)
}

func wordsAccepts(provider string) string {
	return named(provider, text.T("Does %s accept it?", provider), text.T("Does the provider accept it?"))
}

// wordsRequest says what a check does, and where.
func wordsRequest(provider string, hosts []string, selfHosted bool) string {
	const most = 3 // hosts to name
	said, at := "", text.Either(hosts)
	switch {
	case len(hosts) == 0:
		return wordsNoCheck(provider)
	case len(hosts) == 1:
		said = text.T("One read-only request, straight from this computer to %s.", at)
	case len(hosts) <= most:
		said = text.T("One read-only request, straight from this computer to %s. Choose where the key was made.", at)
	default:
		said = text.T("One read-only request, straight from this computer to the region where the key was made.")
	}
	if !selfHosted {
		return said
	}
	return text.Sentences(said, text.T("Only if the key is from %s, not from your own server.", at))
}

func wordsAsking(provider string) string {
	return named(provider, text.T("Asking %s. Esc stops it.", provider), text.T("Asking the provider. Esc stops it."))
}

// wordsNeedsAccount asks for what a catalogue calls by this label.
func wordsNeedsAccount(label string) string { return text.T("Type the %s first.", text.Of(label)) }

// wordsTook is a short time: 0.4 s.
func wordsTook(d time.Duration) string {
	return text.T("%s s", text.Decimal(max(d.Seconds(), 0.1), 1))
}
