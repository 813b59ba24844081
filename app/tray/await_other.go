//go:build !windows && (!darwin || cgo)

package tray

import "context"

// awaitPanel has nothing to wait for: a panel that starts later asks for the icons, or is there before us.
func awaitPanel(context.Context) {}
