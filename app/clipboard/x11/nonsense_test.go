//go:build linux

package x11

import (
	"slices"
	"testing"

	"keytray/app/clipboard"
	"keytray/app/e2e/session"
	"keytray/app/secret"
	"keytray/app/xserver"
)

// xgb panics when an answer is shorter than it says.
func TestAnAnswerThatMakesNoSenseEndsTheOfferAlone(t *testing.T) {
	t.Parallel()
	s := session.New(t, session.Options{Keyring: session.NoService, NoBus: true, Display: true})
	b := New(s.Display)
	defer b.Close()
	var heard []clipboard.Event
	err := b.Put(t.Context(), clipboard.Offer{
		Value: secret.FromString("v"), Told: func(ev clipboard.Event) { heard = append(heard, ev) },
	})
	if err != nil {
		t.Fatal(err)
	}
	o := b.current
	_ = o.order(t.Context(), "panic", make(chan error), func() { _ = xserver.Raw(nil).SequenceId() })
	<-o.done
	if !slices.Equal(heard, []clipboard.Event{clipboard.Lost}) {
		t.Errorf("told %q", heard)
	}
	if is, err := b.Ours(t.Context()); is || err != nil {
		t.Errorf("ours %v, %v", is, err)
	}
	if err := b.Clear(t.Context()); err != nil {
		t.Error(err)
	}
}
