package agent

import (
	"context"
	"time"

	"keytray/app/api"
	"keytray/app/clipboard"
	"keytray/app/secret"
	"keytray/app/vault"
)

// breath is what a person does not notice and a paste needs.
const breath = 20 * time.Millisecond

// Copy implements api.Service. It is the one way onto the clipboard, for every face.
func (s *Service) Copy(ctx context.Context, r api.CopyRequest) (api.Clipboard, error) {
	k, err := s.find(ctx, r.Name, vault.Live)
	if err != nil {
		return api.Clipboard{}, err
	}
	choices, after := s.choices(), r.ClearAfter
	if after == 0 {
		after = time.Duration(choices.ClearAfter)
	}
	if after < clipboard.Shortest || after > clipboard.Longest {
		return api.Clipboard{}, usage("A key can stay on the clipboard for 3s to 10m. Give a time like 30s.")
	}
	board, err := s.p.Boards(choices.Board)
	if err != nil {
		return api.Clipboard{}, s.explain(err)
	}
	value, item, err := s.value(ctx, k, r.Previous)
	if err != nil {
		return api.Clipboard{}, s.explain(err)
	}
	defer value.Wipe()
	if ctx.Err() != nil { // the person may have clicked another key meanwhile
		return api.Clipboard{}, s.explain(ctx.Err())
	}
	if !s.busy() {
		return api.Clipboard{}, s.explain(clipboard.ErrClosed)
	}
	s.mu.Lock()
	s.ended = "" // before: the copy may end at once
	s.mu.Unlock()
	live, err := s.clip.Copy(ctx, clipboard.Copy{
		Board: board, Owner: k.ID, Item: item, Value: value, After: after, Once: r.Once || choices.AfterPaste, Primary: choices.Primary,
	})
	if err != nil {
		s.counting.Done()
		s.bump() // it may be there all the same
		return api.Clipboard{}, s.explain(s.ofBoard(err))
	}
	// The value is there to paste. All else comes after that, so that who pastes
	// at once does not share the processor with the menu and the history.
	go func() {
		defer s.counting.Done()
		time.Sleep(breath)
		s.bump()
		if err := s.vault.Copied(context.WithoutCancel(ctx), k.ID, r.Previous); err != nil {
			s.p.Log.Error("count a copy", "err", err)
		}
		s.bump()
	}()
	return api.Clipboard{ID: k.ID, Key: k.Name, Until: live.Until, Once: live.Once, Previous: r.Previous}, nil
}

// Clear implements api.Service.
func (s *Service) Clear(ctx context.Context) (api.Cleared, error) {
	x, err := s.vault.Index(ctx)
	if err != nil {
		s.p.Log.Error("read the index", "err", err) // no reason not to clear
	}
	key := s.clipboard(x).Key
	out, err := s.clip.Clear()
	if out != clipboard.Nothing {
		s.copyEnded(out, err)
	}
	if err != nil {
		return api.Cleared{}, s.explain(err)
	}
	return api.Cleared{Key: key, Result: string(out)}, nil
}

// Get implements api.Service.
func (s *Service) Get(ctx context.Context, r api.GetRequest) (secret.Value, error) {
	k, err := s.find(ctx, r.Name, vault.Live)
	if err != nil {
		return secret.Value{}, err
	}
	value, _, err := s.value(ctx, k, r.Previous)
	if err != nil {
		return secret.Value{}, s.explain(err)
	}
	if ctx.Err() != nil { // nobody will see it
		value.Wipe()
		return secret.Value{}, s.explain(ctx.Err())
	}
	if r.Why == api.WhyReveal {
		s.vault.Log(vault.Event{What: "revealed", ID: k.ID, Name: k.Name})
	}
	return value, nil
}

// value is the current value of a key, or the one before it, and the item that holds it.
func (s *Service) value(ctx context.Context, k vault.Key, previous bool) (secret.Value, string, error) {
	if previous {
		value, version, err := s.vault.PreviousValue(ctx, k.ID)
		return value, k.Item(version.Number), err
	}
	value, err := s.vault.Value(ctx, k.ID)
	current, _ := k.Current()
	return value, k.Item(current.Number), err
}

// History implements api.Service.
func (s *Service) History(ctx context.Context, name string) ([]api.Event, error) {
	id := ""
	if name != "" {
		k, err := s.Find(ctx, name)
		if err != nil {
			return nil, err
		}
		id = k.ID
	}
	events, err := s.vault.History(id)
	if err != nil {
		return nil, s.explain(err)
	}
	all := make([]api.Event, len(events))
	for i, e := range events {
		all[i] = api.Event{At: e.At.In(s.p.Now().Location()), What: e.What, ID: e.ID, Name: e.Name, Note: e.Note}
	}
	return all, nil
}
