//go:build linux

package desktop_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"keytray/app/desktop"
	"keytray/app/e2e/fakedesk"
)

// returns counts what WatchReturning tells until the test ends.
func returns(t *testing.T) (told chan struct{}, ended chan error) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	told, ended = make(chan struct{}, 64), make(chan error, 1)
	over := make(chan struct{})
	go func() {
		defer close(over)
		ended <- desktop.WatchReturning(ctx, func() { told <- struct{}{} })
	}()
	t.Cleanup(func() { // before the buses go
		stop()
		<-over
	})
	return told, ended
}

// comesBack does what a person does until the watch, which may be just starting, tells.
func comesBack(t *testing.T, told <-chan struct{}, do func() error) {
	t.Helper()
	again := time.NewTicker(10 * time.Millisecond)
	defer again.Stop()
	for end := time.After(patience); ; {
		must(t, do())
		select {
		case <-told:
			return
		case <-again.C:
		case <-end:
			t.Fatal("it is not told")
		}
	}
}

func TestWhoUnlocksTheScreenIsBack(t *testing.T) {
	c := withBoth(t)
	told, _ := returns(t)
	comesBack(t, told, c.saver.Unlock)
}

func TestAComputerThatWakesIsBack(t *testing.T) {
	c := withBoth(t)
	told, _ := returns(t)
	comesBack(t, told, c.logind.Wake)
}

func TestWhoLeavesIsNotBack(t *testing.T) {
	c := withBoth(t)
	told, _ := returns(t)
	comesBack(t, told, c.saver.Unlock)
	comesBack(t, told, c.logind.Wake)
	for len(told) > 0 {
		<-told
	}
	must(t, c.saver.Lock())
	must(t, c.logind.Lock(fakedesk.Graphical))
	_, err := c.logind.Sleep()
	must(t, err)
	select {
	case <-told:
		t.Error("leaving was taken for coming back")
	case <-time.After(30 * time.Millisecond): // may hide a mistake, but cannot invent one
	}
}

func TestWithoutAnyBusNobodyIsWaitedFor(t *testing.T) {
	alone(t)
	_, ended := returns(t)
	select {
	case err := <-ended:
		if !errors.Is(err, desktop.ErrNoBus) {
			t.Error(err)
		}
	case <-time.After(patience):
		t.Fatal("it does not end")
	}
}

func TestTheWatchForAReturnLeavesNothingBehind(t *testing.T) {
	withBoth(t)
	before := len(goroutines())
	ctx, stop := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer stop()
	if err := desktop.WatchReturning(ctx, func() {}); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
	assertNoMore(t, before)
}
