//go:build lean

package main

import (
	"context"

	"keytray/app/api"
)

// window is nil: this build is small and starts fast because it leaves the window out.
var window func(context.Context, api.Service, api.View) error

// windowCommand finds the program that has it.
func windowCommand() []string { return companion() }
