package agent

import (
	"cmp"
	"context"
	"errors"
	"path/filepath"
	"slices"

	"keytray/app/api"
	"keytray/app/keychain"
	"keytray/app/keychain/filevault"
	"keytray/app/settings"
	"keytray/app/text"
	"keytray/app/vault"
)

// stores are the values of the setting.
var stores = []string{settings.StoreSystem, settings.StoreGoKeyring, settings.StoreFile}

// inPlace is what sentences call a place behind "in".
func inPlace(setting string) string {
	if setting == settings.StoreFile {
		return text.C("in", "the encrypted file")
	}
	return text.C("in", "the system keychain")
}

// holderOf is where values go by the setting: go-keyring reaches the same
// keychain as our own client.
func holderOf(setting string) vault.Holder {
	if setting == settings.StoreFile {
		return vault.InFile
	}
	return vault.InKeychain
}

func (s *Service) storeOf(setting string) keychain.Store {
	switch {
	case setting == settings.StoreFile:
		return s.file
	case setting == settings.StoreGoKeyring && s.p.GoKeyring != nil:
		return s.p.GoKeyring
	}
	return s.p.Store
}

func (s *Service) filePath() string { return filepath.Join(s.p.Paths.Data, "vault.keytray") }

func (s *Service) encrypted() keychain.Store { return s.file }

// target is where new values go. Settings that cannot be read may have said the
// encrypted file, if there is one: then it is "", for nobody may guess.
func (s *Service) target() vault.Holder {
	choices, err := s.settings.Load()
	if err != nil && s.file.Exists() {
		return ""
	}
	return holderOf(choices.Keychain)
}

// fileState says whether the encrypted file waits for its passphrase, and whether
// that is in the way.
func (s *Service) fileState(ctx context.Context, k *api.Keychain, used bool) {
	if k.File = s.file.Exists(); !k.File {
		return
	}
	st := s.file.Status(ctx)
	k.FileLocked = st.State == keychain.Locked
	k.NeedsPassphrase = k.FileLocked && (used || k.Store == api.StoreFile)
}

// system is the client of the keychain that the person chose.
func (s *Service) system() keychain.Store {
	if s.choices().Keychain == settings.StoreGoKeyring {
		return s.storeOf(settings.StoreGoKeyring)
	}
	return s.p.Store
}

// ChangePassphrase implements api.Service.
func (s *Service) ChangePassphrase(ctx context.Context, r api.PassphraseRequest) error {
	return s.explain(ofFile(s.file.ChangePassphrase(ctx, r.Old, r.New)))
}

// Move implements api.Service. New values go to the new place from the moment it
// is known to take some; only then the others follow.
func (s *Service) Move(ctx context.Context, r api.MoveRequest) (api.Moved, error) {
	defer s.bump()
	if !slices.Contains(stores, r.To) {
		return api.Moved{}, usage("Values can be kept in: system, go-keyring or file.")
	}
	if _, err := s.settings.Load(); err != nil { // they could not say it afterwards
		return api.Moved{}, s.explain(err)
	}
	if err := s.openFile(ctx, r); err != nil {
		return api.Moved{}, s.explain(err)
	}
	if err := s.takesValues(ctx, r.To); err != nil {
		return api.Moved{}, s.explain(err)
	}
	// Under the move's lock: of two at once the setting and the values agree.
	n, err := s.vault.Move(ctx, holderOf(r.To), func() error {
		_, err := s.settings.Set("keychain", r.To)
		s.probeAfter(ctx)
		return err
	})
	if err != nil {
		return api.Moved{To: r.To, Values: n}, s.halfMoved(ctx, err)
	}
	return api.Moved{To: r.To, Values: n}, nil
}

// takesValues refuses a place that cannot be used. A locked keychain may be
// unlocked at its prompt, a missing collection made.
func (s *Service) takesValues(ctx context.Context, to string) error {
	st := s.storeOf(to).Status(ctx)
	if st.State == keychain.Locked && to != settings.StoreFile || st.CanMake {
		return nil
	}
	if err := cmp.Or(st.Cause, st.State.Err()); err != nil {
		return &vault.StoreError{Holder: holderOf(to), Err: err}
	}
	return nil
}

// openFile opens the encrypted file where a move needs it, and makes it where
// there is none yet.
func (s *Service) openFile(ctx context.Context, r api.MoveRequest) error {
	if r.To == settings.StoreFile && !s.file.Exists() {
		if r.Passphrase.Len() == 0 {
			return &api.Error{Kind: api.Refused, Text: text.T("Choose a passphrase for the encrypted file first.")}
		}
		return ofFile(s.file.Create(ctx, r.Passphrase))
	}
	if !s.file.Exists() || s.file.Status(ctx).State != keychain.Locked {
		return nil
	}
	if r.To != settings.StoreFile {
		x, err := s.vault.Index(ctx)
		if err != nil || x.Elsewhere(vault.InKeychain) == 0 {
			return err
		}
	}
	if r.Passphrase.Len() == 0 {
		return errFileLocked
	}
	return ofFile(s.file.Unlock(ctx, r.Passphrase))
}

// halfMoved says why a move stopped, and that nothing is lost; nothing more where
// values cannot be read because their place is gone.
func (s *Service) halfMoved(ctx context.Context, err error) error {
	var why *api.Error
	errors.As(s.explain(err), &why)
	gone := errors.Is(err, filevault.ErrDamaged) || errors.Is(err, keychain.ErrUnavailable) && placeOf(err) != s.target()
	x, readErr := s.vault.Index(context.WithoutCancel(ctx))
	if gone || readErr != nil || x.Elsewhere(s.target()) == 0 && len(x.Unfinished()) == 0 {
		return why
	}
	return &api.Error{Kind: why.Kind, Text: text.Sentences(why.Text, text.T("Every value is still readable; move again to finish.")), Err: err}
}

var errFileLocked = ofFile(keychain.ErrLocked)

// ofFile says of an error that it is about the encrypted file.
func ofFile(err error) error {
	if err == nil {
		return nil
	}
	return &vault.StoreError{Holder: vault.InFile, Err: err}
}

// placeOf is the store that an error is about, "" if it is about none.
func placeOf(err error) vault.Holder {
	var about *vault.StoreError
	if !errors.As(err, &about) {
		return ""
	}
	return about.Holder
}
