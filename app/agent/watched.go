package agent

import (
	"context"
	"errors"
	"time"

	"keytray/app/api"
	"keytray/app/keychain"
	"keytray/app/secret"
	"keytray/app/vault"
)

// waitingAfter is when faces begin to say that the keychain makes us wait.
const waitingAfter = 300 * time.Millisecond

// watched is a store with its calls reported to the Service: whether one takes
// long, and how the store turned out to be. Which client is behind it may change
// with the settings.
type watched struct {
	store  func() keychain.Store
	holder vault.Holder
	s      *Service
}

func (w watched) Get(ctx context.Context, account string) (v secret.Value, err error) {
	ctx, end := w.begin(ctx)
	defer end(&err)
	return w.store().Get(ctx, account)
}

func (w watched) Set(ctx context.Context, account, label string, v secret.Value) (err error) {
	ctx, end := w.begin(ctx)
	defer end(&err)
	return w.store().Set(ctx, account, label, v)
}

func (w watched) Delete(ctx context.Context, account string) (err error) {
	ctx, end := w.begin(ctx)
	defer end(&err)
	return w.store().Delete(ctx, account)
}

func (w watched) Relabel(ctx context.Context, account, label string) (err error) {
	ctx, end := w.begin(ctx)
	defer end(&err)
	return w.store().Relabel(ctx, account, label)
}

// Unlock implements keychain.Unlocker.
func (w watched) Unlock(ctx context.Context) (err error) {
	u, ok := w.store().(keychain.Unlocker)
	if !ok {
		return keychain.ErrUnsupported
	}
	ctx, end := w.begin(ctx)
	defer end(&err)
	return u.Unlock(ctx)
}

func (w watched) List(ctx context.Context) ([]keychain.Item, error) { return w.store().List(ctx) }
func (w watched) Status(ctx context.Context) keychain.Status        { return w.store().Status(ctx) }

// slowCall is a call that makes somebody wait.
type slowCall struct {
	cancel context.CancelFunc
	over   bool // its report may come late
}

// begin starts the report of one call, and end ends it.
func (w watched) begin(ctx context.Context) (_ context.Context, end func(*error)) {
	ctx, cancel := context.WithCancel(ctx)
	call := &slowCall{cancel: cancel}
	late := time.AfterFunc(waitingAfter, func() { w.s.waiting(call, true) })
	return ctx, func(err *error) {
		cancel()
		if !late.Stop() {
			w.s.waiting(call, false)
		}
		if status := statusOf(*err); status != "" && w.holder == w.s.target() {
			w.s.setKeychain(api.Keychain{Status: status})
		}
	}
}

func (s *Service) waiting(call *slowCall, on bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if on && !call.over {
		s.slow[call] = true
	} else {
		call.over = true
		delete(s.slow, call)
	}
	s.bumpLocked()
}

// Cancel implements api.Service.
func (s *Service) Cancel(context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for call := range s.slow {
		call.cancel()
	}
	return nil
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

// probe asks the keychain how it is; it never prompts. Who hangs up meanwhile hears
// nothing, which says nothing of the keychain.
func (s *Service) probe(ctx context.Context) keychain.Status {
	st := s.storeOf(s.choices().Keychain).Status(ctx)
	if ctx.Err() != nil {
		return st
	}
	s.setKeychain(api.Keychain{Name: st.Name, Status: string(st.State), CanMake: st.CanMake})
	return st
}

// probeAfter asks what came of a change, for the others too where the one who wanted
// it has hung up.
func (s *Service) probeAfter(ctx context.Context) keychain.Status {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), keychain.ProbeLimit+time.Second)
	defer cancel() // the store's own limit comes first, and says that it is silent
	return s.probe(ctx)
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
