package window

import (
	"cmp"
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/api"
)

// newKeyCheck asks the provider whether it accepts the new value, when the person
// says so, and shows what it answered.
type newKeyCheck struct {
	r      *rotateWizard
	stop   func() // gives up the call that was sent
	turn   int    // counts the calls, so that the answer to an earlier one is dropped
	region string // that was asked last
	failed string // why there is no answer at all

	mark    *widget.Icon
	title   *prose
	words   *prose
	one     *fyne.Container // the button beside the words
	many    *fyne.Container // or several below them
	spinner *widget.Activity
	box     *fyne.Container
}

func newNewKeyCheck(r *rotateWizard) *newKeyCheck {
	c := &newKeyCheck{
		r: r, mark: widget.NewIcon(nil), spinner: widget.NewActivity(), one: actions(), many: container.New(&flow{gap: actionGap}),
		title: newProse("", theme.SizeNameText, theme.ColorNameForeground).bold(), words: newProse("", sizeNameSmall, colorMuted),
	}
	c.spinner.Hide()
	signs := container.NewStack(c.mark, container.New(square{18}, c.spinner))
	head := container.New(&withActions{least: 200}, container.New(middle{}, container.New(iconed{}, signs, container.New(column{2}, c.title, c.words))), c.one)
	c.box = container.NewStack(newPlate(colorSurface, theme.ColorNameSeparator, theme.SizeNameCardRadius),
		inset(container.New(column{10}, head, c.many), 12, 12, 14, 12))
	c.box.Hide()
	return c
}

// forget is for another value: what was answered is about the one before.
func (c *newKeyCheck) forget() {
	c.giveUp()
	c.turn++
	c.failed = ""
}

// giveUp ends the call that was sent, and tells whether there was one.
func (c *newKeyCheck) giveUp() bool {
	if c.stop == nil {
		return false
	}
	c.stop()
	c.ended()
	c.turn++
	c.render(c.box.Visible())
	return true
}

func (c *newKeyCheck) ended() {
	c.stop = nil
	c.spinner.Stop()
	c.spinner.Hide()
}

// render shows it where there is a provider to ask about a value.
func (c *newKeyCheck) render(ready bool) {
	p := c.r.provider
	verify := p.Check(newKeyKind(c.r.paste.verdict, c.r.key))
	show(c.box, ready && verify != nil && !p.Own)
	if !c.box.Visible() {
		return
	}
	regions, hosts := hostsOf(verify)
	said, explained, look := c.said(hosts, verify.SelfHosted)
	c.title.set(said)
	c.words.set(explained)
	c.mark.SetResource(icon(look[0], phaseColor(look[1], toneText)))
	show(c.mark, c.stop == nil)
	c.fill(regions, hosts, verify.SelfHosted)
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
		return "Accepted by " + name + " just now", "", [2]string{"check", "fresh"}
	case api.CheckLimited:
		return cmp.Or(a.Text, name+" knows this key but allows it little."), "", [2]string{"info", "due"}
	case api.CheckRejected:
		return "Refused by " + name + " just now", "", [2]string{"x", "overdue"}
	case api.CheckUnknown:
		return cmp.Or(a.Text, "No answer"), "", [2]string{"globe", "expired"}
	}
	return wordsAccepts(name), wordsRequest(name, hosts, selfHosted), [2]string{"globe", "expired"}
}

// fill shows the buttons: one beside the words, or one for each region below.
func (c *newKeyCheck) fill(regions, hosts []string, selfHosted bool) {
	box, other := c.one, c.many
	if len(hosts) > 1 {
		box, other = other, box
	}
	show(other, false)
	show(box, len(hosts) > 0)
	for len(box.Objects) < len(hosts) {
		box.Add(c.r.watchButton(newButton("", "", lookPlain, heightPlain, nil)))
	}
	for i, o := range box.Objects {
		b := o.(*button)
		show(b, i < len(hosts))
		if i >= len(hosts) {
			continue
		}
		label := "Check"
		switch {
		case selfHosted:
			label = "Check at " + hosts[i]
		case len(hosts) > 1:
			label = "Check " + cmp.Or(regions[i], hosts[i])
		case c.r.paste.checked.Result != "" || c.failed != "":
			label = "Check again"
		}
		b.set(label, "", lookPlain)
		b.tapped = func() { c.ask(regions[i]) }
		if c.stop != nil || c.r.paste.stop != nil {
			b.Disable()
		} else {
			b.Enable()
		}
	}
}

// again asks where it was asked last.
func (c *newKeyCheck) again() { c.ask(c.region) }

func (c *newKeyCheck) ask(region string) {
	paste, p := c.r.paste, c.r.provider
	verify := p.Check(newKeyKind(paste.verdict, c.r.key))
	if c.stop != nil || verify == nil {
		return
	}
	if verify.AccountLabel != "" && c.r.key.Account == "" {
		c.failed = wordsAccountFirst(verify.AccountLabel)
		paste.judge()
		return
	}
	c.failed, c.region = "", region
	paste.checked = api.Checked{}
	c.turn++
	turn, r := c.turn, api.CheckRequest{
		Provider: p.ID, Kind: newKeyKind(paste.verdict, c.r.key), Secret: paste.field.secret(), Region: region, Confirmed: true,
	}
	if verify.AccountLabel != "" {
		r.Account = c.r.key.Account
	}
	c.stop = ask(c.r.w, func(ctx context.Context, svc api.Service) (api.Checked, error) {
		return svc.Check(ctx, r)
	}, func(answer api.Checked, err error) {
		r.Secret.Wipe()
		if turn != c.turn {
			return
		}
		c.ended()
		if err != nil {
			c.failed = sentence(err)
		}
		paste.answered(answer)
	})
	const noticed = 300 * time.Millisecond
	c.r.w.after(noticed, func() {
		if c.stop != nil && turn == c.turn {
			c.spinner.Show()
			c.spinner.Start()
		}
	})
	paste.judge()
	c.r.OnFocus(paste.field) // the button has no use for it meanwhile
}
