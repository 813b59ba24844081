package window

import (
	"cmp"
	"context"
	"net/url"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/secret"
)

// checkCard asks the provider whether it accepts the key, when the person says
// so, and shows what it answered.
type checkCard struct {
	s       *setup
	value   func() secret.Value
	changed func() // what was answered did

	provider provider.Provider
	verify   *provider.Verify
	kind     provider.Kind
	stop     func() // gives up the call that was sent
	turn     int    // counts the calls, so that the answer to an earlier one is dropped
	slow     func() // stops the wait for the spinner
	region   string // that was asked last
	failed   string // why there is no answer at all

	title, words *prose
	account      *entry
	accountRow   fyne.CanvasObject
	label        *prose
	one          *fyne.Container // the button beside the words
	many         *fyne.Container // or several below them
	rule         fyne.CanvasObject
	wait         *fyne.Container
	spinner      *widget.Activity
	asking       *line
	mark         *widget.Icon
	result       *prose
	outcome      *fyne.Container
	facts        *fyne.Container
	box          *fyne.Container
}

func newCheckCard(s *setup, value func() secret.Value, changed func()) *checkCard {
	c := &checkCard{
		s: s, value: value, changed: changed,
		title: newProse("", theme.SizeNameText, theme.ColorNameForeground).bold(), words: newProse("", sizeNameSmall, colorMuted),
		account: newEntry(""), label: newProse("", sizeNameSmall, theme.ColorNameForeground), one: actions(), many: container.New(&flow{gap: actionGap}),
		spinner: widget.NewActivity(), asking: newLine("", sizeSmall, colorMuted).cut(), mark: widget.NewIcon(nil),
		result: newProse("", theme.SizeNameText, theme.ColorNameForeground).bold(), facts: container.New(column{8}),
	}
	s.wizard.watch(c.account)
	c.account.OnChanged = c.accountTyped
	c.accountRow = container.New(column{4}, c.label, c.account)
	c.rule = inset(widget.NewSeparator(), 2, 2, 0, 0)
	c.wait = container.NewBorder(nil, nil, container.New(wide{18}, c.spinner), nil, inset(c.asking, 0, 0, 8, 0))
	c.outcome = container.NewBorder(nil, nil, container.NewVBox(inset(c.mark, 0, 0, 2, 8)), nil, c.result)
	head := container.New(&withActions{least: 200}, container.New(column{2}, c.title, c.words), c.one)
	c.box = container.NewStack(newPlate(colorSurface, theme.ColorNameSeparator, theme.SizeNameCardRadius),
		inset(container.New(column{10}, head, c.accountRow, c.many, c.rule, c.wait, c.outcome, c.facts), 14, 14, 16, 16))
	c.box.Hide()
	c.wait.Hide()
	c.outcome.Hide()
	return c
}

// forget is for another value: what was answered is about the one before.
func (c *checkCard) forget() {
	c.giveUp()
	c.turn++
	c.failed = ""
	c.s.draft.checked = api.Checked{}
}

// giveUp ends the call that was sent, and tells whether there was one.
func (c *checkCard) giveUp() bool {
	if c.stop == nil {
		return false
	}
	c.stop()
	c.ended()
	c.turn++
	c.refresh()
	return true
}

func (c *checkCard) ended() {
	c.stop = nil
	c.slow()
	c.spinner.Stop()
	c.wait.Hide()
}

// accountTyped forgets what was answered about another account.
func (c *checkCard) accountTyped(text string) {
	if text = strings.TrimSpace(text); text != c.s.draft.account {
		c.s.draft.account = text
		c.forget()
		c.changed()
	}
}

// render shows the card for a key of a provider, if it is the time to ask.
func (c *checkCard) render(p provider.Provider, k provider.Kind, ready bool) {
	c.provider, c.kind, c.verify = p, k, p.Check(k.ID)
	secretKind := k.ID == "" || k.Role == "" || k.Role == provider.Secret
	show(c.box, ready && p.ID != "" && p.ID != provider.Other && !p.Own && secretKind)
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
	c.title.set(wordsAccepts(c.provider.Name))
	c.words.set(wordsRequest(c.provider.Name, hosts, c.verify != nil && c.verify.SelfHosted))
	c.fill(regions, hosts)
	label := ""
	if c.verify != nil {
		label = capital(c.verify.AccountLabel)
	}
	c.label.set(label)
	show(c.accountRow, label != "")
	if strings.TrimSpace(c.account.Text) != c.s.draft.account {
		c.account.SetText(c.s.draft.account)
	}
	c.outcomeOf(c.s.draft.checked)
	show(c.rule, c.wait.Visible() || c.outcome.Visible())
	c.box.Refresh()
}

// fill shows the buttons: one beside the words, or one for each region below.
func (c *checkCard) fill(regions, hosts []string) {
	box, other := c.one, c.many
	if len(hosts) > 1 {
		box, other = other, box
	}
	show(other, false)
	show(box, len(hosts) > 0)
	for len(box.Objects) < len(hosts) {
		box.Add(c.s.watchButton(newButton("", "refresh", lookPlain, heightPlain, nil)))
	}
	for i, o := range box.Objects {
		b := o.(*button)
		show(b, i < len(hosts))
		if i >= len(hosts) {
			continue
		}
		label := "Check"
		switch {
		case c.verify.SelfHosted:
			label = "Check at " + hosts[i]
		case len(hosts) > 1:
			label = "Check " + cmp.Or(regions[i], hosts[i])
		case c.s.draft.checked.Result != "" || c.failed != "":
			label = "Check again"
		}
		b.set(label, "refresh", lookPlain)
		b.tapped = func() { c.ask(regions[i]) }
		if c.stop != nil {
			b.Disable()
		} else {
			b.Enable()
		}
	}
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
	c.failed, c.region = "", region
	c.s.draft.checked = api.Checked{}
	c.turn++
	account := c.s.draft.account
	if c.verify.AccountLabel == "" {
		account = "" // the request has no place for it
	}
	turn, r := c.turn, api.CheckRequest{
		Provider: c.provider.ID, Kind: c.kind.ID, Account: account, Secret: c.value(), Region: region, Confirmed: true,
	}
	c.asking.set(wordsAsking(c.provider.Name), colorMuted)
	c.stop = ask(c.s.w, func(ctx context.Context, svc api.Service) (api.Checked, error) {
		return svc.Check(ctx, r)
	}, func(answer api.Checked, err error) {
		r.Secret.Wipe()
		if turn == c.turn {
			c.answered(answer, err)
			c.s.name.checked(c)
		}
	})
	const noticed = 300 * time.Millisecond
	c.slow = c.s.w.after(noticed, func() {
		c.wait.Show()
		c.spinner.Start()
		c.refresh()
		c.s.refresh()
	})
	c.changed()
	c.s.OnFocus(c.s.paste.field) // the button has no use for it meanwhile
}

func (c *checkCard) answered(answer api.Checked, err error) {
	c.ended()
	if err != nil {
		c.failed = sentence(err)
	} else {
		c.s.draft.checked = answer
		if answer.Result == api.CheckRejected {
			c.s.paste.kept = false // who insisted did not know of that
		}
	}
	c.changed()
}
