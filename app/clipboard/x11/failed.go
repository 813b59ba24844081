//go:build !windows && !darwin

package x11

import (
	"context"
	"errors"
	"fmt"

	"keytray/app/clipboard"
)

// failed names what went wrong; the end of the time comes first, because it ends
// the connection and so is behind whatever else failed.
func failed(ctx context.Context, doing string, err error) error {
	switch {
	case errors.Is(ctx.Err(), context.Canceled):
		return fmt.Errorf("x11: %s: %w", doing, ctx.Err())
	case ctx.Err() != nil:
		return fmt.Errorf("x11: %s: %w", doing, clipboard.ErrTimeout)
	}
	return fmt.Errorf("x11: %s: %w: %w", doing, clipboard.ErrTool, err)
}
