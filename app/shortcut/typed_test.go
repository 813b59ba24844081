package shortcut_test

import (
	"context"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"keytray/app/shortcut"
)

func TestWhatWasTypedIsHandedOutOnce(t *testing.T) {
	typed := shortcut.NewTyped()
	if !typed.Begin() || !typed.Add(shortcut.Stroke{Rune: 'a'}) {
		t.Fatal("it takes nothing")
	}
	typed.Free()
	if got := typed.Take(t.Context()); !slices.Equal(got, []shortcut.Stroke{{Rune: 'a'}}) {
		t.Errorf("it has %v", got)
	}
	if got := typed.Take(t.Context()); len(got) > 0 {
		t.Errorf("it still has %v", got)
	}
	if typed.Add(shortcut.Stroke{Rune: 'b'}) || typed.Begin() {
		t.Error("it takes more")
	}
}

// What is still on its way when the keyboard is wanted back belongs to it.
func TestWhoTakesWaitsForTheLastStroke(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		typed := shortcut.NewTyped()
		typed.Begin()
		typed.Add(shortcut.Stroke{Rune: 'a'})
		go func() {
			<-typed.Enough()
			time.Sleep(time.Millisecond)
			typed.Add(shortcut.Stroke{Rune: 'b'})
			typed.Free()
		}()
		if got := typed.Take(t.Context()); len(got) != 2 {
			t.Errorf("it has %v", got)
		}
	})
}

func TestWithoutAListenerNobodyWaits(t *testing.T) {
	if got := shortcut.NewTyped().Take(t.Context()); len(got) > 0 {
		t.Errorf("it has %v", got)
	}
}

func TestWhatIsNotCertainToBeAllIsNothing(t *testing.T) {
	typed := shortcut.NewTyped()
	typed.Begin()
	typed.Add(shortcut.Stroke{Rune: 'a'})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if got := typed.Take(ctx); len(got) > 0 {
		t.Errorf("it has %v", got)
	}
}

func TestWhatIsDroppedIsGone(t *testing.T) {
	typed := shortcut.NewTyped()
	typed.Begin()
	typed.Add(shortcut.Stroke{Rune: 'a'})
	typed.Drop()
	select {
	case <-typed.Enough():
	default:
		t.Error("the keyboard is still wanted")
	}
	typed.Free()
	if got := typed.Take(t.Context()); len(got) > 0 {
		t.Errorf("it has %v", got)
	}
}
