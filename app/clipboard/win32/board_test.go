//go:build windows

package win32_test

import (
	"bytes"
	"errors"
	"runtime"
	"testing"
	"time"

	"keytray/app/clipboard"
	"keytray/app/clipboard/clipboardtest"
	"keytray/app/clipboard/win32"
	"keytray/app/secret"
)

func TestTheBoardKeepsItsPromises(t *testing.T) {
	o := startOther(t)
	clipboardtest.Run(t, win32.New(), clipboardtest.Other{Paste: o.paste, Copy: o.copy})
}

func TestItTellsThatSomebodyElseCopied(t *testing.T) {
	o := startOther(t)
	clipboardtest.RunTaken(t, win32.New(), clipboardtest.Other{Paste: o.paste, Copy: o.copy})
}

func put(t *testing.T, b *win32.Board, value string) <-chan clipboard.Event {
	t.Helper()
	told := make(chan clipboard.Event, 10)
	if err := b.Put(t.Context(), clipboard.Offer{Value: secret.FromString(value), Told: func(e clipboard.Event) { told <- e }}); err != nil {
		t.Fatal(err)
	}
	return told
}

func TestAValueIsMarkedForHistoryCloudAndManagers(t *testing.T) {
	o, b := startOther(t), win32.New()
	put(t, b, "a key")
	got := o.do(order{Do: "formats"}).Formats
	for _, name := range []string{
		"ExcludeClipboardContentFromMonitorProcessing", "CanIncludeInClipboardHistory", "CanUploadToCloudClipboard", "Clipboard Viewer Ignore",
	} {
		if content, there := got[name]; !there || !bytes.Equal(content, make([]byte, 4)) {
			t.Errorf("%s is % x, there: %v", name, content, there)
		}
	}
	if err := b.Clear(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := o.do(order{Do: "formats"}).Formats; len(got) > 0 {
		t.Errorf("left after clearing: %v", got)
	}
}

func TestWhatIsNoTextLeavesTheClipboardAsItWas(t *testing.T) {
	o, b := startOther(t), win32.New()
	o.copy("theirs")
	for name, value := range map[string]string{"a NUL": "a\x00b", "no UTF-8": "\xff"} {
		if err := b.Put(t.Context(), clipboard.Offer{Value: secret.FromString(value)}); !errors.Is(err, clipboard.ErrTool) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if got := o.paste(); got != "theirs" {
		t.Errorf("it became %q", got)
	}
}

func TestAClipboardThatAnotherProgramHasOpenIsWaitedFor(t *testing.T) {
	o, b := startOther(t), win32.New()
	o.begin(order{Do: "hold", Pause: 300 * time.Millisecond})
	o.end() // it is open
	put(t, b, "a key")
	o.end() // it is closed
	if got := o.paste(); got != "a key" {
		t.Errorf("pasted %q", got)
	}
}

func TestAClipboardThatStaysOpenIsATimeout(t *testing.T) {
	o, b := startOther(t), win32.New()
	told := put(t, b, "the first")
	o.begin(order{Do: "hold", Pause: 3 * time.Second})
	o.end()
	if err := b.Put(t.Context(), clipboard.Offer{Value: secret.FromString("the second")}); !errors.Is(err, clipboard.ErrNoAnswer) {
		t.Errorf("put: %v", err)
	}
	if err := b.Clear(t.Context()); !errors.Is(err, clipboard.ErrTimeout) {
		t.Errorf("clear: %v", err)
	}
	o.end()
	// The first value is still there, and still ours.
	if ours, err := b.Ours(t.Context()); !ours || err != nil {
		t.Errorf("ours: %v, %v", ours, err)
	}
	if err := b.Clear(t.Context()); err != nil || o.paste() != "" {
		t.Errorf("clear: %v", err)
	}
	if len(told) > 0 {
		t.Errorf("told %v", <-told)
	}
}

func TestAProgramThatAddsAFormatDoesNotMakeTheValueItsOwn(t *testing.T) {
	o, b := startOther(t), win32.New()
	put(t, b, "a key")
	o.do(order{Do: "add"})
	for range 2 {
		if ours, err := b.Ours(t.Context()); !ours || err != nil {
			t.Errorf("ours: %v, %v", ours, err)
		}
	}
	if err := b.Clear(t.Context()); err != nil || o.paste() != "" {
		t.Errorf("clear: %v", err)
	}
}

func TestATextThatAnotherProgramPutInItsPlaceStays(t *testing.T) {
	o, b := startOther(t), win32.New()
	put(t, b, "a key")
	o.do(order{Do: "replace", Text: []byte("theirs")})
	if ours, err := b.Ours(t.Context()); ours || err != nil {
		t.Errorf("ours: %v, %v", ours, err)
	}
	if err := b.Clear(t.Context()); err != nil || o.paste() != "theirs" {
		t.Errorf("clear: %v, and %q is there", err, o.paste())
	}
}

func TestClearIfTakesOnlyWhatIsLookedFor(t *testing.T) {
	o, b := startOther(t), win32.New()
	for _, c := range []struct {
		there, looked string
		want          clipboard.Outcome
		left          string
	}{
		{"a key 🔑\r\n", "a key 🔑\r\n", clipboard.Cleared, ""},
		{"theirs", "a key", clipboard.NotOurs, "theirs"},
		{"a key and more", "a key", clipboard.NotOurs, "a key and more"},
	} {
		o.copy(c.there)
		got, err := b.ClearIf(t.Context(), "", func(text []byte) bool { return string(text) == c.looked })
		if got != c.want || err != nil || o.paste() != c.left {
			t.Errorf("looking for %q in %q: %v, %v", c.looked, c.there, got, err)
		}
	}
	o.copy("x")
	for _, want := range []clipboard.Outcome{clipboard.Cleared, clipboard.Nothing} {
		if got, err := b.ClearIf(t.Context(), "", func([]byte) bool { return true }); got != want || err != nil {
			t.Errorf("got %v, %v; want %v", got, err, want)
		}
	}
}

func TestAValueOutlivesItsProcessAndAnotherClearsIt(t *testing.T) {
	owner, guard := startOther(t), startOther(t)
	owner.do(order{Do: "put", Text: []byte("a key")})
	if err := owner.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = owner.cmd.Wait()
	if got := guard.paste(); got != "a key" {
		t.Fatalf("%q is there", got)
	}
	if got := guard.do(order{Do: "clear if", Text: []byte("a key")}).Text; string(got) != string(clipboard.Cleared) {
		t.Errorf("got %s", got)
	}
	if got := guard.paste(); got != "" {
		t.Errorf("%q is there", got)
	}
}

func TestWithoutAValueThereIsNoThread(t *testing.T) {
	o, b := startOther(t), win32.New()
	before := runtime.NumGoroutine()
	for range 20 {
		told := put(t, b, "a key")
		o.copy("theirs")
		if e := <-told; e != clipboard.Taken {
			t.Fatalf("told %v", e)
		}
		put(t, b, "a key")
		if err := b.Clear(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	for limit := time.Now().Add(5 * time.Second); runtime.NumGoroutine() > before && time.Now().Before(limit); {
		runtime.Gosched()
	}
	if n := runtime.NumGoroutine(); n > before {
		stacks := make([]byte, 1<<16)
		t.Errorf("%d goroutines more:\n%s", n-before, stacks[:runtime.Stack(stacks, true)])
	}
}
