//go:build linux

package x11_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jezek/xgb/xproto"

	"keytray/app/clipboard"
	"keytray/app/clipboard/x11"
	"keytray/app/secret"
)

// copyAndWait is the helper program: it says when the value is there.
func copyAndWait(display string) int {
	err := x11.New(display).Put(context.Background(), clipboard.Offer{Value: secret.FromString("of the helper"), Primary: true})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	fmt.Println("there")
	select {}
}

func TestAKilledProcessLeavesNothing(t *testing.T) {
	d := newDesk(t)
	helper := exec.CommandContext(t.Context(), os.Args[0])
	helper.Env = append(os.Environ(), helperDisplay+"="+d.Display)
	out, err := helper.StdoutPipe()
	if err == nil {
		err = helper.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	if n, err := out.Read(make([]byte, 10)); n == 0 {
		t.Fatal(err)
	}
	if d.other.text() != "of the helper" {
		t.Error("it did not offer its value")
	}
	_ = helper.Process.Signal(syscall.SIGKILL)
	_ = helper.Wait()
	eventually(t, "both selections have no owner", func() bool { return d.other.owner("CLIPBOARD")+d.other.owner("PRIMARY") == 0 })
	if d.other.text() != "" {
		t.Error("the value is left")
	}
}

func TestTheEndOfTheDisplayIsTold(t *testing.T) {
	d := newDesk(t)
	e := d.put(t, clipboard.Offer{}, "v")
	if err := d.StopDisplay(); err != nil {
		t.Fatal(err)
	}
	e.wait(t, "lost")
	assertNothing(t, d)
}

func TestTheEndOfTheConnectionIsTold(t *testing.T) {
	d := newDesk(t)
	e := d.put(t, clipboard.Offer{}, "v")
	xproto.KillClient(d.other.x, uint32(d.other.owner("CLIPBOARD")))
	e.wait(t, "lost")
	assertNothing(t, d)
	d.put(t, clipboard.Offer{}, "again")
	if d.other.text() != "again" {
		t.Error("a new value is not there")
	}
}

func assertNothing(t *testing.T, d desk) {
	t.Helper()
	start := time.Now()
	if d.ours(t) {
		t.Error("it still counts as ours")
	}
	d.clear(t)
	if took := time.Since(start); took > time.Second {
		t.Errorf("it took %v", took)
	}
}

// TestNothingRunsWhenNothingIsOffered runs alone: it counts goroutines.
func TestNothingRunsWhenNothingIsOffered(t *testing.T) {
	d := aloneDesk(t)
	const running = 5 // those of the other program
	eventually(t, "earlier tests have ended", func() bool { return goroutines() == running })
	clients, windows := d.other.clients(), d.other.windows()
	back := func(after string) {
		t.Helper()
		eventually(t, "nothing is left after "+after, func() bool {
			return d.other.clients() == clients && d.other.windows() == windows && goroutines() == running
		})
	}
	for i := range 50 {
		d.put(t, clipboard.Offer{Primary: i%2 == 0}, "v")
	}
	eventually(t, "only one connection is left", func() bool {
		return d.other.clients() == clients+1 && d.other.windows() == windows+1
	})
	d.clear(t)
	back("a clear")
	e := d.put(t, clipboard.Offer{}, "v")
	d.other.offer("CLIPBOARD", "other")
	e.wait(t, "taken")
	back("another copy")
	e = d.put(t, clipboard.Offer{Once: true}, "v")
	if d.other.text() != "v" {
		t.Error("it could not be pasted")
	}
	e.wait(t, "pasted")
	back("a paste")
	e = d.put(t, clipboard.Offer{}, "v")
	xproto.KillClient(d.other.x, uint32(d.other.owner("CLIPBOARD")))
	e.wait(t, "lost")
	back("the end of the connection")
}

// goroutines counts those of xgb and of the board.
func goroutines() (n int) {
	buf := make([]byte, 1<<20)
	for _, g := range strings.Split(string(buf[:runtime.Stack(buf, true)]), "\n\n") {
		if strings.Contains(g, "clipboard/x11.(") || strings.Contains(g, "xgb.(") {
			n++
		}
	}
	return n
}

func TestAFailedPutLeavesTheOldValue(t *testing.T) {
	d := newDesk(t)
	e := d.put(t, clipboard.Offer{}, "old")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := d.board.Put(ctx, clipboard.Offer{Value: secret.FromString("new")}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if d.other.text() != "old" || !d.ours(t) || e.String() != "" {
		t.Errorf("it is not there any more; told %q", e)
	}
}

func TestTheOldOfferHearsNothingOfTheNew(t *testing.T) {
	d := newDesk(t)
	old := d.put(t, clipboard.Offer{Primary: true}, "old")
	current := d.put(t, clipboard.Offer{}, "new")
	if d.other.text() != "new" {
		t.Error("the new value is not there")
	}
	if w := d.other.owner("PRIMARY"); w != 0 {
		t.Error("the old value is left for the middle button")
	}
	d.other.offer("CLIPBOARD", "other")
	current.wait(t, "taken")
	if old.String() != "" {
		t.Errorf("the old heard %q", old)
	}
}

func TestAFrozenDisplayIsLeftInTime(t *testing.T) {
	d := newDesk(t)
	d.put(t, clipboard.Offer{}, "v")
	// A program that keeps the server for itself freezes it for all others.
	if err := xproto.GrabServerChecked(d.other.x).Check(); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if _, err := d.board.Ours(ctx); !errors.Is(err, clipboard.ErrTimeout) {
		t.Errorf("ours: %v", err)
	}
	if err := d.board.Clear(ctx); !errors.Is(err, clipboard.ErrTimeout) {
		t.Errorf("clear: %v", err)
	}
	if err := d.board.Put(ctx, clipboard.Offer{}); !errors.Is(err, clipboard.ErrNoAnswer) {
		t.Errorf("put: %v", err)
	}
	xproto.UngrabServer(d.other.x)
	eventually(t, "the value is gone", func() bool { return d.other.owner("CLIPBOARD") == 0 })
}

func TestTakenFromTheClipboardMeansGoneFromTheMiddleButton(t *testing.T) {
	d := newDesk(t)
	e := d.put(t, clipboard.Offer{Primary: true}, "v")
	d.other.offer("CLIPBOARD", "other")
	e.wait(t, "taken")
	if d.other.owner("PRIMARY") != 0 {
		t.Error("it is still there")
	}
}

func TestTakenFromTheMiddleButtonStaysOnTheClipboard(t *testing.T) {
	d := newDesk(t)
	e := d.put(t, clipboard.Offer{Primary: true}, "v")
	d.other.offer("PRIMARY", "other")
	if d.other.text() != "v" || !d.ours(t) || e.String() != "" {
		t.Errorf("it is gone; told %q", e)
	}
}

func BenchmarkPut(b *testing.B) {
	s := benchDisplay(b)
	board := x11.New(s)
	defer board.Close()
	v := secret.FromString("sk-1234567890")
	for _, once := range []bool{false, true} {
		b.Run(fmt.Sprintf("once=%v", once), func(b *testing.B) {
			var all []time.Duration
			for b.Loop() {
				start := time.Now()
				if err := board.Put(b.Context(), clipboard.Offer{Value: v, Once: once}); err != nil {
					b.Fatal(err)
				}
				all = append(all, time.Since(start))
			}
			b.ReportMetric(float64(percentile(all, 50).Microseconds()), "p50-µs")
			b.ReportMetric(float64(percentile(all, 99).Microseconds()), "p99-µs")
		})
	}
}

// A program that gets no answer waits for seconds.
func TestWhoAsksWhileTheValueIsReplacedGetsAnAnswer(t *testing.T) {
	d := newDesk(t)
	d.put(t, clipboard.Offer{}, "v")
	puts := make(chan error, 1)
	go func() {
		for range 300 {
			if err := d.board.Put(t.Context(), clipboard.Offer{Value: secret.FromString("v")}); err != nil {
				puts <- err
				return
			}
		}
		puts <- nil
	}()
	for asked := 0; ; asked++ {
		d.other.paste("UTF8_STRING") // refused or not
		select {
		case err := <-puts:
			if err != nil || asked < 50 {
				t.Errorf("%d questions during the copies: %v", asked, err)
			}
			return
		default:
		}
	}
}
