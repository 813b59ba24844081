//go:build windows || darwin

package tray

import "context"

// Announce has nothing to do: the system keeps the icon.
func Announce(context.Context) error { return nil }
