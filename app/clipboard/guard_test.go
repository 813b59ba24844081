package clipboard_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"sync"
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

// program is the one that a guard stands for; sigterm goes to the guard.
type program struct {
	io.WriteCloser
	sigterm func()
}

// guarded plays a program that has put the value for 30 seconds, and its guard.
func guarded(t *testing.T, f func(b *clipboardtest.Board, program *program, ended <-chan error)) {
	synctest.Test(t, func(t *testing.T) {
		b := &clipboardtest.Board{}
		b.SetContent("first value")
		in, out := io.Pipe()
		ended := make(chan error, 1)
		ctx, sigterm := context.WithCancel(t.Context())
		defer sigterm()
		go func() {
			ended <- clipboard.Stand(ctx, in, func(name string) (clipboard.Lasting, error) {
				if name != "memory" {
					return nil, errors.New("another board")
				}
				return b, nil
			}, sleep)
		}()
		if err := clipboard.Hand(out, clipboard.Prove("memory", value, time.Now().Add(30*time.Second))); err != nil {
			t.Fatal(err)
		}
		f(b, &program{out, sigterm}, ended)
		_ = out.Close()
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
	guarded(t, func(b *clipboardtest.Board, program *program, ended <-chan error) {
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
	guarded(t, func(b *clipboardtest.Board, program *program, ended <-chan error) {
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
	guarded(t, func(b *clipboardtest.Board, program *program, ended <-chan error) {
		if _, err := io.WriteString(program, "mark 7\ndone\n"); err != nil {
			t.Fatal(err)
		}
		assertEnded(t, ended, true)
		if b.Content() == "" {
			t.Error("it cleared all the same")
		}
	})
}

func TestTheGuardOfAProgramThatHangsClearsALittleLater(t *testing.T) {
	guarded(t, func(b *clipboardtest.Board, _ *program, ended <-chan error) {
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
	guarded(t, func(b *clipboardtest.Board, program *program, ended <-chan error) {
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
	p := clipboard.Prove("memory", value, time.Now())
	b, err := json.Marshal(p)
	if err != nil || strings.Contains(string(b), "first value") {
		t.Errorf("%v, or the value is in it", err)
	}
	if !p.Fits([]byte("first value")) || p.Fits([]byte("first valu")) || p.Fits(nil) {
		t.Error("it does not tell the value from others")
	}
	if q := clipboard.Prove("memory", value, time.Now()); string(q.Sum) == string(p.Sum) {
		t.Error("two proofs of one value are alike")
	}
}

func TestTheGuardOfADeadProgramThatIsEndedClearsAtOnce(t *testing.T) {
	guarded(t, func(b *clipboardtest.Board, program *program, ended <-chan error) {
		program.sigterm()
		_ = program.Close() // a moment later
		synctest.Wait()
		if b.Content() != "" {
			t.Error("it is still there")
		}
		assertEnded(t, ended, true)
	})
}

func TestAGuardThatIsEndedLeavesTheClearingToItsProgram(t *testing.T) {
	guarded(t, func(b *clipboardtest.Board, program *program, ended <-chan error) {
		program.sigterm()
		pass(3 * time.Second)
		if err := <-ended; !errors.Is(err, context.Canceled) || b.Content() == "" {
			t.Errorf("it ended with %v", err)
		}
	})
}

// post is a guard's end of the pipe, which records what it hears.
type post struct {
	mu     sync.Mutex
	heard  strings.Builder
	closed bool
}

func (p *post) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.heard.Write(b)
}

func (p *post) Close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.closed = true
	return nil
}

func (p *post) String() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.heard.String()
}

// guards starts them as posts, and keeps them.
func guards(t *testing.T, b *clipboardtest.Board) (c *clipboard.Clipboard, all *[]*post) {
	all = &[]*post{}
	return clipboard.New(clipboard.Params{Guard: func(p clipboard.Proof) (*clipboard.Post, error) {
		if !p.Fits(value.Reveal()) && !p.Fits(second.Reveal()) {
			t.Error("the proof does not fit")
		}
		if b.Content() == string(value.Reveal()) && p.Fits(value.Reveal()) {
			t.Error("the value was there before its guard")
		}
		stands := &post{}
		*all = append(*all, stands)
		return clipboard.NewPost(stands), nil
	}}), all
}

func TestAGuardStandsBeforeTheValueIsThereAndGoesWithIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := &clipboardtest.Board{}
		b.Outlive()
		c, all := guards(t, b)
		copyFor(t, c, b, "a", value, 30*time.Second)
		copyFor(t, c, b, "b", second, 30*time.Second)
		if len(*all) != 2 || (*all)[0].String() != "done\n" || (*all)[1].String() != "" {
			t.Errorf("%d guards heard %v", len(*all), *all)
		}
		if _, err := c.Close(); err != nil || (*all)[1].String() != "done\n" {
			t.Errorf("closed: %v, the guard heard %q", err, (*all)[1])
		}
	})
}

func TestWhereNothingOutlivesUsNoGuardIsStarted(t *testing.T) {
	b := &clipboardtest.Board{}
	c, all := guards(t, b)
	copyFor(t, c, b, "a", value, 30*time.Second)
	if _, err := c.Close(); err != nil || len(*all) > 0 {
		t.Errorf("%v, %d guards", err, len(*all))
	}
}

func TestAFailedCopySendsItsGuardAway(t *testing.T) {
	b := &clipboardtest.Board{}
	b.Outlive()
	c, all := guards(t, b)
	b.Fail(func(string) error { return clipboard.ErrTool })
	if _, err := c.Copy(t.Context(), clipboard.Copy{Board: b, Value: value, After: 3 * time.Second}); err == nil || (*all)[0].String() != "done\n" {
		t.Errorf("%v, the guard heard %q", err, (*all)[0])
	}
}

func TestTheGuardStaysIfClearingOnQuitFails(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := &clipboardtest.Board{}
		b.Outlive()
		c, all := guards(t, b)
		copyFor(t, c, b, "a", value, 30*time.Second)
		b.Fail(func(string) error { return clipboard.ErrTimeout })
		if _, err := c.Close(); err == nil || (*all)[0].String() != "" {
			t.Errorf("%v, the guard heard %q", err, (*all)[0])
		}
	})
}

func TestAfterATimeoutBothGuardsStandAndTheEarlierDeadlineCounts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := &clipboardtest.Board{}
		b.Outlive()
		c, all := guards(t, b)
		copyFor(t, c, b, "a", value, 30*time.Second)
		pass(20 * time.Second)
		b.Fail(func(op string) error {
			if op == "put" {
				return clipboard.ErrTimeout // and the first is still there
			}
			return nil
		})
		if _, err := c.Copy(t.Context(), clipboard.Copy{Board: b, Owner: "b", Value: second, After: 30 * time.Second}); !errors.Is(err, clipboard.ErrTimeout) {
			t.Errorf("got %v", err)
		}
		if (*all)[0].String()+(*all)[1].String() != "" {
			t.Error("a guard was sent away")
		}
		pass(10 * time.Second)
		if b.Content() != "" {
			t.Error("the first value outlived its deadline")
		}
		if (*all)[0].String() != "done\n" || (*all)[1].String() != "done\n" {
			t.Error("a guard stays")
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
