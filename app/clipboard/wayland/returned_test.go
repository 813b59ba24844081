//go:build linux

package wayland_test

import (
	"slices"
	"strings"
	"testing"

	"keytray/app/clipboard"
	"keytray/app/clipboard/wayland"
	"keytray/app/secret"
)

const guardType = "application/x-keytray-empty"

func guarded(t *testing.T) bool { return slices.Equal(other(t).Types(), []string{guardType}) }

// cleared is a board whose value was just taken away.
func cleared(t *testing.T, value string) (*wayland.Board, *heard) {
	t.Helper()
	sway(t, false)
	b := board(t)
	h := put(t, b, value)
	if err := b.Clear(t.Context()); err != nil {
		t.Fatal(err)
	}
	return b, h
}

func TestAValueThatIsPutBackIsTakenAwayAgain(t *testing.T) {
	b, h := cleared(t, "value")
	for range wayland.MaxRetakes {
		copies(t, "value")
		eventually(t, "the value is taken away", func() bool { return guarded(t) })
	}
	if got := other(t).Paste(); got != "" {
		t.Errorf("pasted %q", got)
	}
	if ours, err := b.Ours(t.Context()); ours || err != nil {
		t.Errorf("ours is %v, %v", ours, err)
	}
	copies(t, "value") // too stubborn
	eventually(t, "it gives up", func() bool { return h.count(clipboard.Kept) > 0 })
	if other(t).Paste() != "value" {
		t.Error("it took it away all the same")
	}
	if got := h.list(); !slices.Equal(got, []clipboard.Event{clipboard.Returned, clipboard.Kept}) {
		t.Errorf("told: %q", got)
	}
	_ = b.Close()
	if got := other(t).Paste(); got != "value" {
		t.Errorf("Close touched it: %q", got)
	}
}

func TestWhatSomebodyElseCopiesAfterClearStays(t *testing.T) {
	b, h := cleared(t, "value")
	for _, theirs := range []string{"valu", "value ", strings.Repeat("long ", 20_000), "theirs"} {
		copies(t, theirs)
		for range 2 { // wl-copy lives on when the board has looked at its text
			if got := other(t).Paste(); got != theirs {
				t.Errorf("%.20q became %.20q", theirs, got)
			}
		}
	}
	copies(t, "value")
	eventually(t, "the value is taken away", func() bool { return guarded(t) })
	copies(t, "theirs")
	_ = b.Close()
	if got := other(t).Paste(); got != "theirs" || h.count(clipboard.Returned) != 1 {
		t.Errorf("it became %q, told: %q", got, h.list())
	}
}

func TestAPastedValueIsWatchedToo(t *testing.T) {
	sway(t, false)
	b := board(t)
	h, err := tryPut(t, b, clipboard.Offer{Value: secret.FromString("value"), Once: true})
	if err != nil {
		t.Fatal(err)
	}
	other(t).Paste()
	eventually(t, "pasted is told", func() bool { return h.count(clipboard.Pasted) == 1 })
	copies(t, "value")
	eventually(t, "the value is taken away", func() bool { return guarded(t) })
	eventually(t, "returned is told", func() bool { return h.count(clipboard.Returned) == 1 })
}

func TestTheGuardEndsWithTheNextCopyAndWithClose(t *testing.T) {
	b, h := cleared(t, "value")
	put(t, b, "value") // our own copy of the same value is no return
	if got := other(t).Paste(); got != "value" || h.count(clipboard.Returned) > 0 {
		t.Errorf("pasted %q, told %q", got, h.list())
	}
	if err := b.Clear(t.Context()); err != nil {
		t.Fatal(err)
	}
	copies(t, "value")
	eventually(t, "the value is taken away", func() bool { return guarded(t) })
	put(t, b, "second")
	if got := other(t).Paste(); got != "second" {
		t.Errorf("pasted %q", got)
	}
	if err := b.Clear(t.Context()); err != nil {
		t.Fatal(err)
	}
	copies(t, "second")
	eventually(t, "the value is taken away", func() bool { return guarded(t) })
	_ = b.Close()
	if got := other(t).Types(); len(got) > 0 {
		t.Errorf("after Close there is %q", got)
	}
}
