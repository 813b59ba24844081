package cli

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/secret"
)

// halting stores, and fails at whatever follows.
type halting struct {
	api.Service
	added int
}

func (h *halting) Add(context.Context, api.AddRequest) (api.Key, error) {
	h.added++
	return api.Key{ID: "k1", Name: "robot", Provider: "acme", ProviderName: "Acme", Env: "ACME_KEY"}, nil
}

func (h *halting) AddProvider(_ context.Context, p api.Provider) (api.Provider, error) {
	p.ID = "acme"
	return p, nil
}

func (h *halting) Edit(context.Context, api.EditRequest) (api.Key, error) {
	return api.Key{}, usage("That will not do.")
}

func (h *halting) Wait(context.Context, uint64) (api.State, error) {
	return api.State{}, errors.New("the agent has ended")
}

func TestWhatIsStoredIsToldWhateverFailsThen(t *testing.T) {
	for name, noEnv := range map[string]bool{"the variable cannot be left out": true, "the catalogue cannot be read": false} {
		t.Run(name, func(t *testing.T) {
			var out, said bytes.Buffer
			s := &halting{}
			other, _ := provider.New().Find(provider.Other)
			q := &questions{
				command: &command{Env: Env{Stderr: &said, Now: time.Now}, out: &out}, ctx: t.Context(), s: s, known: provider.New(),
				issuer: other, own: &api.Provider{Name: "Acme"}, noEnv: noEnv, key: pasted{value: secret.FromString("a value")},
			}
			err := q.store()
			if noEnv != (err != nil) || api.KindOf(err) == api.Usage {
				t.Errorf("it ends with %v", err)
			}
			if !strings.Contains(out.String(), "Stored robot (Acme).") || strings.Contains(said.String(), "will not do") != noEnv {
				t.Errorf("it says %q and %q", out.String(), said.String())
			}
			if s.added != 1 {
				t.Errorf("added %d times", s.added)
			}
		})
	}
}
