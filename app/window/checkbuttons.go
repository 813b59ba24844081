package window

import (
	"cmp"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"keytray/app/text"
	"keytray/app/window/kit"
)

// checkButtons ask a provider: one beside the words, or one for each of its regions
// below them.
type checkButtons struct {
	icon  string
	watch func(*kit.Button) *kit.Button
	one   *fyne.Container
	many  *fyne.Container
}

func newCheckButtons(icon string, watch func(*kit.Button) *kit.Button) checkButtons {
	return checkButtons{icon: icon, watch: watch, one: kit.Actions(), many: container.New(&kit.Flow{Gap: kit.ActionGap})}
}

// fill shows a button for each host, which asks its region. A self-hosted provider is
// asked at its public host, which may not be the person's: the button names it.
func (c *checkButtons) fill(regions, hosts []string, selfHosted, again, busy bool, ask func(region string)) {
	box, other := c.one, c.many
	if len(hosts) > 1 {
		box, other = other, box
	}
	kit.Show(other, false)
	kit.Show(box, len(hosts) > 0)
	for len(box.Objects) < len(hosts) {
		box.Add(c.watch(kit.NewButton("", c.icon, kit.LookPlain, kit.HeightPlain, nil)))
	}
	for i, o := range box.Objects {
		b := o.(*kit.Button)
		kit.Show(b, i < len(hosts))
		if i >= len(hosts) {
			continue
		}
		label := text.C("button", "Check")
		switch {
		case selfHosted:
			label = text.T("Check at %s", hosts[i])
		case len(hosts) > 1:
			label = text.T("Check %s", cmp.Or(text.Of(regions[i]), hosts[i]))
		case again:
			label = text.T("Check again")
		}
		b.Set(label, c.icon, kit.LookPlain)
		b.OnTapped = func() { ask(regions[i]) }
		if busy {
			b.Disable()
		} else {
			b.Enable()
		}
	}
}
