package clipboard_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"keytray/app/clipboard"
	"keytray/app/clipboard/clipboardtest"
)

func sleep(ctx context.Context, t time.Time) error {
	select {
	case <-time.After(time.Until(t)):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// guarded plays a program that has put the value for 30 seconds, and its guard.
func guarded(t *testing.T, f func(b *clipboardtest.Board, program io.WriteCloser, ended <-chan error)) {
	synctest.Test(t, func(t *testing.T) {
		b := &clipboardtest.Board{}
		b.SetContent("first value")
		in, program := io.Pipe()
		ended := make(chan error, 1)
		go func() {
			ended <- clipboard.Stand(t.Context(), in, func(name string) (clipboard.Lasting, error) {
				if name != "memory" {
					return nil, errors.New("another board")
				}
				return b, nil
			}, sleep)
		}()
		if err := clipboard.Hand(program, clipboard.Prove("memory", "", value, time.Now().Add(30*time.Second))); err != nil {
			t.Fatal(err)
		}
		f(b, program, ended)
		_ = program.Close()
	})
}

func assertEnded(t *testing.T, ended <-chan error, want bool) {
	t.Helper()
	synctest.Wait()
	select {
	case err := <-ended:
		if !want || err != nil {
			t.Errorf("it ended: %v", err)
		}
	default:
		if want {
			t.Error("it is still there")
		}
	}
}

func TestTheGuardOfADeadProgramClearsAtTheDeadline(t *testing.T) {
	guarded(t, func(b *clipboardtest.Board, program io.WriteCloser, ended <-chan error) {
		_ = program.Close() // as a kill does
		pass(29 * time.Second)
		if b.Content() == "" {
			t.Error("it was cleared too early")
		}
		assertEnded(t, ended, false)
		pass(time.Second)
		if b.Content() != "" {
			t.Error("it is still there")
		}
		assertEnded(t, ended, true)
	})
}

func TestTheGuardOfADeadProgramLeavesWhatSomebodyElseCopied(t *testing.T) {
	guarded(t, func(b *clipboardtest.Board, program io.WriteCloser, ended <-chan error) {
		_ = program.Close()
		b.SetContent("theirs")
		pass(time.Minute)
		if b.Content() != "theirs" {
			t.Error("it was touched")
		}
		assertEnded(t, ended, true)
	})
}

func TestARelievedGuardEndsAtOnce(t *testing.T) {
	guarded(t, func(b *clipboardtest.Board, program io.WriteCloser, ended <-chan error) {
		if err := clipboard.Relieve(program); err != nil {
			t.Fatal(err)
		}
		assertEnded(t, ended, true)
		if b.Content() == "" {
			t.Error("it cleared all the same")
		}
	})
}

func TestTheGuardOfAProgramThatHangsClearsALittleLater(t *testing.T) {
	guarded(t, func(b *clipboardtest.Board, _ io.WriteCloser, ended <-chan error) {
		pass(31 * time.Second)
		if b.Content() == "" {
			t.Error("it did not leave it to the program")
		}
		pass(time.Second)
		if b.Content() != "" {
			t.Error("it is still there")
		}
		assertEnded(t, ended, true)
	})
}

func TestAGuardTriesAgain(t *testing.T) {
	guarded(t, func(b *clipboardtest.Board, program io.WriteCloser, ended <-chan error) {
		_ = program.Close()
		b.Fail(func(string) error { return clipboard.ErrTimeout })
		pass(30 * time.Second)
		b.Fail(nil)
		pass(time.Second)
		if b.Content() != "" {
			t.Error("it is still there")
		}
		assertEnded(t, ended, true)
	})
}

func TestAProofDoesNotHoldTheValue(t *testing.T) {
	p := clipboard.Prove("memory", "", value, time.Now())
	b, err := json.Marshal(p)
	if err != nil || strings.Contains(string(b), "first value") {
		t.Errorf("%v, or the value is in it", err)
	}
	if !p.Fits([]byte("first value")) || p.Fits([]byte("first valu")) || p.Fits(nil) {
		t.Error("it does not tell the value from others")
	}
	if q := clipboard.Prove("memory", "", value, time.Now()); string(q.Sum) == string(p.Sum) {
		t.Error("two proofs of one value are alike")
	}
}

func TestAGuardIsStartedOnlyWhereValuesOutliveUs(t *testing.T) {
	for _, outlives := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			b := &clipboardtest.Board{}
			var started, released atomic.Int32
			if outlives {
				b.Outlive()
			}
			c := clipboard.New(clipboard.Params{Guard: func(p clipboard.Proof) (func(), error) {
				started.Add(1)
				if !p.Fits(value.Reveal()) && !p.Fits(second.Reveal()) {
					t.Error("the proof does not fit")
				}
				return func() { released.Add(1) }, nil
			}})
			copyFor(t, c, b, "a", value, 30*time.Second)
			copyFor(t, c, b, "b", second, 30*time.Second)
			synctest.Wait()
			want := map[bool]int32{true: 2}[outlives]
			if started.Load() != want || released.Load() != want/2 {
				t.Errorf("outlives %v: %d started, %d released", outlives, started.Load(), released.Load())
			}
			if _, err := c.Close(); err != nil || released.Load() != want {
				t.Errorf("closed: %v, %d of %d released", err, released.Load(), want)
			}
		})
	}
}

func TestTheGuardStaysIfClearingOnQuitFails(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := &clipboardtest.Board{}
		b.Outlive()
		var released atomic.Int32
		c := clipboard.New(clipboard.Params{Guard: func(clipboard.Proof) (func(), error) { return func() { released.Add(1) }, nil }})
		copyFor(t, c, b, "a", value, 30*time.Second)
		b.Fail(func(string) error { return clipboard.ErrTimeout })
		if _, err := c.Close(); err == nil || released.Load() > 0 {
			t.Errorf("%v, %d released", err, released.Load())
		}
	})
}

func TestAGuardThatHearsNonsenseEnds(t *testing.T) {
	for _, said := range []string{"", "\n", "{}\n", "no json\n", `{"board":"other"}` + "\n"} {
		err := clipboard.Stand(t.Context(), strings.NewReader(said), func(string) (clipboard.Lasting, error) {
			return nil, errors.New("no such board")
		}, sleep)
		if err == nil {
			t.Errorf("%q: no error", said)
		}
	}
}
