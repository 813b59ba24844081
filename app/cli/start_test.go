package cli

import (
	"context"
	"strings"
	"testing"

	"keytray/app/files"
)

// Whoever presses Ctrl+C while an agent is starting knows why nothing came of it.
func TestCtrlCWhileTheAgentStartsIsNoFaultOfTheAgent(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"HOME", "XDG_RUNTIME_DIR", "LocalAppData", "AppData"} {
		t.Setenv(name, dir)
	}
	paths, err := files.Default()
	if err != nil {
		t.Fatal(err)
	}
	if err := files.Private(paths.Runtime); err != nil {
		t.Fatal(err)
	}
	starting, err := files.TryAcquire(paths.Lock()) // as an agent that does not answer yet
	if err != nil || starting == nil {
		t.Fatal(err)
	}
	defer starting.Release()
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := (&command{}).started(ctx); err == nil || !strings.Contains(err.Error(), "You stopped it") {
		t.Errorf("it says %v", err)
	}
}
