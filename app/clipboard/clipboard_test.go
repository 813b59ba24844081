package clipboard_test

import (
	"context"
	"errors"
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
	clipboardtest.Run(t, b, b.Content, b.SetContent)
}

// outcomes collects what the deadline told.
type outcomes struct {
	all  []clipboard.Outcome
	errs []error
}

func (o *outcomes) told(out clipboard.Outcome, err error) {
	o.all, o.errs = append(o.all, out), append(o.errs, err)
}

func inTime(t *testing.T, f func(t *testing.T, b *clipboardtest.Board, c *clipboard.Clipboard, o *outcomes)) {
	synctest.Test(t, func(t *testing.T) {
		b, o := &clipboardtest.Board{}, &outcomes{}
		f(t, b, clipboard.New(b, o.told), o)
	})
}

func copyFor(t *testing.T, c *clipboard.Clipboard, owner string, v secret.Value, after time.Duration) {
	t.Helper()
	if _, err := c.Copy(t.Context(), owner, v, after); err != nil {
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
		copyFor(t, c, "a", value, 30*time.Second)
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
		copyFor(t, c, "a", value, 30*time.Second)
		pass(20 * time.Second)
		copyFor(t, c, "b", second, 30*time.Second)
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
		copyFor(t, c, "a", value, 30*time.Second)
		b.SetContent("theirs")
		pass(time.Minute)
		if b.Content() != "theirs" || o.all[0] != clipboard.NotOurs {
			t.Errorf("%q, told %v", b.Content(), o.all)
		}
	})
}

func TestClearNowEndsTheClock(t *testing.T) {
	inTime(t, func(t *testing.T, b *clipboardtest.Board, c *clipboard.Clipboard, o *outcomes) {
		copyFor(t, c, "a", value, 30*time.Second)
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
	for _, op := range []string{"ours", "clear"} {
		inTime(t, func(t *testing.T, b *clipboardtest.Board, c *clipboard.Clipboard, o *outcomes) {
			copyFor(t, c, "a", value, 30*time.Second)
			b.Fail(func(o string) error {
				if o == op {
					return broken
				}
				return nil
			})
			pass(time.Minute)
			if len(o.errs) != 1 || !errors.Is(o.errs[0], broken) {
				t.Errorf("%s: told %v", op, o.errs)
			}
		})
	}
}

func TestAFailedCopyLeavesNothingLive(t *testing.T) {
	inTime(t, func(t *testing.T, b *clipboardtest.Board, c *clipboard.Clipboard, _ *outcomes) {
		b.Fail(func(string) error { return clipboard.ErrTool })
		if _, err := c.Copy(t.Context(), "a", value, 30*time.Second); !errors.Is(err, clipboard.ErrTool) {
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
		if _, err := c.Copy(t.Context(), "a", value, 30*time.Second); !errors.Is(err, clipboard.ErrTimeout) {
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
		copyFor(t, c, "a", value, 30*time.Second)
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
		cancel()
		_, _ = c.Copy(ctx, "a", value, 30*time.Second)
		pass(30 * time.Second)
		if b.Content() != "" {
			t.Error("it stayed")
		}
	})
}

func TestAfterAFailedCopyTheOneBeforeIsStillCleared(t *testing.T) {
	inTime(t, func(t *testing.T, b *clipboardtest.Board, c *clipboard.Clipboard, _ *outcomes) {
		copyFor(t, c, "a", value, 30*time.Second)
		b.Fail(func(op string) error {
			if op != "ours" {
				return clipboard.ErrTimeout
			}
			return nil
		})
		if _, err := c.Copy(t.Context(), "b", second, 30*time.Second); err == nil {
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
		copyFor(t, c, "a", value, 30*time.Second)
		if out, err := c.Close(); out != clipboard.Cleared || err != nil {
			t.Errorf("%v, %v", out, err)
		}
		if _, err := c.Copy(t.Context(), "b", second, 30*time.Second); !errors.Is(err, clipboard.ErrClosed) {
			t.Errorf("got %v", err)
		}
		if b.Content() != "" {
			t.Error("a value is on the clipboard")
		}
	})
}
