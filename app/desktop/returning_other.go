//go:build windows || darwin

package desktop

import "context"

// WatchReturning is not needed here: what waits for the person's return also looks when a
// menu or a window opens.
func WatchReturning(ctx context.Context, _ func()) error {
	<-ctx.Done()
	return ctx.Err()
}
