package agent

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"keytray/app/api"
	"keytray/app/secret"
	"keytray/app/text"
	"keytray/app/vault"
)

// What Fix takes: a word, or a word and what it is about.
const (
	fixRebuild = "rebuild"
	fixMove    = "move"
	fixMark    = "mark"
	fixAdopt   = "adopt:"
	fixForget  = "forget:"
	fixDiscard = "discard:"
)

// Fix implements api.Service.
func (s *Service) Fix(ctx context.Context, fix string) (api.Finding, error) {
	defer s.bump()
	done, err := s.fix(ctx, fix)
	if err != nil {
		return api.Finding{}, s.explain(err)
	}
	s.countStrays(ctx)
	return api.Finding{Check: "index", Result: api.FindingOK, Text: done}, nil
}

func (s *Service) fix(ctx context.Context, fix string) (done string, err error) {
	switch {
	case fix == fixRebuild:
		n, err := s.vault.Rebuild(ctx, s.describe)
		return fmt.Sprintf("The new list has %s. Notes, tags and places were only in the old one.", text.Keys(n)), err
	case fix == fixMove:
		moved, err := s.Move(ctx, api.MoveRequest{To: s.choices().Keychain})
		return text.Moved(moved.Values), err
	case fix == fixMark:
		n, err := s.vault.Mark(ctx)
		return fmt.Sprintf("Read %d; duplicates are recognised again.", n), err
	case strings.HasPrefix(fix, fixAdopt):
		return s.adopt(ctx, strings.TrimPrefix(fix, fixAdopt))
	case strings.HasPrefix(fix, fixDiscard):
		return s.discard(ctx, strings.TrimPrefix(fix, fixDiscard))
	case strings.HasPrefix(fix, fixForget):
		return s.forget(ctx, strings.TrimPrefix(fix, fixForget))
	}
	return "", errGone
}

// errGone: between the finding and the click somebody else has mended it.
var errGone = &api.Error{Kind: api.NotFound, Text: "There is nothing to mend here any more."}

func (s *Service) adopt(ctx context.Context, id string) (string, error) {
	strays, err := s.vault.Strays(ctx)
	if err != nil {
		return "", err
	}
	for _, stray := range strays {
		if stray.ID == id {
			k, err := s.vault.Adopt(ctx, stray, s.describe)
			return fmt.Sprintf("%s is back.", k.Name), err
		}
	}
	return "", errGone
}

func (s *Service) discard(ctx context.Context, id string) (string, error) {
	strays, err := s.vault.Strays(ctx)
	if err != nil {
		return "", err
	}
	for _, stray := range strays {
		if stray.ID == id {
			err := s.vault.Discard(ctx, stray)
			if errors.Is(err, vault.ErrPresent) {
				err = &api.Error{Kind: api.Refused, Text: "Its value can be read: bring it back, then destroy it with keytray rm --forever."}
			}
			return stray.Name + " is destroyed.", err
		}
	}
	return "", errGone
}

func (s *Service) forget(ctx context.Context, item string) (string, error) {
	found, err := s.vault.Compare(ctx)
	if err != nil {
		return "", err
	}
	for _, m := range found.Missing {
		if fmt.Sprintf("%s.%d", m.ID, m.Number) == item {
			return fmt.Sprintf("%s: the missing value is forgotten.", m.Name), s.vault.Forget(ctx, m)
		}
	}
	return "", errGone
}

// describe tells a value's provider and what may be shown of it.
func (s *Service) describe(v secret.Value) (issuer, hint string) {
	var k vault.Key
	hint, _ = s.identify(&k, v) // a provider that was not given is not unknown
	return k.Provider, hint
}

// countStrays finds out whether the stores hold keys that the list does not know.
func (s *Service) countStrays(ctx context.Context) {
	strays, err := s.vault.Strays(ctx)
	if err != nil {
		if !errors.Is(err, context.Canceled) {
			s.p.Log.Info("compare with the keychain", "err", err)
		}
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.strays != len(strays) {
		s.strays = len(strays)
		s.bumpLocked()
	}
}
