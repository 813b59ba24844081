package clipboardtest

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"strings"
	"sync"
	"testing"
	"time"

	"keytray/app/clipboard"
	"keytray/app/secret"
)

// waitLimit bounds the wait for what another program does.
const waitLimit = 10 * time.Second

// Other plays another program on the same clipboard.
type Other struct {
	// Paste returns the text on the clipboard, "" if there is none.
	Paste func() string
	// Copy puts a text there, and returns when that can be pasted.
	Copy func(string)
	// PastePrimary and CopyPrimary do the same with the middle button's
	// clipboard; nil where there is none.
	PastePrimary func() string
	CopyPrimary  func(string)
	// Types lists the types that the clipboard offers; nil where nobody can tell.
	Types func() []string
	// Largest is the longest value that the board takes; 0 means 1 MiB.
	Largest int
}

// token is a text that nobody else has on a clipboard.
func token() string {
	raw := make([]byte, 20)
	_, _ = rand.Read(raw) // never fails
	return hex.EncodeToString(raw)
}

// events collects what a board told of one offer.
type events struct {
	mu  sync.Mutex
	all []clipboard.Event
	any chan struct{}
}

func newEvents() *events { return &events{any: make(chan struct{}, 100)} }

func (e *events) told(ev clipboard.Event) {
	e.mu.Lock()
	e.all = append(e.all, ev)
	e.mu.Unlock()
	e.any <- struct{}{}
}

func (e *events) count(ev clipboard.Event) (n int) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, each := range e.all {
		if each == ev {
			n++
		}
	}
	return n
}

// wait waits until an event was told.
func (e *events) wait(t *testing.T, ev clipboard.Event) {
	t.Helper()
	limit := time.After(waitLimit)
	for e.count(ev) == 0 {
		select {
		case <-e.any:
		case <-limit:
			t.Fatalf("%q was never told", ev)
		}
	}
}

// Run checks the promises of a board.
func Run(t *testing.T, b clipboard.Board, o Other) {
	t.Run("another program pastes what was put", func(t *testing.T) {
		largest := o.Largest
		if largest == 0 {
			largest = 1 << 20
		}
		for name, value := range map[string]string{
			"a key": token(), "lines": "a\nb\r\nc\r\n", "beyond ASCII": "schlüssel-🔑-" + token(), "spaces around": "  x  ",
			"2,048 bytes": strings.Repeat("k", 2048), "a key file": "-----BEGIN " + token() + "\r\n" + strings.Repeat(token()+"\n", 100),
			"300 KiB": strings.Repeat("0123456789", 30<<10), "1 MiB": strings.Repeat("a🔑é", 1<<20/7),
		} {
			if len(value) > largest {
				continue
			}
			t.Run(name, func(t *testing.T) {
				put(t, b, value)
				for range 2 {
					if got := o.Paste(); got != value {
						t.Errorf("it pasted something else: %d bytes of %d", len(got), len(value))
					}
				}
				assertOurs(t, b, true)
			})
		}
	})
	t.Run("cleared means gone", func(t *testing.T) {
		told := put(t, b, token())
		clearNow(t, b)
		if got := o.Paste(); got != "" {
			t.Errorf("%d characters are left", len(got))
		}
		assertOurs(t, b, false)
		clearNow(t, b) // nothing happens
		if n := told.count(clipboard.Taken); n > 0 {
			t.Error("our own clearing counts as somebody else's copy")
		}
	})
	t.Run("what somebody else copied is not ours and stays", func(t *testing.T) {
		put(t, b, token())
		theirs := "somebody else's " + token()
		o.Copy(theirs)
		assertOurs(t, b, false)
		clearNow(t, b)
		if got := o.Paste(); got != theirs {
			t.Errorf("it became %q", got)
		}
	})
	t.Run("a second value takes the place of the first", func(t *testing.T) {
		first := put(t, b, token())
		second := token()
		put(t, b, second)
		if o.Paste() != second {
			t.Error("the first is still there")
		}
		assertOurs(t, b, true)
		if n := first.count(clipboard.Taken); n > 0 {
			t.Error("our own copy counts as somebody else's")
		}
		clearNow(t, b)
		if o.Paste() != "" {
			t.Error("a value is left")
		}
	})
	t.Run("fifty copies in a row leave one", func(t *testing.T) {
		last := ""
		for range 50 {
			last = token()
			put(t, b, last)
		}
		if o.Paste() != last {
			t.Error("it is not the last")
		}
		clearNow(t, b)
		if o.Paste() != "" {
			t.Error("a value is left")
		}
	})
	t.Run("the clipboard of the middle button", func(t *testing.T) {
		if o.PastePrimary == nil {
			t.Skip("there is none")
		}
		primary(t, b, o)
	})
	t.Run("marked as a secret", func(t *testing.T) {
		if !b.Traits().Conceals || o.Types == nil {
			t.Skip("this board cannot, or nobody can tell")
		}
		put(t, b, token())
		all := strings.Join(o.Types(), "\n")
		if !strings.Contains(all, "x-kde-passwordManagerHint") {
			t.Errorf("offered are %q", all)
		}
		clearNow(t, b)
	})
	t.Run("gone after the first paste", func(t *testing.T) {
		if !b.Traits().SeesPastes {
			t.Skip("this board does not see pastes")
		}
		once(t, b, o)
	})
}

func primary(t *testing.T, b clipboard.Board, o Other) {
	theirs := "selected " + token()
	o.CopyPrimary(theirs)
	put(t, b, token())
	if o.PastePrimary() != theirs {
		t.Error("it was touched")
	}
	clearNow(t, b)
	if o.PastePrimary() != theirs {
		t.Error("clearing touched it")
	}
	value := token()
	offer(t, b, clipboard.Offer{Value: secret.FromString(value), Primary: true})
	if o.PastePrimary() != value || o.Paste() != value {
		t.Error("asked for, it does not have the value")
	}
	clearNow(t, b)
	if o.PastePrimary() != "" || o.Paste() != "" {
		t.Error("a value is left")
	}
	offer(t, b, clipboard.Offer{Value: secret.FromString(value), Primary: true})
	o.CopyPrimary(theirs)
	clearNow(t, b)
	if o.PastePrimary() != theirs {
		t.Error("somebody else's selection was touched")
	}
	if o.Paste() != "" {
		t.Error("the value is left")
	}
}

func once(t *testing.T, b clipboard.Board, o Other) {
	value := token()
	told := offer(t, b, clipboard.Offer{Value: secret.FromString(value), Once: true})
	if o.Types != nil {
		o.Types() // is no paste
	}
	if o.Paste() != value {
		t.Fatal("the first paste did not get it")
	}
	if o.Paste() != "" {
		t.Error("the second paste got something")
	}
	told.wait(t, clipboard.Pasted)
	assertOurs(t, b, false)
	clearNow(t, b)

	// Not asked for, nothing is taken away.
	told = put(t, b, value)
	for range 2 {
		if o.Paste() != value {
			t.Error("the value is gone after a paste")
		}
	}
	if told.count(clipboard.Pasted) > 0 {
		t.Error("it is told as pasted")
	}
	clearNow(t, b)
}

// RunTaken checks that a board which sees it tells of somebody else's copy.
func RunTaken(t *testing.T, b clipboard.Board, o Other) {
	told := put(t, b, token())
	o.Copy("somebody else's")
	told.wait(t, clipboard.Taken)
}

func put(t *testing.T, b clipboard.Board, value string) *events {
	t.Helper()
	return offer(t, b, clipboard.Offer{Value: secret.FromString(value)})
}

func offer(t *testing.T, b clipboard.Board, o clipboard.Offer) *events {
	t.Helper()
	told := newEvents()
	o.Told = told.told
	ctx, cancel := context.WithTimeout(t.Context(), waitLimit)
	defer cancel()
	if err := b.Put(ctx, o); err != nil {
		t.Fatal(err)
	}
	o.Value.Wipe()
	return told
}

func clearNow(t *testing.T, b clipboard.Board) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), waitLimit)
	defer cancel()
	if err := b.Clear(ctx); err != nil {
		t.Fatal(err)
	}
}

func assertOurs(t *testing.T, b clipboard.Board, want bool) {
	t.Helper()
	if ours, err := b.Ours(t.Context()); err != nil || ours != want {
		t.Errorf("ours is %v (%v), want %v", ours, err, want)
	}
}
