//go:build windows || darwin

package start

import "fyne.io/fyne/v2"

// ground is needed on X11 alone.
type ground struct{}

func newGround() *ground { return &ground{} }

func (*ground) lay(fyne.Window) bool { return true }

func (*ground) unlist(fyne.Window) bool { return true }
