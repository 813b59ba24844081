package agent

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"keytray/app/api"
	"keytray/app/secret"
	"keytray/app/settings"
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

	fixUnlock  = "unlock" // at the keychain's own prompt
	fixBoard   = "board"  // the way onto the clipboard that Keytray would choose
	fixNote    = "note"   // a notification, to see whether it arrives
	fixLogin   = "login"
	fixNoLogin = "no-login"
	fixShow    = "show" // the window
)

// Fix implements api.Service.
func (s *Service) Fix(ctx context.Context, fix string) (api.Finding, error) {
	defer s.bump()
	f := api.Finding{Check: api.DoctorIndex, Result: api.FindingOK}
	var err error
	if mend, ok := s.mends()[fix]; ok {
		f.Check = mend.check
		f.Text, err = mend.do(ctx)
	} else {
		f.Text, err = s.fixIndex(ctx, fix)
		if err == nil {
			s.countStrays(ctx)
		}
	}
	if err != nil {
		return api.Finding{}, s.explain(err)
	}
	f.Title = text.T(titles[f.Check])
	return f, nil
}

// mend does something about a finding of the check, and says what came of it.
type mend struct {
	check string
	do    func(context.Context) (string, error)
}

// mends are those that are about other things than the list of keys, by what Fix
// takes.
func (s *Service) mends() map[string]mend {
	return map[string]mend{
		fixUnlock:  {api.DoctorKeychain, s.fixKeychain},
		fixBoard:   {api.DoctorClipboard, s.fixBoard},
		fixNote:    {api.DoctorNotifications, s.testNote},
		fixLogin:   {api.DoctorLogin, func(ctx context.Context) (string, error) { return s.login(ctx, true) }},
		fixNoLogin: {api.DoctorLogin, func(ctx context.Context) (string, error) { return s.login(ctx, false) }},
		fixShow:    {api.DoctorWindow, s.fixWindow},
	}
}

func (s *Service) fixKeychain(ctx context.Context) (string, error) {
	if err := s.unlockKeychain(ctx); err != nil {
		return "", err
	}
	return text.T("%s is unlocked.", s.probe(ctx).Name), nil
}

func (s *Service) fixBoard(ctx context.Context) (string, error) {
	_, err := s.SetSetting(ctx, "clipboard.board", settings.Defaults().Board)
	return text.T("Keytray chooses the way onto the clipboard."), err
}

func (s *Service) fixWindow(ctx context.Context) (string, error) {
	return text.T("The window opens."), s.Show(ctx, api.View{Name: api.ViewKeys})
}

func (s *Service) fixIndex(ctx context.Context, fix string) (done string, err error) {
	switch {
	case fix == fixRebuild:
		n, err := s.vault.Rebuild(ctx, s.describe)
		return text.N(n, "The new list has 1 key. Notes, tags and places were only in the old one.",
			"The new list has %d keys. Notes, tags and places were only in the old one.", n), err
	case fix == fixMove:
		moved, err := s.Move(ctx, api.MoveRequest{To: s.choices().Keychain})
		return text.Moved(moved.Values), err
	case fix == fixMark:
		n, err := s.vault.Mark(ctx)
		return text.N(n, "Read 1; duplicates are recognised again.", "Read %d; duplicates are recognised again.", n), err
	case strings.HasPrefix(fix, fixAdopt):
		return s.adopt(ctx, strings.TrimPrefix(fix, fixAdopt))
	case strings.HasPrefix(fix, fixDiscard):
		return s.discard(ctx, strings.TrimPrefix(fix, fixDiscard))
	case strings.HasPrefix(fix, fixForget):
		return s.forget(ctx, strings.TrimPrefix(fix, fixForget))
	}
	return "", errGone()
}

// errGone: between the finding and the click somebody else has mended it.
func errGone() error {
	return &api.Error{Kind: api.NotFound, Text: text.T("There is nothing to mend here any more.")}
}

func (s *Service) adopt(ctx context.Context, id string) (string, error) {
	strays, err := s.vault.Strays(ctx)
	if err != nil {
		return "", err
	}
	for _, stray := range strays {
		if stray.ID == id {
			k, err := s.vault.Adopt(ctx, stray, s.describe)
			return text.T("%s is back.", k.Name), err
		}
	}
	return "", errGone()
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
				err = &api.Error{Kind: api.Refused, Text: text.T("Its value can be read: bring it back, then destroy it with keytray rm --forever.")}
			}
			return text.T("%s is destroyed.", stray.Name), err
		}
	}
	return "", errGone()
}

func (s *Service) forget(ctx context.Context, item string) (string, error) {
	found, err := s.vault.Compare(ctx)
	if err != nil {
		return "", err
	}
	for _, m := range found.Missing {
		if fmt.Sprintf("%s.%d", m.ID, m.Number) == item {
			return text.T("%s: the missing value is forgotten.", m.Name), s.vault.Forget(ctx, m)
		}
	}
	return "", errGone()
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
