package client

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"keytray/app/api"
)

// asks makes one call, and sends what it hands back.
func asks(life context.Context, limit time.Duration) (answers chan error, stop func()) {
	answers = make(chan error, 1)
	never := func(ctx context.Context, _ api.Service) (struct{}, error) { <-ctx.Done(); return struct{}{}, ctx.Err() }
	stop = Ask(life, Link{Post: func(f func()) { f() }}, limit, never, func(_ struct{}, err error) { answers <- err })
	return answers, stop
}

// answered tells whether a call has handed something back by now, and what.
func answered(answers chan error) (ended bool, err error) {
	synctest.Wait()
	select {
	case err := <-answers:
		return true, err
	default:
		return false, nil
	}
}

func TestACallEndsAtItsLimit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		answers, _ := asks(t.Context(), time.Minute)
		time.Sleep(time.Minute - time.Nanosecond)
		if ended, err := answered(answers); ended {
			t.Errorf("it ends before: %v", err)
		}
		time.Sleep(time.Nanosecond)
		if _, err := answered(answers); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("it ends with %v", err)
		}
	})
}

func TestACallWithoutALimitEndsWhenItIsGivenUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		answers, stop := asks(t.Context(), NoLimit)
		time.Sleep(24 * time.Hour)
		if ended, err := answered(answers); ended {
			t.Errorf("it ends by itself: %v", err)
		}
		stop()
		if _, err := answered(answers); !errors.Is(err, context.Canceled) {
			t.Errorf("it ends with %v", err)
		}
	})
}

// A window that is closing draws nothing any more.
func TestNothingIsHandedBackToAWindowThatCloses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		life, closes := context.WithCancel(t.Context())
		answers, _ := asks(life, NoLimit)
		closes()
		if told, err := answered(answers); told {
			t.Errorf("it is told %v", err)
		}
	})
}

func TestWhatWasStoppedDoesNotComeLater(t *testing.T) {
	var fire func()
	l := Link{After: func(_ time.Duration, f func()) func() { fire = f; return func() {} }}
	ran := 0
	stop := l.Later(time.Second, func() { ran++ })
	fire()
	stop()
	fire() // it was on its way to the UI goroutine
	if ran != 1 {
		t.Errorf("it ran %d times", ran)
	}
}

func TestASettingThatIsNotKnownIsNone(t *testing.T) {
	for value, want := range map[string]time.Duration{"30s": 30 * time.Second, "1m0s": time.Minute, "soon": 0} {
		all := []api.Setting{{Key: SettingTheme, Value: "dark"}, {Key: SettingClearAfter, Value: value}}
		if d, known := ClearAfter(all); d != want || known != (want > 0) {
			t.Errorf("%s: %v, %v", value, d, known)
		}
	}
	if _, known := ClearAfter(nil); known {
		t.Error("a state without settings has one")
	}
	if theme, known := Setting(nil, SettingTheme); known {
		t.Errorf("the theme is %q", theme)
	}
}
