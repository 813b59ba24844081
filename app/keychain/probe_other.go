//go:build windows || darwin

package keychain

import (
	"context"
	"runtime"

	"keytray/app/secret"
)

// direct is for the Secret Service only.
type direct struct{}

func (direct) get(context.Context, string) (v secret.Value, found bool) { return v, false }

// canAsk: prompts are the system's own.
func canAsk() bool { return true }

// reachable: the keychain is part of the system.
func reachable() error { return nil }

func probe(context.Context) Status {
	return Status{Name: map[string]string{"windows": "Windows Credential Manager", "darwin": "macOS Keychain"}[runtime.GOOS], State: OK}
}
