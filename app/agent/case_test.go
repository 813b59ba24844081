package agent_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"keytray/app/api"
	"keytray/app/keychain/keychaintest"
)

func TestFacesSeeWhereARotationStands(t *testing.T) {
	f := start(t)
	value := openAI()
	f.add(t, "chat", value)
	places := []string{"server", "@ada"}
	if _, err := f.Edit(t.Context(), api.EditRequest{Name: "chat", UsedBy: &places}); err != nil {
		t.Fatal(err)
	}
	hint := f.key(t, "chat").Hint
	if c := f.key(t, "chat").Case; c != nil {
		t.Errorf("before it: %+v", c)
	}
	k, err := f.Turn(t.Context(), api.TurnRequest{Name: "chat", Step: api.StepPaste})
	if err != nil || k.Case == nil || k.Case.Step != api.StepPaste || k.Case.Number != 2 || k.Case.Of != 5 || k.Case.Stored || k.Case.OldHint != hint {
		t.Fatalf("begun: %+v, %v", k.Case, err)
	}
	if k, err = f.Expose(t.Context(), api.ExposeRequest{Name: "chat", Where: api.LeakChat}); err != nil || k.Exposure == nil || k.Exposure.Where != api.LeakChat {
		t.Errorf("leaked: %+v, %v", k.Exposure, err)
	}
	k, err = f.Rotate(t.Context(), api.RotateRequest{Name: "chat", Secret: openAI()})
	if err != nil || k.Case.Step != api.StepPlaces || k.Case.Number != 3 || !k.Case.Stored || k.Case.OldHint != hint || k.Hint == hint {
		t.Errorf("stored: %+v, %v", k.Case, err)
	}
	if k.Exposure != nil || k.Case.Leaked == nil || k.Case.Leaked.Where != api.LeakChat {
		t.Errorf("leaked is the old one: %+v, %+v", k.Exposure, k.Case.Leaked)
	}
	k, err = f.Tick(t.Context(), api.TickRequest{Name: "chat", Place: "@ada", Has: true})
	want := []api.Place{{Location: "server"}, {Location: "@ada", Has: true, Person: true}}
	if err != nil || !slices.Equal(k.Places, want) {
		t.Errorf("the places: %+v, %v", k.Places, err)
	}
	places = []string{"@ada", "server", "laptop"}
	k, err = f.Edit(t.Context(), api.EditRequest{Name: "chat", UsedBy: &places})
	want = []api.Place{{Location: "@ada", Has: true, Person: true}, {Location: "server"}, {Location: "laptop"}}
	if err != nil || !slices.Equal(k.Places, want) {
		t.Errorf("the places after an edit: %+v, %v", k.Places, err)
	}
	state, err := f.again(t).State(t.Context())
	if err != nil || len(state.Keys) != 1 || state.Keys[0].Case == nil || state.Keys[0].Case.Step != api.StepPlaces {
		t.Errorf("the next process: %+v, %v", state.Keys, err)
	}
}

func TestWhatARotationRefusesHasASentence(t *testing.T) {
	f := start(t)
	old := keychaintest.Random()
	f.add(t, "chat", old)
	turn := func(step string) func() error {
		return func() error { _, err := f.Turn(t.Context(), api.TurnRequest{Name: "chat", Step: step}); return err }
	}
	for name, c := range map[string]struct {
		run  func() error
		kind api.Kind
		says string
	}{
		"too early":    {turn(api.StepRevoke), api.Refused, "The new key is not stored yet. Paste it first."},
		"no such step": {turn("done"), api.Usage, `There is no step "done" of a rotation.`},
		"no rotation":  {func() error { _, err := f.Abandon(t.Context(), "chat"); return err }, api.Refused, "No rotation of this key is under way."},
		"no such place": {func() error {
			_, err := f.Tick(t.Context(), api.TickRequest{Name: "chat", Place: "moon", Has: true})
			return err
		}, api.NotFound, "not noted as used there"},
		"nothing previous": {func() error {
			_, err := f.Check(t.Context(), api.CheckRequest{Name: "chat", Previous: true})
			return err
		}, api.Refused, "The key has no previous value."},
		"not leaked": {func() error { _, err := f.Unexpose(t.Context(), "chat"); return err }, api.Refused, "The key is not marked as leaked."},
		"no such leak": {func() error {
			_, err := f.Expose(t.Context(), api.ExposeRequest{Name: "chat", Where: "moon"})
			return err
		}, api.Usage, "repository, chat, screen"},
		"no such key": {func() error {
			_, err := f.Turn(t.Context(), api.TurnRequest{Name: "nobody", Step: api.StepCreate})
			return err
		}, api.NotFound, "No key is named"},
	} {
		if err := c.run(); api.KindOf(err) != c.kind || err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %s, %v", name, api.KindOf(err), err)
		}
	}
	if c := f.key(t, "chat").Case; c != nil {
		t.Errorf("something began: %+v", c)
	}
	f.renew(t, "chat")
	_, err := f.Rotate(t.Context(), api.RotateRequest{Name: "chat", Secret: old})
	if api.KindOf(err) != api.Refused || err.Error() != "This is the old key of chat. Paste the new one, or go back to it with: keytray rotate chat --back" {
		t.Errorf("the old one as the new one: %v", err)
	}
	if reason, key := api.ReasonOf(err); reason != api.OldValue || key != f.key(t, "chat").ID {
		t.Errorf("its reason is %q, about %q", reason, key)
	}
}

// Old and new stay copyable until the old one is dead, and the history tells which.
func TestBothValuesCanBeCopiedInARotation(t *testing.T) {
	f := start(t)
	old := keychaintest.Random()
	f.add(t, "chat", old)
	fresh := f.renew(t, "chat")
	for _, previous := range []bool{true, false} {
		if _, err := f.Copy(t.Context(), api.CopyRequest{Name: "chat", Previous: previous}); err != nil {
			t.Fatal(err)
		}
		want := fresh
		if previous {
			want = old
		}
		if got := f.board.Content(); got != string(want.Reveal()) {
			t.Errorf("previous %v: something else is on the clipboard", previous)
		}
	}
	deadline := time.Now().Add(5 * time.Second)
	for {
		events, err := f.History(t.Context(), "chat")
		if err != nil {
			t.Fatal(err)
		}
		var copied []string
		for _, e := range events {
			if e.What == "copied" {
				copied = append(copied, e.Note)
			}
		}
		slices.Sort(copied) // they are counted after the copy, in any order
		if slices.Equal(copied, []string{"", "old value"}) {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("the history says %q", copied)
		}
		time.Sleep(5 * time.Millisecond)
	}
}
