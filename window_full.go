//go:build !lean

package main

import (
	"context"
	"os"

	"keytray/app/api"
	"keytray/app/cli"
	"keytray/app/window/start"
	"keytray/assets"
)

// lean is true of the builds without the window.
const lean = false

// window shows it in this process.
func window(ctx context.Context, s api.Service, v api.View) error {
	if one, other := onlyWindow(ctx, s, v); other {
		return nil
	} else if one != nil {
		defer one.Release()
	}
	return start.Run(ctx, s, v, start.Options{Icon: assets.App, StartAgent: startAgent, Speak: speak})
}

// windowCommand prefers the companion beside a lean build, and is this program
// itself if there is none.
func windowCommand() []string {
	if c := windowCompanion(); c != nil {
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

// startAgent starts the tray program anew, for a window that lost it.
func startAgent(env []string) error {
	return cli.StartAgent(context.Background(), program(), env)
}
