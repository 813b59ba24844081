//go:build windows || darwin

package desktop

import "context"

// WaitTrayHost: the notification area and the menu bar are always there.
func WaitTrayHost(context.Context) error { return nil }
