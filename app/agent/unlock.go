package agent

import (
	"context"
	"errors"
	"time"

	"keytray/app/api"
	"keytray/app/keychain"
	"keytray/app/secret"
	"keytray/app/settings"
	"keytray/app/text"
	"keytray/app/vault"
)

// Unlock implements api.Service.
func (s *Service) Unlock(ctx context.Context, passphrase secret.Value) error {
	if passphrase.Len() == 0 && !s.fileWaits(ctx) {
		return s.unlockKeychain(ctx)
	}
	err := s.file.Unlock(ctx, passphrase)
	s.probeAfter(ctx)
	if err == nil {
		s.tidyLater(ctx)
	}
	return s.explain(ofFile(err))
}

// fileWaits tells whether it is the encrypted file that has to be unlocked.
func (s *Service) fileWaits(ctx context.Context) bool {
	if s.choices().Keychain == settings.StoreFile {
		return true
	}
	x, err := s.vault.Index(ctx)
	var k api.Keychain
	s.fileState(ctx, &k, err != nil || x.Elsewhere(vault.InKeychain) > 0)
	return k.NeedsPassphrase
}

// unlockKeychain has the keychain ask the person for its password, or make its
// first collection. Others wait for the same prompt, and Cancel ends the wait.
func (s *Service) unlockKeychain(ctx context.Context) error {
	before := s.probe(ctx)
	switch before.State {
	case keychain.OK:
		return nil
	case keychain.Silent: // it would not show a prompt either
		return s.explain(errors.Join(before.State.Err(), ctx.Err()))
	}
	err := watched{s.system, vault.InKeychain, s}.Unlock(ctx)
	after := s.probeAfter(ctx)
	switch {
	case err == nil && after.State == keychain.OK:
		s.tidyLater(ctx)
		return nil
	case errors.Is(err, keychain.ErrUnsupported) && after.State != keychain.Locked:
		err = after.State.Err()
	case errors.Is(err, keychain.ErrUnsupported):
		return &api.Error{Kind: api.Refused, Text: text.T("%s asks for its password by itself, when a key is wanted from it.", after.Name), Err: err}
	case errors.Is(err, keychain.ErrDismissed) && before.State == keychain.NoCollection:
		return &api.Error{Kind: api.Dismissed, Text: text.T("No collection was made, for the prompt was closed."), Err: err}
	case errors.Is(err, keychain.ErrDismissed):
		return &api.Error{Kind: api.Dismissed, Text: text.T("The keyring stayed locked."), Err: err}
	case err == nil:
		err = after.State.Err()
	}
	return s.explain(err)
}

// tidyLater does what had to wait for an open keychain since the start.
func (s *Service) tidyLater(ctx context.Context) {
	if !s.running || !s.busy() {
		return
	}
	go func() {
		defer s.counting.Done()
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), tidyLimit)
		defer cancel()
		s.tidy(ctx)
	}()
}

// tidyLimit bounds what a quitting agent waits for.
const tidyLimit = 10 * time.Second
