//go:build linux

package x11_test

import (
	"slices"
	"testing"
	"time"

	"keytray/app/clipboard/x11"
	"keytray/app/e2e/session"
)

func benchDisplay(b *testing.B) string {
	return session.New(b, session.Options{Keyring: session.NoService, NoBus: true, Display: true}).Display
}

func percentile(all []time.Duration, p int) time.Duration {
	slices.Sort(all)
	return all[(len(all)-1)*p/100]
}

// aloneDesk is a desk for a test that no other runs beside.
func aloneDesk(t *testing.T) desk {
	s := session.New(t, session.Options{Keyring: session.NoService, NoBus: true, Display: true})
	b := x11.New(s.Display)
	t.Cleanup(func() { _ = b.Close() })
	other := join(t, s.Display)
	other.focus()
	return desk{s, b, other}
}
