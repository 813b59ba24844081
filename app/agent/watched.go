package agent

import (
	"context"
	"errors"
	"time"

	"keytray/app/api"
	"keytray/app/keychain"
	"keytray/app/secret"
)

// waitingAfter is when faces begin to say that the keychain makes us wait.
const waitingAfter = 300 * time.Millisecond

// watched is the keychain with its calls reported to the Service: whether one
// takes long, and how the keychain turned out to be.
type watched struct {
	keychain.Store
	s *Service
}

func (w watched) Get(ctx context.Context, account string) (v secret.Value, err error) {
	defer w.s.calling(&err)()
	return w.Store.Get(ctx, account)
}

func (w watched) Set(ctx context.Context, account, label string, v secret.Value) (err error) {
	defer w.s.calling(&err)()
	return w.Store.Set(ctx, account, label, v)
}

func (w watched) Delete(ctx context.Context, account string) (err error) {
	defer w.s.calling(&err)()
	return w.Store.Delete(ctx, account)
}

// calling reports one call; the returned function ends it.
func (s *Service) calling(err *error) func() {
	late := time.AfterFunc(waitingAfter, func() { s.waiting(+1) })
	return func() {
		if !late.Stop() {
			s.waiting(-1)
		}
		if status := statusOf(*err); status != "" {
			s.setKeychain(api.Keychain{Status: status})
		}
	}
}

func (s *Service) waiting(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls += n
	s.bumpLocked()
}

// statusOf is what the end of a call tells about the keychain; "" is nothing.
func statusOf(err error) string {
	switch {
	case err == nil, errors.Is(err, keychain.ErrNotFound), errors.Is(err, keychain.ErrTooBig):
		return api.KeychainOK
	case errors.Is(err, keychain.ErrLocked), errors.Is(err, keychain.ErrDismissed):
		return api.KeychainLocked
	case errors.Is(err, keychain.ErrUnavailable):
		return api.KeychainMissing
	}
	return ""
}

// probe asks the keychain how it is; it never prompts.
func (s *Service) probe(ctx context.Context) keychain.Status {
	st := s.p.Store.Status(ctx)
	s.setKeychain(api.Keychain{Name: st.Name, Status: string(st.State)})
	return st
}

func (s *Service) setKeychain(k api.Keychain) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if k.Name == "" {
		k.Name = s.keychain.Name
	}
	if s.keychain != k {
		s.keychain = k
		s.bumpLocked()
	}
}
