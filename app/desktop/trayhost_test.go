//go:build linux

package desktop_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"keytray/app/desktop"
	"keytray/app/e2e/fakedesk"
	"keytray/app/e2e/session"
)

func TestWaitTrayHostSeesAPanelThatIsThereOrComes(t *testing.T) {
	s := session.New(t, session.Options{Keyring: session.NoService})
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", s.BusAddress)
	desk, err := fakedesk.Start(t.Context(), s.BusAddress, fakedesk.Options{NoWatcher: true})
	if err != nil {
		t.Fatal(err)
	}
	defer desk.Close()
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if err := desktop.WaitTrayHost(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("without a panel: %v", err)
	}
	seen := make(chan error, 1)
	go func() { seen <- desktop.WaitTrayHost(t.Context()) }()
	if err := desk.OwnWatcher(); err != nil {
		t.Fatal(err)
	}
	select {
	case err := <-seen:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("the panel was not seen")
	}
	if err := desktop.WaitTrayHost(t.Context()); err != nil {
		t.Errorf("with a panel: %v", err)
	}
}

func TestWithoutABusNothingIsStarted(t *testing.T) {
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "")
	t.Setenv("XDG_RUNTIME_DIR", t.TempDir())
	if err := desktop.WaitTrayHost(t.Context()); !errors.Is(err, desktop.ErrNoBus) {
		t.Errorf("got %v", err)
	}
}
