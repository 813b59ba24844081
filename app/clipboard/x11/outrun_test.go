//go:build linux

package x11

import (
	"testing"
	"time"

	"keytray/app/clipboard"
	"keytray/app/e2e/session"
	"keytray/app/secret"
)

// Somebody else copies between our timestamp and our request.
func TestACopyThatIsOutrunIsTriedAgain(t *testing.T) {
	t.Parallel()
	s := session.New(t, session.Options{Keyring: session.NoService, NoBus: true, Display: true})
	New(s.Display)
	offered := clipboard.Offer{Value: secret.FromString("v")}
	late, err := prepare(t.Context(), s.Display, offered)
	if err != nil {
		t.Fatal(err)
	}
	// A millisecond is the least that the server tells apart.
	for stop := time.Now().Add(5 * time.Millisecond); time.Now().Before(stop); {
		late.x.Sync()
	}
	other, err := prepare(t.Context(), s.Display, offered)
	if err == nil {
		err = other.own(t.Context())
	}
	if err != nil {
		t.Fatal(err)
	}
	go other.run()
	defer other.end(t.Context(), nil)
	if err := late.own(t.Context()); err != nil {
		t.Fatal(err)
	}
	go late.run()
	defer late.end(t.Context(), nil)
	if is, err := late.ours(t.Context()); !is || err != nil {
		t.Errorf("ours %v, %v", is, err)
	}
}
