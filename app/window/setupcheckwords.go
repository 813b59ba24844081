package window

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
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
		said = "Accepted by " + name + " just now"
	case api.CheckLimited:
		said = cmp.Or(a.Text, name+" knows this key but allows it little. That can be what you chose.")
	case api.CheckRejected:
		said = "Refused by " + name + " just now"
	case api.CheckUnknown:
		said = "No answer"
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
	all := []kit.Fact{{Left: "Can see", Right: ""}, {Left: "Kind", Right: ""}, {Left: "Account", Right: a.Account}, {Left: "Scopes", Right: a.Scopes}, {Left: "Ends on", Right: ""}, {Left: "Answer time", Right: ""}}
	if a.Count > 0 {
		all[0].Right = strings.TrimSpace(number(a.Count) + " " + a.Counts)
	}
	if a.Result == api.CheckAccepted || a.Result == api.CheckLimited {
		all[1].Right = capital(c.kind.Name)
	}
	if !a.Expires.IsZero() {
		all[4].Right = text.Date(a.Expires.Local())
	}
	if a.Took > 0 {
		all[5].Right = wordsTook(a.Took)
	}
	return slices.DeleteFunc(all, func(f kit.Fact) bool { return f.Right == "" })
}

func wordsAccepts(provider string) string { return "Does " + provider + " accept it?" }

// wordsRequest says what a check does, and where.
func wordsRequest(provider string, hosts []string, selfHosted bool) string {
	const most = 3 // hosts to name
	said := ""
	switch {
	case len(hosts) == 0:
		return provider + " has no harmless way to check a key."
	case len(hosts) == 1:
		said = wordsReadOnly(hosts[0])
	case len(hosts) <= most:
		said = wordsReadOnly(strings.Join(hosts, " or ")) + " Choose where the key was made."
	default:
		said = wordsReadOnly("the region where the key was made")
	}
	if selfHosted {
		said += " Only if the key is from " + strings.Join(hosts, " or ") + ", not from your own server."
	}
	return said
}

func wordsReadOnly(host string) string {
	return "One read-only request, straight from this computer to " + host + "."
}

func wordsAsking(provider string) string { return "Asking " + provider + ". Esc stops it." }

func wordsNeedsAccount(label string) string { return "Type the " + label + " first." }

// wordsTook is a short time: 0.4 s.
func wordsTook(d time.Duration) string {
	return fmt.Sprintf("%.1f s", max(d.Seconds(), 0.1))
}
