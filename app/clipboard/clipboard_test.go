package clipboard_test

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"keytray/app/clipboard"
	"keytray/app/clipboard/clipboardtest"
	"keytray/app/secret"
)

var value, second = secret.FromString("first value"), secret.FromString("second value")

func TestTheMemoryBoardKeepsItsPromises(t *testing.T) {
	b := &clipboardtest.Board{}
	o := clipboardtest.Other{Paste: b.Paste, Copy: b.SetContent}
	clipboardtest.Run(t, b, o)
	clipboardtest.RunTaken(t, b, o)
}

// outcomes collects what the deadline told.
type outcomes struct {
	mu   sync.Mutex
	all  []clipboard.Outcome
	errs []error
}

func (o *outcomes) told(out clipboard.Outcome, err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.all, o.errs = append(o.all, out), append(o.errs, err)
}

func inTime(t *testing.T, f func(t *testing.T, b *clipboardtest.Board, c *clipboard.Clipboard, o *outcomes)) {
	synctest.Test(t, func(t *testing.T) {
		b, o := &clipboardtest.Board{}, &outcomes{}
		f(t, b, clipboard.New(clipboard.Params{Told: o.told}), o)
	})
}

func copyFor(t *testing.T, c *clipboard.Clipboard, b clipboard.Board, owner string, v secret.Value, after time.Duration) {
	t.Helper()
	if _, err := c.Copy(t.Context(), clipboard.Copy{Board: b, Owner: owner, Value: v, After: after}); err != nil {
		t.Fatal(err)
	}
}

// pass lets time go by and everything due in it happen.
func pass(d time.Duration) {
	time.Sleep(d) // synctest: no real time
	synctest.Wait()
}

func TestAValueLeavesAtItsDeadlineAndNotBefore(t *testing.T) {
	inTime(t, func(t *testing.T, b *clipboardtest.Board, c *clipboard.Clipboard, o *outcomes) {
		copyFor(t, c, b, "a", value, 30*time.Second)
		pass(30*time.Second - time.Millisecond)
		if b.Content() == "" || c.Live().Owner != "a" {
			t.Error("it left too early")
		}
		pass(time.Millisecond)
		if b.Content() != "" || c.Live() != (clipboard.Live{}) {
			t.Error("it is still there")
		}
		if len(o.all) != 1 || o.all[0] != clipboard.Cleared || o.errs[0] != nil {
			t.Errorf("told %v", o)
		}
	})
}

func TestASecondCopyRestartsTheClock(t *testing.T) {
	inTime(t, func(t *testing.T, b *clipboardtest.Board, c *clipboard.Clipboard, o *outcomes) {
		copyFor(t, c, b, "a", value, 30*time.Second)
		pass(20 * time.Second)
		copyFor(t, c, b, "b", second, 30*time.Second)
		pass(29 * time.Second)
		if b.Content() != "second value" {
			t.Error("the first deadline took the second value")
		}
		pass(time.Second)
		if b.Content() != "" || len(o.all) != 1 {
			t.Errorf("not cleared once: %v", o.all)
		}
	})
}

func TestWhatSomebodyElseCopiedStays(t *testing.T) {
	inTime(t, func(t *testing.T, b *clipboardtest.Board, c *clipboard.Clipboard, o *outcomes) {
		copyFor(t, c, b, "a", value, 30*time.Second)
		b.SetContent("theirs")
		synctest.Wait()
		if b.Content() != "theirs" || len(o.all) != 1 || o.all[0] != clipboard.NotOurs || c.Live() != (clipboard.Live{}) {
			t.Errorf("%q, told %v", b.Content(), o.all)
		}
		pass(time.Minute)
		if len(o.all) != 1 {
			t.Errorf("told again: %v", o.all)
		}
	})
}

func TestABlindBoardLearnsAtTheDeadlineThatSomebodyElseCopied(t *testing.T) {
	inTime(t, func(t *testing.T, b *clipboardtest.Board, c *clipboard.Clipboard, o *outcomes) {
		b.Blind()
		copyFor(t, c, b, "a", value, 30*time.Second)
		b.SetContent("theirs")
		pass(30 * time.Second)
		if b.Content() != "theirs" || len(o.all) != 1 || o.all[0] != clipboard.NotOurs {
			t.Errorf("%q, told %v", b.Content(), o.all)
		}
	})
}

func TestAfterTheFirstPasteItIsGone(t *testing.T) {
	inTime(t, func(t *testing.T, b *clipboardtest.Board, c *clipboard.Clipboard, o *outcomes) {
		live, err := c.Copy(t.Context(), clipboard.Copy{Board: b, Owner: "a", Value: value, After: 30 * time.Second, Once: true})
		if err != nil || !live.Once {
			t.Fatalf("%v, %v", live, err)
		}
		if b.Paste() != "first value" || b.Paste() != "" {
			t.Error("not once")
		}
		synctest.Wait()
		if len(o.all) != 1 || o.all[0] != clipboard.OnPaste || c.Live() != (clipboard.Live{}) {
			t.Errorf("told %v", o.all)
		}
	})
}

func TestOnABlindBoardOnceIsNotPromised(t *testing.T) {
	inTime(t, func(t *testing.T, b *clipboardtest.Board, c *clipboard.Clipboard, o *outcomes) {
		b.Blind()
		live, err := c.Copy(t.Context(), clipboard.Copy{Board: b, Owner: "a", Value: value, After: 30 * time.Second, Once: true})
		if err != nil || live.Once {
			t.Errorf("%v, %v", live, err)
		}
		pass(30 * time.Second)
		if b.Content() != "" || o.all[0] != clipboard.Cleared {
			t.Error("it stayed")
		}
	})
}

func TestALostDisplayEndsTheCopyAndIsTold(t *testing.T) {
	inTime(t, func(t *testing.T, b *clipboardtest.Board, c *clipboard.Clipboard, o *outcomes) {
		copyFor(t, c, b, "a", value, 30*time.Second)
		b.Tell(clipboard.Lost)
		synctest.Wait()
		if len(o.all) != 1 || o.all[0] != clipboard.Gone || c.Live() != (clipboard.Live{}) {
			t.Errorf("told %v", o.all)
		}
	})
}

func TestAValueThatIsPutBackIsTold(t *testing.T) {
	inTime(t, func(t *testing.T, b *clipboardtest.Board, c *clipboard.Clipboard, o *outcomes) {
		copyFor(t, c, b, "a", value, 3*time.Second)
		pass(3 * time.Second)
		b.Tell(clipboard.Returned)
		synctest.Wait()
		if len(o.errs) != 2 || !errors.Is(o.errs[1], clipboard.ErrReturned) {
			t.Errorf("told %v", o.errs)
		}
	})
}

func TestAnEventOfAnEarlierCopyDoesNotEndTheNext(t *testing.T) {
	inTime(t, func(t *testing.T, b *clipboardtest.Board, c *clipboard.Clipboard, o *outcomes) {
		other := &clipboardtest.Board{}
		copyFor(t, c, other, "a", value, 30*time.Second)
		copyFor(t, c, b, "b", second, 30*time.Second)
		if other.Content() != "" {
			t.Error("the value stayed on the board that was used before")
		}
		other.Tell(clipboard.Taken)
		synctest.Wait()
		if c.Live().Owner != "b" || len(o.all) != 0 {
			t.Errorf("%v, told %v", c.Live(), o.all)
		}
	})
}

func TestADeadlineThatPassedDuringSleepIsKeptAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b, o, wake := &clipboardtest.Board{}, &outcomes{}, make(chan struct{})
		// The wall clock went on by an hour, this process's did not.
		c := clipboard.New(clipboard.Params{Told: o.told, Alarm: func(ctx context.Context, _ time.Time) error {
			select {
			case <-wake:
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		}, Now: func() time.Time {
			select {
			case <-wake:
				return time.Now().Add(time.Hour)
			default:
				return time.Now()
			}
		}})
		copyFor(t, c, b, "a", value, 30*time.Second)
		synctest.Wait()
		close(wake)
		synctest.Wait()
		if b.Content() != "" || len(o.all) != 1 || o.all[0] != clipboard.Cleared {
			t.Errorf("it stayed: %v", o.all)
		}
	})
}

func TestFiftyCopiesLeaveOneClock(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b, o := &clipboardtest.Board{}, &outcomes{}
		var watching atomic.Int32
		c := clipboard.New(clipboard.Params{Told: o.told, While: func(ctx context.Context) {
			watching.Add(1)
			<-ctx.Done()
			watching.Add(-1)
		}})
		for range 50 {
			copyFor(t, c, b, "a", value, 30*time.Second)
			pass(time.Millisecond)
		}
		if n := watching.Load(); n != 1 {
			t.Errorf("%d watch", n)
		}
		pass(30 * time.Second)
		if n := watching.Load(); n != 0 || len(o.all) != 1 {
			t.Errorf("%d watch, told %v", n, o.all)
		}
	})
}

func TestClearNowEndsTheClock(t *testing.T) {
	inTime(t, func(t *testing.T, b *clipboardtest.Board, c *clipboard.Clipboard, o *outcomes) {
		copyFor(t, c, b, "a", value, 30*time.Second)
		if out, err := c.Clear(); out != clipboard.Cleared || err != nil {
			t.Errorf("%v, %v", out, err)
		}
		if b.Content() != "" {
			t.Error("it is still there")
		}
		if out, err := c.Clear(); out != clipboard.Nothing || err != nil {
			t.Errorf("clearing again: %v, %v", out, err)
		}
		b.SetContent("first value") // somebody happens to copy the same text
		pass(time.Minute)
		if b.Content() == "" || len(o.all) != 0 {
			t.Error("the old deadline still ran")
		}
	})
}

func TestAFailureToClearIsTold(t *testing.T) {
	broken := errors.New("broken")
	inTime(t, func(t *testing.T, b *clipboardtest.Board, c *clipboard.Clipboard, o *outcomes) {
		copyFor(t, c, b, "a", value, 30*time.Second)
		b.Fail(func(op string) error {
			if op == "clear" {
				return broken
			}
			return nil
		})
		pass(time.Minute)
		if len(o.errs) != 1 || !errors.Is(o.errs[0], broken) {
			t.Errorf("told %v", o.errs)
		}
		if c.Live() != (clipboard.Live{}) {
			t.Error("it counts as ours for ever")
		}
	})
}

func TestABoardThatDoesNotSayWhoseItIsIsClearedAllTheSame(t *testing.T) {
	inTime(t, func(t *testing.T, b *clipboardtest.Board, c *clipboard.Clipboard, o *outcomes) {
		copyFor(t, c, b, "a", value, 30*time.Second)
		b.Fail(func(op string) error {
			if op == "ours" {
				return clipboard.ErrTimeout
			}
			return nil
		})
		pass(30 * time.Second)
		if b.Content() != "" || len(o.all) != 1 || o.all[0] != clipboard.Cleared || o.errs[0] != nil {
			t.Errorf("told %v, %v", o.all, o.errs)
		}
	})
}

func TestAClearingThatFailsForAMomentIsTriedAgain(t *testing.T) {
	inTime(t, func(t *testing.T, b *clipboardtest.Board, c *clipboard.Clipboard, o *outcomes) {
		copyFor(t, c, b, "a", value, 30*time.Second)
		b.Fail(func(string) error { return clipboard.ErrTimeout })
		pass(35*time.Second + 500*time.Millisecond)
		if c.Live().Owner != "a" || len(o.all) != 1 {
			t.Errorf("live %v, told %v", c.Live(), o.errs)
		}
		b.Fail(nil)
		pass(time.Second)
		if b.Content() != "" || len(o.all) != 2 || !errors.Is(o.errs[0], clipboard.ErrTimeout) || o.all[1] != clipboard.Cleared || o.errs[1] != nil {
			t.Errorf("%v, %v", o.all, o.errs)
		}
		if c.Live() != (clipboard.Live{}) {
			t.Error("it counts as there")
		}
	})
}

func TestAFailedCopyOnAnotherBoardShowsNothingThatIsGone(t *testing.T) {
	inTime(t, func(t *testing.T, b *clipboardtest.Board, c *clipboard.Clipboard, o *outcomes) {
		copyFor(t, c, b, "a", value, 30*time.Second)
		other := &clipboardtest.Board{}
		other.Fail(func(string) error { return clipboard.ErrTool })
		if _, err := c.Copy(t.Context(), clipboard.Copy{Board: other, Owner: "b", Value: second, After: 30 * time.Second}); err == nil {
			t.Fatal("no error")
		}
		if b.Content() != "" || c.Live() != (clipboard.Live{}) {
			t.Errorf("live %v", c.Live())
		}
	})
}

func TestTwoClocksTryNoMoreOftenThanOne(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b, o := &clipboardtest.Board{}, &outcomes{}
		c := clipboard.New(clipboard.Params{Told: o.told, Alarm: sleep})
		copyFor(t, c, b, "a", value, 3*time.Second)
		tries := 0
		b.Fail(func(op string) error {
			if op == "ours" {
				tries++
			}
			return clipboard.ErrTimeout
		})
		pass(3*time.Second + 4500*time.Millisecond)
		if tries != 5 || c.Live().Owner != "a" {
			t.Errorf("%d tries in 4.5 s, live %v", tries, c.Live())
		}
	})
}

func TestAFailedCopyLeavesNothingLive(t *testing.T) {
	inTime(t, func(t *testing.T, b *clipboardtest.Board, c *clipboard.Clipboard, _ *outcomes) {
		b.Fail(func(string) error { return clipboard.ErrTool })
		if _, err := c.Copy(t.Context(), clipboard.Copy{Board: b, Owner: "a", Value: value, After: 30 * time.Second}); !errors.Is(err, clipboard.ErrTool) {
			t.Errorf("got %v", err)
		}
		if c.Live() != (clipboard.Live{}) {
			t.Error("something counts as copied")
		}
	})
}

func TestAValueThatArrivesLateIsClearedAtItsDeadline(t *testing.T) {
	inTime(t, func(t *testing.T, b *clipboardtest.Board, c *clipboard.Clipboard, _ *outcomes) {
		b.Late(true)
		if _, err := c.Copy(t.Context(), clipboard.Copy{Board: b, Owner: "a", Value: value, After: 30 * time.Second}); !errors.Is(err, clipboard.ErrTimeout) {
			t.Errorf("got %v", err)
		}
		b.Late(false) // now it comes
		if b.Content() == "" {
			t.Fatal("it never came")
		}
		pass(30 * time.Second)
		if b.Content() != "" {
			t.Error("it stayed")
		}
	})
}

func TestAFailedClearIsTriedAgainAtTheDeadline(t *testing.T) {
	inTime(t, func(t *testing.T, b *clipboardtest.Board, c *clipboard.Clipboard, o *outcomes) {
		copyFor(t, c, b, "a", value, 30*time.Second)
		b.Fail(func(string) error { return clipboard.ErrTimeout })
		if _, err := c.Clear(); err == nil {
			t.Fatal("no error")
		}
		if c.Live().Owner != "a" {
			t.Error("it counts as gone")
		}
		b.Fail(nil)
		pass(30 * time.Second)
		if b.Content() != "" || len(o.all) != 1 || o.errs[0] != nil {
			t.Errorf("it stayed: %v", o)
		}
	})
}

func TestACancelledCopyIsStillCleared(t *testing.T) {
	inTime(t, func(t *testing.T, b *clipboardtest.Board, c *clipboard.Clipboard, _ *outcomes) {
		ctx, cancel := context.WithCancel(t.Context())
		b.Fail(func(string) error { cancel(); return nil }) // while the board is at work
		_, _ = c.Copy(ctx, clipboard.Copy{Board: b, Owner: "a", Value: value, After: 30 * time.Second})
		pass(30 * time.Second)
		if b.Content() != "" {
			t.Error("it stayed")
		}
	})
}

// Its caller may have waited for another copy, and stopped waiting.
func TestACopyThatNobodyWaitsForAnyMoreIsDropped(t *testing.T) {
	inTime(t, func(t *testing.T, b *clipboardtest.Board, c *clipboard.Clipboard, _ *outcomes) {
		copyFor(t, c, b, "a", value, 30*time.Second)
		was := b.Content()
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		_, err := c.Copy(ctx, clipboard.Copy{Board: b, Owner: "b", Value: second, After: 30 * time.Second})
		if !errors.Is(err, context.Canceled) || b.Content() != was || c.Live().Owner != "a" {
			t.Errorf("it is %q's value now, and the caller is told %v", c.Live().Owner, err)
		}
	})
}

func TestAfterAFailedCopyTheOneBeforeIsStillCleared(t *testing.T) {
	inTime(t, func(t *testing.T, b *clipboardtest.Board, c *clipboard.Clipboard, _ *outcomes) {
		copyFor(t, c, b, "a", value, 30*time.Second)
		b.Fail(func(op string) error {
			if op != "ours" {
				return clipboard.ErrTimeout
			}
			return nil
		})
		if _, err := c.Copy(t.Context(), clipboard.Copy{Board: b, Owner: "b", Value: second, After: 30 * time.Second}); err == nil {
			t.Fatal("no error")
		}
		b.Fail(nil)
		pass(30 * time.Second)
		if b.Content() != "" {
			t.Error("the first value stayed")
		}
	})
}

func TestAfterCloseNothingIsCopiedAnyMore(t *testing.T) {
	inTime(t, func(t *testing.T, b *clipboardtest.Board, c *clipboard.Clipboard, _ *outcomes) {
		copyFor(t, c, b, "a", value, 30*time.Second)
		if out, err := c.Close(); out != clipboard.Cleared || err != nil {
			t.Errorf("%v, %v", out, err)
		}
		if _, err := c.Copy(t.Context(), clipboard.Copy{Board: b, Owner: "b", Value: second, After: 30 * time.Second}); !errors.Is(err, clipboard.ErrClosed) {
			t.Errorf("got %v", err)
		}
		if b.Content() != "" {
			t.Error("a value is on the clipboard")
		}
	})
}
