package window

import (
	"net/url"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/secret"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// checkCard asks the provider whether it accepts the key, when the person says
// so, and shows what it answered.
type checkCard struct {
	checkCall
	checkButtons
	s       *setup
	value   func() secret.Value
	changed func() // what was answered did

	provider provider.Provider
	verify   *provider.Verify
	kind     provider.Kind

	title, words *kit.Prose
	account      *kit.Entry
	accountRow   fyne.CanvasObject
	label        *kit.Prose
	rule         fyne.CanvasObject
	wait         *fyne.Container
	spinner      *widget.Activity
	asking       *kit.Line
	mark         *widget.Icon
	result       *kit.Prose
	outcome      *fyne.Container
	facts        *fyne.Container
	box          *fyne.Container
}

func newCheckCard(s *setup, value func() secret.Value, changed func()) *checkCard {
	c := &checkCard{
		checkCall: checkCall{w: s.w}, checkButtons: newCheckButtons("refresh", s.watchButton), s: s, value: value, changed: changed,
		title: kit.NewProse("", theme.SizeNameText, theme.ColorNameForeground).Bold(), words: kit.NewProse("", kit.SizeNameSmall, kit.ColorMuted),
		account: kit.NewEntry(""), label: kit.NewProse("", kit.SizeNameSmall, theme.ColorNameForeground),
		spinner: widget.NewActivity(), asking: kit.NewLine("", kit.SizeSmall, kit.ColorMuted).Cut(), mark: widget.NewIcon(nil),
		result: kit.NewProse("", theme.SizeNameText, theme.ColorNameForeground).Bold(), facts: container.New(kit.Column{Gap: 8}),
	}
	s.wizard.watch(c.account)
	c.account.OnChanged, c.result.Live = c.accountTyped, true
	c.accountRow = container.New(kit.Column{Gap: 4}, c.label, c.account)
	c.rule = kit.Inset(widget.NewSeparator(), 2, 2, 0, 0)
	c.wait = container.NewBorder(nil, nil, container.New(kit.Wide{Width: 18}, c.spinner), nil, kit.Inset(c.asking, 0, 0, 8, 0))
	c.outcome = container.NewBorder(nil, nil, container.NewVBox(kit.Inset(c.mark, 0, 0, 2, 8)), nil, c.result)
	head := container.New(&kit.WithActions{Least: 200}, container.New(kit.Column{Gap: 2}, c.title, c.words), c.one)
	c.box = container.NewStack(kit.NewPlate(kit.ColorSurface, theme.ColorNameSeparator, theme.SizeNameCardRadius),
		kit.Inset(container.New(kit.Column{Gap: 10}, head, c.accountRow, c.many, c.rule, c.wait, c.outcome, c.facts), 14, 14, 16, 16))
	c.box.Hide()
	c.wait.Hide()
	c.outcome.Hide()
	return c
}

// forget is for another value: what was answered is about the one before.
func (c *checkCard) forget() {
	c.giveUp()
	c.checkCall.forget()
	c.s.draft.checked = api.Checked{}
}

// giveUp ends the call that was sent, and tells whether there was one.
func (c *checkCard) giveUp() bool {
	if !c.halt() {
		return false
	}
	c.waited()
	c.refresh()
	return true
}

// waited takes away what says that it takes long.
func (c *checkCard) waited() {
	c.spinner.Stop()
	c.wait.Hide()
}

// accountTyped forgets what was answered about another account.
func (c *checkCard) accountTyped(typed string) {
	if typed = strings.TrimSpace(typed); typed != c.s.draft.account {
		c.s.draft.account = typed
		c.forget()
		c.changed()
	}
}

// render shows the card for a key of a provider, if it is the time to ask.
func (c *checkCard) render(p provider.Provider, k provider.Kind, ready bool) {
	c.provider, c.kind, c.verify = p, k, p.Check(k.ID)
	secretKind := k.ID == "" || k.Role == "" || k.Role == provider.Secret
	kit.Show(c.box, ready && p.ID != "" && p.ID != provider.Other && !p.Own && secretKind)
	c.refresh()
}

// hostsOf are the places that can be asked: the names of their regions and hosts.
func hostsOf(v *provider.Verify) (regions, hosts []string) {
	if v == nil {
		return nil, nil
	}
	add := func(region, address string) {
		if u, err := url.Parse(address); err == nil && !slices.Contains(hosts, u.Hostname()) {
			regions, hosts = append(regions, region), append(hosts, u.Hostname())
		}
	}
	for _, r := range v.Regions {
		add(r.Name, r.URL)
	}
	if u, err := url.Parse(v.URL); err == nil && !slices.Contains(hosts, u.Hostname()) {
		regions, hosts = slices.Insert(regions, 0, ""), slices.Insert(hosts, 0, u.Hostname())
	}
	return regions, hosts
}

func (c *checkCard) refresh() {
	if !c.box.Visible() {
		return
	}
	regions, hosts := hostsOf(c.verify)
	c.title.Set(wordsAccepts(c.provider.Name))
	c.words.Set(wordsRequest(c.provider.Name, hosts, c.verify != nil && c.verify.SelfHosted))
	c.fill(regions, hosts, c.verify != nil && c.verify.SelfHosted, c.s.draft.checked.Result != "" || c.failed != "", c.stop != nil, c.ask)
	label := ""
	if c.verify != nil {
		label = capital(text.Of(c.verify.AccountLabel))
	}
	c.label.Set(label)
	kit.Show(c.accountRow, label != "")
	if strings.TrimSpace(c.account.Text) != c.s.draft.account {
		c.account.SetText(c.s.draft.account)
	}
	c.outcomeOf(c.s.draft.checked)
	kit.Show(c.rule, c.wait.Visible() || c.outcome.Visible())
	c.box.Refresh()
}

// again asks where it was asked last.
func (c *checkCard) again() { c.ask(c.region) }

func (c *checkCard) ask(region string) {
	if c.stop != nil || c.verify == nil {
		return
	}
	if c.verify.AccountLabel != "" && c.s.draft.account == "" {
		c.failed = wordsNeedsAccount(c.verify.AccountLabel)
		c.changed()
		c.s.OnFocus(c.account)
		return
	}
	c.s.draft.checked = api.Checked{}
	account := c.s.draft.account
	if c.verify.AccountLabel == "" {
		account = "" // the request has no place for it
	}
	c.asking.Set(wordsAsking(c.provider.Name), kit.ColorMuted)
	c.send(api.CheckRequest{
		Provider: c.provider.ID, Kind: c.kind.ID, Account: account, Secret: c.value(), Region: region, Confirmed: true,
	}, c.takesLong, c.answered)
	c.changed()
	c.s.OnFocus(c.s.paste.field) // the button has no use for it meanwhile
}

func (c *checkCard) takesLong() {
	c.wait.Show()
	c.spinner.Start()
	c.refresh()
	c.s.refresh()
}

func (c *checkCard) answered(answer api.Checked) {
	c.waited()
	if c.failed == "" {
		c.s.draft.checked = answer
		if answer.Result == api.CheckRejected {
			c.s.paste.kept = false // who insisted did not know of that
		}
	}
	c.changed()
	c.s.name.checked(c)
}
