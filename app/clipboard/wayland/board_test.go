//go:build linux

package wayland_test

import (
	"runtime"
	"slices"
	"testing"
	"time"

	"keytray/app/clipboard"
	"keytray/app/clipboard/clipboardtest"
	"keytray/app/clipboard/wayland"
	"keytray/app/secret"
)

func TestBoardKeepsThePromises(t *testing.T) {
	sway(t, false)
	b := board(t)
	clipboardtest.Run(t, b, other(t))
	clipboardtest.RunTaken(t, b, other(t))
}

func TestBoardOffersTextUnderAllItsNames(t *testing.T) {
	sway(t, false)
	b := board(t)
	put(t, b, "value")
	want := []string{"text/plain;charset=utf-8", "text/plain", "UTF8_STRING", "STRING", "TEXT", "x-kde-passwordManagerHint"}
	got := other(t).Types()
	if slices.Sort(want); !slices.Equal(slices.Sorted(slices.Values(got)), want) {
		t.Errorf("offered are %q", got)
	}
	for _, kind := range got {
		if text := paste(t, "-n", "--type", kind); text != "value" && kind != "x-kde-passwordManagerHint" {
			t.Errorf("%s: %q", kind, text)
		}
	}
	if hint := paste(t, "-n", "--type", "x-kde-passwordManagerHint"); hint != "secret" {
		t.Errorf("the hint is %q", hint)
	}
}

func TestWhoReadsAtOnceGetsNothing(t *testing.T) {
	sway(t, false)
	b := board(t)
	b.SetQuiet(2 * time.Second)
	done := make(chan error, 1)
	go func() {
		_, err := tryPut(t, b, clipboard.Offer{Value: secret.FromString("value"), Once: true})
		done <- err
	}()
	o := other(t)
	eventually(t, "the value is offered", func() bool { return slices.Contains(o.Types(), "x-kde-passwordManagerHint") })
	if got := o.Paste(); got != "" {
		t.Errorf("a manager got %q", got)
	}
	if hint := paste(t, "-n", "--type", "x-kde-passwordManagerHint"); hint != "secret" {
		t.Errorf("the hint is %q", hint)
	}
	select {
	case err := <-done:
		t.Fatalf("the copy is done before the value can be pasted: %v", err)
	default:
	}
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	if got := o.Paste(); got != "value" {
		t.Errorf("after that the person got %q", got)
	}
}

func TestForOnePasteAManagerMayTakeLongerToRead(t *testing.T) {
	sway(t, false)
	b := wayland.New()
	t.Cleanup(func() { _ = b.Close() })
	for _, once := range []bool{false, true} {
		start := time.Now()
		h, err := tryPut(t, b, clipboard.Offer{Value: secret.FromString("value"), Once: once})
		if err != nil {
			t.Fatal(err)
		}
		if took := time.Since(start); (took >= time.Second) != once {
			t.Errorf("once %v: hidden for %v", once, took)
		}
		o := other(t)
		first, second := o.Paste(), o.Paste()
		if want := map[bool]string{false: "value", true: ""}[once]; first != "value" || second != want {
			t.Errorf("once %v: pasted %q and %q", once, first, second)
		}
		if once {
			eventually(t, "pasted is told", func() bool { return slices.Equal(h.list(), []clipboard.Event{clipboard.Pasted}) })
		}
	}
}

func TestAPutThatFailsLeavesTheOldValue(t *testing.T) {
	s := sway(t, false)
	b := board(t)
	h := put(t, b, "old")
	t.Setenv("WAYLAND_DISPLAY", "/nowhere")
	_, err := tryPut(t, b, clipboard.Offer{Value: secret.FromString("new")})
	wantErr(t, err, clipboard.ErrNoDisplay)
	t.Setenv("WAYLAND_DISPLAY", s.WaylandDisplay)
	if got := other(t).Paste(); got != "old" {
		t.Errorf("pasted %q", got)
	}
	copies(t, "theirs")
	eventually(t, "taken is told", func() bool { return h.count(clipboard.Taken) == 1 })
}

func TestTheCompositorsEndIsTold(t *testing.T) {
	s := sway(t, false)
	b := board(t)
	before := runtime.NumGoroutine()
	h := put(t, b, "value")
	if err := s.StopWayland(); err != nil {
		t.Fatal(err)
	}
	eventually(t, "lost is told", func() bool { return h.count(clipboard.Lost) == 1 })
	if ours, err := b.Ours(t.Context()); ours || err != nil {
		t.Errorf("ours is %v, %v", ours, err)
	}
	if err := b.Clear(t.Context()); err != nil {
		t.Error(err)
	}
	_, err := tryPut(t, b, clipboard.Offer{Value: secret.FromString("new")})
	wantErr(t, err, clipboard.ErrNoDisplay)
	goroutines(t, before)
}

func TestNothingIsLeftBehind(t *testing.T) {
	sway(t, false)
	before := runtime.NumGoroutine()
	b := board(t)
	for range 50 {
		put(t, b, "value")
	}
	if now := runtime.NumGoroutine(); now > before+3 {
		t.Errorf("%d goroutines after 50 copies, %d before", now, before)
	}
	copies(t, "theirs")
	goroutines(t, before) // taken
	put(t, b, "value")
	if err := b.Clear(t.Context()); err != nil {
		t.Fatal(err)
	}
	goroutines(t, before) // the watch after clearing ends by itself
	if _, err := tryPut(t, b, clipboard.Offer{Value: secret.FromString("value"), Once: true}); err != nil {
		t.Fatal(err)
	}
	other(t).Paste()
	goroutines(t, before) // pasted
	put(t, b, "value")
	_ = b.Close()
	goroutines(t, before)
	if got := other(t).Paste(); got != "" {
		t.Errorf("after Close there is %q", got)
	}
}

func TestOffered(t *testing.T) {
	sway(t, false)
	if got, err := wayland.Offered(t.Context()); len(got) > 0 || err != nil {
		t.Errorf("an empty clipboard offers %q, %v", got, err)
	}
	copies(t, "theirs")
	if got, err := wayland.Offered(t.Context()); !slices.Contains(got, "text/plain") || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
	t.Setenv("WAYLAND_DISPLAY", "")
	_, err := wayland.Offered(t.Context())
	wantErr(t, err, clipboard.ErrNoDisplay)
}

func TestBoardsTellWhetherTheyWorkHere(t *testing.T) {
	sway(t, false)
	for name, b := range map[string]clipboard.Checked{"Wayland": board(t), "wl-copy": tool(t)} {
		if traits, err := b.Usable(t.Context()); traits.Name != name || err != nil {
			t.Errorf("%s: %v, %v", name, traits, err)
		}
		t.Run(name, func(t *testing.T) {
			t.Setenv("WAYLAND_DISPLAY", "")
			_, err := b.Usable(t.Context())
			wantErr(t, err, clipboard.ErrNoDisplay)
		})
	}
	if got := other(t).Types(); len(got) > 0 {
		t.Errorf("asking has copied %q", got)
	}
}
