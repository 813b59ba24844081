//go:build lean

package main

import (
	"context"
	"runtime"
	"runtime/debug"

	"keytray/app/api"
)

// lean is true of the builds without the window.
const lean = true

// window is nil: this build is small and starts fast because it leaves the window out.
var window func(context.Context, api.Service, api.View) error

// windowCommand finds the program that has it.
func windowCommand() []string { return windowCompanion() }

// hurry is for commands, which live for milliseconds.
func hurry() {
	runtime.UnlockOSThread() // the tray library locks it, and each wait would cost a hand-over
	debug.SetGCPercent(400)
}
