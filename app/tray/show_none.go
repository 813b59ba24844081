//go:build darwin && !cgo

package tray

import (
	"context"

	"keytray/app/api"
)

// Params are what the tray needs.
type Params struct {
	Service api.Service
	Failed  func(error)
	Icons   string
}

// Run waits: without cgo there is no tray on macOS.
func Run(ctx context.Context, _ Params) { <-ctx.Done() }
