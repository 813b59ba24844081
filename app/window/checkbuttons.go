package window

import (
	"cmp"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// checkButtons ask a provider: one beside the words, or one for each of its regions
// below them.
type checkButtons struct {
	icon  string
	watch func(*button) *button
	one   *fyne.Container
	many  *fyne.Container
}

func newCheckButtons(icon string, watch func(*button) *button) checkButtons {
	return checkButtons{icon: icon, watch: watch, one: actions(), many: container.New(&flow{gap: actionGap})}
}

// fill shows a button for each host, which asks its region. A self-hosted provider is
// asked at its public host, which may not be the person's: the button names it.
func (c *checkButtons) fill(regions, hosts []string, selfHosted, again, busy bool, ask func(region string)) {
	box, other := c.one, c.many
	if len(hosts) > 1 {
		box, other = other, box
	}
	show(other, false)
	show(box, len(hosts) > 0)
	for len(box.Objects) < len(hosts) {
		box.Add(c.watch(newButton("", c.icon, lookPlain, heightPlain, nil)))
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
		case again:
			label = "Check again"
		}
		b.set(label, c.icon, lookPlain)
		b.tapped = func() { ask(regions[i]) }
		if busy {
			b.Disable()
		} else {
			b.Enable()
		}
	}
}
