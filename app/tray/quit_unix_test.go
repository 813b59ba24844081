//go:build linux

package tray

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"keytray/app/api"
	"keytray/app/e2e/session"
)

// restless is a service whose keys change all the time.
type restless struct{ api.Service }

func (restless) Wait(_ context.Context, revision uint64) (api.State, error) {
	s := api.State{Revision: revision + 1}
	for i := range 200 {
		name := fmt.Sprint("key ", revision, " ", i)
		s.Keys = append(s.Keys, api.Key{ID: name, Name: name, Pinned: true})
	}
	return s, nil
}

const endsTray = "KEYTRAY_TEST_ENDS_TRAY"

// It runs in a process of its own: systray can end only once.
func TestEndingWhileTheMenuChangesLogsNoErrors(t *testing.T) {
	if os.Getenv(endsTray) != "" {
		ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
		defer cancel()
		Run(ctx, Params{Service: restless{}, Failed: func(err error) { t.Error(err) }})
		return
	}
	s := session.New(t, session.Options{Keyring: session.NoService})
	cmd := s.Command(t.Context(), os.Args[0], "-test.run=^"+t.Name()+"$")
	cmd.Env = append(cmd.Env, endsTray+"=1")
	out, err := cmd.CombinedOutput()
	if err != nil || len(out) == 0 {
		t.Fatalf("%v: %s", err, out)
	}
	if strings.Contains(string(out), dbus.ErrClosed.Error()) {
		t.Errorf("it logs %s", out)
	}
}
