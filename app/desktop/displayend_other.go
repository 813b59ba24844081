//go:build windows || darwin

package desktop

import "context"

// DisplayEnds: these systems end their programs themselves when the person logs out.
func DisplayEnds(ctx context.Context, reached func()) error {
	reached()
	<-ctx.Done()
	return ctx.Err()
}
