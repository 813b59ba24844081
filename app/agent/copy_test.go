package agent_test

import (
	"context"
	"testing"
	"time"

	"keytray/app/api"
	"keytray/app/keychain/keychaintest"
)

// Who reads what is on the clipboard must not take the old value for the new one.
func TestTheClipboardTellsAnOldValueFromTheNewOne(t *testing.T) {
	f := start(t)
	f.add(t, "chat-app", keychaintest.Random())
	holds := func(old bool) {
		t.Helper()
		wait(t, f, func(s api.State) bool { return s.Clipboard.Key == "chat-app" && s.Clipboard.Previous == old })
	}
	copies := func(old bool) {
		t.Helper()
		said, err := f.Copy(t.Context(), api.CopyRequest{Name: "chat-app", Previous: old})
		if err != nil || said.Previous != old {
			t.Fatalf("%+v, %v", said, err)
		}
		holds(old)
	}
	copies(false)
	if _, err := f.Rotate(t.Context(), api.RotateRequest{Name: "chat-app", Secret: keychaintest.Random()}); err != nil {
		t.Fatal(err)
	}
	holds(true) // it was copied as the one in use, and is the old one by now
	copies(false)
	copies(true)
}

// The keychain may take as long as it likes: who has stopped waiting pastes something else.
func TestAValueThatArrivesTooLateIsNotCopied(t *testing.T) {
	f := start(t)
	f.add(t, "chat-app", keychaintest.Random())
	ctx, giveUp := context.WithCancel(t.Context())
	f.store.Fail(func(op, _ string) error {
		if op == "get" {
			giveUp()
		}
		return nil
	})
	if _, err := f.Copy(ctx, api.CopyRequest{Name: "chat-app"}); err == nil || f.board.Content() != "" {
		t.Errorf("it was copied: %v", err)
	}
	if _, err := f.Get(ctx, api.GetRequest{Name: "chat-app", Why: api.WhyReveal}); err == nil {
		t.Error("it was given to nobody")
	}
	events, err := f.History(t.Context(), "chat-app")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range events {
		if e.What == "copied" || e.What == "revealed" {
			t.Errorf("the history says that it was %s", e.What)
		}
	}
}

func TestASnoozeOfAKeyEndsWhenTheKeyDoes(t *testing.T) {
	for name, c := range map[string]struct {
		left, days, want int
	}{
		"it ends before": {3, 7, 3},
		"it ends later":  {30, 7, 7},
		"no end":         {0, 7, 7},
	} {
		f := start(t)
		r := api.AddRequest{Name: "chat-app", Secret: keychaintest.Random()}
		if c.left > 0 {
			r.Expires = f.now.AddDate(0, 0, c.left)
		}
		if _, err := f.Add(t.Context(), r); err != nil {
			t.Fatal(err)
		}
		if err := f.Snooze(t.Context(), api.SnoozeRequest{Name: "chat-app", For: time.Duration(c.days) * 24 * time.Hour}); err != nil {
			t.Fatal(err)
		}
		k, err := f.Find(t.Context(), "chat-app")
		if want := f.now.AddDate(0, 0, c.want); err != nil || k.SnoozedUntil.After(want) || k.SnoozedUntil.Before(want.AddDate(0, 0, -1)) {
			t.Errorf("%s: silent until %v, not %v, %v", name, k.SnoozedUntil, want, err)
		}
	}
}
