//go:build !lean

package main

import (
	"context"
	"os"

	"keytray/app/api"
	"keytray/app/window/start"
	"keytray/assets"
)

// window shows it in this process.
func window(ctx context.Context, s api.Service, v api.View) error {
	return start.Run(ctx, s, v, start.Options{Icon: assets.App, StartAgent: startAgent})
}

// windowCommand prefers the companion beside a lean build, and is this program
// itself if there is none.
func windowCommand() []string {
	if c := companion(); c != nil {
		return c
	}
	self, err := os.Executable()
	if err != nil {
		return nil
	}
	return []string{self, "window"}
}

// hurry does nothing: a window needs the main thread, and lives long.
func hurry() {}
