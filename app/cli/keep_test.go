package cli

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"strings"
	"testing"
	"time"

	"keytray/app/agent"
	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/secret"
)

// failing is a service whose first attempts to store a new value fail.
type failing struct {
	api.Service
	key    api.Key
	value  string
	fails  []error
	stores bool // what failed was stored all the same
	tried  int
}

func (f *failing) Rotate(_ context.Context, r api.RotateRequest) (api.Key, error) {
	f.tried++
	if f.tried > len(f.fails) || f.stores {
		f.value = string(r.Secret.Reveal())
		f.key.Versions = []api.Version{{Item: "k1.2", State: "current"}, {Item: "k1.1", State: "previous"}}
	}
	if f.tried <= len(f.fails) {
		return api.Key{}, f.fails[f.tried-1]
	}
	return f.key, nil
}

func (f *failing) Find(context.Context, string) (api.Key, error) { return f.key, nil }

func (f *failing) Get(context.Context, api.GetRequest) (secret.Value, error) {
	return secret.FromString(f.value), nil
}

// nowhere is a dialogue with answers, where no other service can be had.
func nowhere(t *testing.T, s api.Service, k api.Key, answers string) (*dialogue, *bytes.Buffer) {
	t.Helper()
	for _, dir := range []string{"HOME", "XDG_RUNTIME_DIR", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"} {
		t.Setenv(dir, t.TempDir())
	}
	var said bytes.Buffer
	issuer, _ := provider.New().Find(provider.Other)
	c := &command{Env: Env{
		Stdin: strings.NewReader(answers), Stderr: &said, Now: time.Now,
		Params: func() (agent.Params, error) { return agent.Params{}, errors.New("nothing is here") },
	}, out: &said, ctx: t.Context()}
	return &dialogue{command: c, ctx: t.Context(), s: s, known: provider.New(), key: k, issuer: issuer}, &said
}

func TestWhatWasPastedIsKeptWhateverFails(t *testing.T) {
	for what, failed := range map[string]error{
		"the folder is read-only":     &api.Error{Kind: api.Failed, Text: "It cannot be written."},
		"the prompt was not answered": &api.Error{Kind: api.Silent, Text: "It did not answer."},
		"the agent has ended":         &api.Error{Kind: api.NoAgent, Text: "Keytray is not running."},
		"the keychain is locked":      &api.Error{Kind: api.Locked, Text: "It is locked."},
		"it has no kind":              errors.New("something else"),
	} {
		t.Run(what, func(t *testing.T) {
			k := api.Key{ID: "k1", Name: "robot", Provider: provider.Other, Versions: []api.Version{{Item: "k1.1", State: "current"}}}
			pastedValue := rand.Text()
			s := &failing{key: k, value: rand.Text(), fails: []error{failed, failed}}
			d, said := nowhere(t, s, k, "y\ny\n")
			found := pasted{value: secret.FromString(pastedValue)}
			after, err := d.keep(api.RotateRequest{Name: k.ID, Secret: found.value}, &found)
			if err != nil || after.CurrentItem() != "k1.2" || s.value != pastedValue || s.tried != 3 {
				t.Errorf("after %d attempts it ends with %v", s.tried, err)
			}
			if strings.Count(said.String(), "Try again to store what you pasted?") != 2 || !strings.Contains(said.String(), failed.Error()) {
				t.Errorf("it says %q", said.String())
			}
		})
	}
}

func TestAnAnswerLostOnItsWayStoresNothingTwice(t *testing.T) {
	k := api.Key{ID: "k1", Name: "robot", Provider: provider.Other, Versions: []api.Version{{Item: "k1.1", State: "current"}}}
	s := &failing{key: k, value: rand.Text(), fails: []error{&api.Error{Kind: api.NoAgent, Text: "Keytray stopped before it answered."}}, stores: true}
	d, _ := nowhere(t, s, k, "y\n")
	found := pasted{value: secret.FromString(rand.Text())}
	after, err := d.keep(api.RotateRequest{Name: k.ID, Secret: found.value}, &found)
	if err != nil || s.tried != 1 || after.CurrentItem() != "k1.2" {
		t.Errorf("after %d attempts it ends with %v", s.tried, err)
	}
}

func TestWhatAnotherAttemptCannotMendIsNotTriedAgain(t *testing.T) {
	for _, kind := range []api.Kind{api.Refused, api.Usage} {
		k := api.Key{ID: "k1", Name: "robot", Provider: provider.Other}
		s := &failing{key: k, value: rand.Text(), fails: []error{&api.Error{Kind: kind, Text: "That is the old key."}}}
		d, said := nowhere(t, s, k, "y\n")
		found := pasted{value: secret.FromString(rand.Text())}
		if _, err := d.keep(api.RotateRequest{Name: k.ID, Secret: found.value}, &found); api.KindOf(err) != kind || strings.Contains(said.String(), "Try again") {
			t.Errorf("it ends with %v and says %q", err, said.String())
		}
	}
}
