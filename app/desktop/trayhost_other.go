//go:build windows || darwin

package desktop

import "context"

// WatchTrayHost: the notification area and the menu bar are always there.
func WatchTrayHost(ctx context.Context, tell func(there bool)) error {
	tell(true)
	<-ctx.Done()
	return ctx.Err()
}
