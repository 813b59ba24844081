//go:build windows || (darwin && cgo)

package tray

import (
	"context"

	"fyne.io/systray"
)

// sign is what is seen of us in the panel besides the menu.
type sign struct{ icon, panel, tip string }

func newSign(Params) *sign { return &sign{} }

// publish has nothing to do: systray has shown the sign.
func (*sign) publish(context.Context) {}

func (*sign) close() {}

// changed never says anything: what the system tells of its panel is asked anew at each change of the state.
func (*sign) changed() <-chan struct{} { return nil }

// show changes what differs.
func (s *sign) show(icon, panel, tip string) {
	if icon != s.icon || panel != s.panel {
		s.icon, s.panel = icon, panel
		s.draw()
	}
	if tip != s.tip {
		s.tip = tip
		systray.SetTooltip(tip)
	}
}
