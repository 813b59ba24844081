//go:build windows || (darwin && cgo)

package tray

import (
	"context"

	"fyne.io/systray"
)

// sign is what is seen of us in the panel besides the menu.
type sign struct {
	icon, panel, tip string
	there            bool // systray has an icon that can be changed
}

func newSign(Params) *sign { return &sign{} }

// publish shows what was to be shown before systray had an icon: it takes nothing earlier, and says
// so in its log alone.
func (s *sign) publish(context.Context) {
	s.there = true
	s.draw()
	systray.SetTooltip(s.tip)
}

func (*sign) close() {}

// changed never says anything: what the system tells of its panel is asked anew at each change of the state.
func (*sign) changed() <-chan struct{} { return nil }

// show changes what differs.
func (s *sign) show(icon, panel, tip string) {
	if icon != s.icon || panel != s.panel {
		s.icon, s.panel = icon, panel
		if s.there {
			s.draw()
		}
	}
	if tip != s.tip {
		s.tip = tip
		if s.there {
			systray.SetTooltip(tip)
		}
	}
}
