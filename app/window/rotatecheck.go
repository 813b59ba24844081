package window

import (
	"cmp"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// newKeyCheck asks the provider whether it accepts the new value, when the person
// says so, and shows what it answered.
type newKeyCheck struct {
	checkCall
	checkButtons
	r *rotateWizard

	mark    *widget.Icon
	title   *kit.Prose
	words   *kit.Prose
	label   *kit.Prose
	account *kit.Entry // that the request needs besides the value; it may be another one than before
	needs   fyne.CanvasObject
	had     string // the account that the key has
	spinner *widget.Activity
	box     *fyne.Container
}

func newNewKeyCheck(r *rotateWizard) *newKeyCheck {
	c := &newKeyCheck{
		checkCall: checkCall{w: r.w}, checkButtons: newCheckButtons("", r.watchButton), r: r, mark: widget.NewIcon(nil), spinner: widget.NewActivity(),
		label: kit.NewProse("", kit.SizeNameSmall, theme.ColorNameForeground), account: kit.NewEntry(""),
		title: kit.NewProse("", theme.SizeNameText, theme.ColorNameForeground).Bold(), words: kit.NewProse("", kit.SizeNameSmall, kit.ColorMuted),
	}
	c.spinner.Hide()
	r.watch(c.account)
	c.reset()
	c.account.OnChanged = func(string) { c.forget(); c.r.paste.answered(api.Checked{}) }
	c.needs = container.New(kit.Column{Gap: 4}, c.label, c.account)
	signs := container.NewStack(c.mark, container.New(square{18}, c.spinner))
	head := container.New(&kit.WithActions{Least: 200}, container.New(kit.Middle{}, container.New(kit.Iconed{}, signs, container.New(kit.Column{Gap: 2}, c.title, c.words))), c.one)
	c.box = container.NewStack(kit.NewPlate(kit.ColorSurface, theme.ColorNameSeparator, theme.SizeNameCardRadius),
		kit.Inset(container.New(kit.Column{Gap: 10}, head, c.needs, c.many), 12, 12, 14, 12))
	c.box.Hide()
	return c
}

// forget is for another value: what was answered is about the one before.
func (c *newKeyCheck) forget() {
	c.giveUp()
	c.checkCall.forget()
}

// giveUp ends the call that was sent, and tells whether there was one.
func (c *newKeyCheck) giveUp() bool {
	if !c.halt() {
		return false
	}
	c.waited()
	c.render(c.box.Visible())
	return true
}

// waited takes away what says that it takes long.
func (c *newKeyCheck) waited() {
	c.spinner.Stop()
	c.spinner.Hide()
}

// verify is how the provider is asked about the value; nil if it cannot be.
func (c *newKeyCheck) verify() *provider.Verify {
	return c.r.provider.Check(newKeyKind(c.r.paste.verdict, c.r.key))
}

// accountOf is the account that belongs to the new value, where the request needs one.
func (c *newKeyCheck) accountOf() string {
	if verify := c.verify(); verify == nil || verify.AccountLabel == "" {
		return ""
	}
	return strings.TrimSpace(c.account.Text)
}

// reset is for no value: of the next, nothing is known but what the key has.
func (c *newKeyCheck) reset() {
	c.had = c.r.key.Account
	c.account.SetText(c.had)
}

// changedAccount is the account that belongs to the new value, if the person says that
// it is another one than before.
func (c *newKeyCheck) changedAccount() string {
	if account := c.accountOf(); account != c.had {
		return account
	}
	return ""
}

// render shows it where there is a provider to ask about a value.
func (c *newKeyCheck) render(ready bool) {
	verify := c.verify()
	kit.Show(c.box, ready && verify != nil && !c.r.provider.Own)
	if !c.box.Visible() {
		return
	}
	regions, hosts := hostsOf(verify)
	said, explained, look := c.said(hosts, verify.SelfHosted)
	c.title.Set(said)
	c.words.Set(explained)
	c.mark.SetResource(kit.Icon(look[0], kit.PhaseColor(look[1], kit.ToneText)))
	kit.Show(c.mark, c.stop == nil)
	c.label.Set(capital(text.Of(verify.AccountLabel)))
	kit.Show(c.needs, verify.AccountLabel != "")
	c.fill(regions, hosts, verify.SelfHosted, c.r.paste.checked.Result != "" || c.failed != "", c.stop != nil || c.r.paste.stop != nil, c.ask)
	c.box.Refresh()
}

// said is what is known, in a sentence, and what stands below it.
func (c *newKeyCheck) said(hosts []string, selfHosted bool) (said, explained string, look [2]string) {
	name, a := c.r.issuer(), c.r.paste.checked
	switch {
	case c.stop != nil:
		return wordsAsking(name), "", [2]string{"refresh", "expired"}
	case c.failed != "":
		return c.failed, "", [2]string{"warn", "due"}
	}
	switch a.Result {
	case api.CheckAccepted:
		return named(name, text.T("Accepted by %s just now", name), text.T("Accepted by the provider just now")), "", [2]string{"check", "fresh"}
	case api.CheckLimited:
		return cmp.Or(a.Text, named(name, text.T("%s knows this key but allows it little.", name), text.T("The provider knows this key but allows it little."))), "", [2]string{"info", "due"}
	case api.CheckRejected:
		return named(name, text.T("Refused by %s just now", name), text.T("Refused by the provider just now")), "", [2]string{"x", "overdue"}
	case api.CheckUnknown:
		return cmp.Or(a.Text, text.T("No answer")), "", [2]string{"globe", "expired"}
	}
	return wordsAccepts(name), wordsRequest(name, hosts, selfHosted), [2]string{"globe", "expired"}
}

// again asks where it was asked last.
func (c *newKeyCheck) again() { c.ask(c.region) }

func (c *newKeyCheck) ask(region string) {
	paste, verify := c.r.paste, c.verify()
	if c.stop != nil || verify == nil {
		return
	}
	if verify.AccountLabel != "" && c.accountOf() == "" {
		c.failed = wordsNeedsAccount(verify.AccountLabel)
		paste.judge()
		c.r.OnFocus(c.account)
		return
	}
	paste.checked = api.Checked{}
	c.send(api.CheckRequest{
		Provider: c.r.provider.ID, Kind: newKeyKind(paste.verdict, c.r.key), Account: c.accountOf(), Secret: paste.field.secret(), Region: region, Confirmed: true,
	}, c.takesLong, func(answer api.Checked) {
		c.waited()
		paste.answered(answer)
	})
	paste.judge()
	c.r.OnFocus(paste.field) // the button has no use for it meanwhile
}

func (c *newKeyCheck) takesLong() {
	c.spinner.Show()
	c.spinner.Start()
}
