package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	mathrand "math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"time"

	"keytray/app/provider"
	"keytray/app/provider/providertest"
	"keytray/app/secret"
)

// keytray is the program under show.
type keytray struct {
	desk *desktop
	path string
	tray *program // the agent; nil before its start
}

// start starts the agent, as at log-in.
func (k *keytray) start() (err error) {
	k.tray, err = k.desk.start(k.path)
	return err
}

// do runs a keytray command.
func (k *keytray) do(ctx context.Context, args ...string) error {
	_, err := k.desk.output(ctx, nil, k.path, args...)
	return err
}

// key is what the demo stores.
type key struct {
	name   string
	issuer string // ID of its provider
	kind   string
	flags  []string
}

// copied is the name of the key that the story is about; old is the one that needs rotating.
const (
	copied = "Obsidian notes"
	old    = "Home Assistant"
)

func keys(now time.Time) []key {
	return []key{
		{old, "google-gemini", "auth", []string{"--created=" + monthsAgo(now, 8), "--account=home"}},
		{"Aider", "openrouter", "key", []string{"--created=" + monthsAgo(now, 1), "--account=personal"}},
		{"Zed editor", "anthropic", "key", []string{"--account=personal"}},
		{copied, "openai", "project", []string{
			"--pin", "--created=" + monthsAgo(now, 2), "--account=personal",
			"--used-by=Obsidian, Text Generator", "--used-by=~/notes/scripts/.env",
			"--note=Restricted key: models and chat only.",
		}},
	}
}

// monthsAgo is a day that every month has, so that a key is as old as it says on the 31st too.
func monthsAgo(now time.Time, n int) string {
	y, m, d := now.Date()
	return time.Date(y, m-time.Month(n), min(d, 28), 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
}

// value makes one that has the form of its provider's keys, and was never anybody's.
func (k key) value() (secret.Value, error) {
	p, _ := provider.New().ByID(k.issuer)
	kind, ok := p.Kind(k.kind)
	if !ok {
		return secret.Value{}, fmt.Errorf("the catalogue has no %s %s", k.issuer, k.kind)
	}
	var seed [32]byte
	_, _ = rand.Read(seed[:]) // never fails
	return secret.FromString(providertest.Key(kind, mathrand.New(mathrand.NewChaCha8(seed)))), nil
}

// add stores a key through `keytray add` and checks that another program finds its value in the keychain.
func (k *keytray) add(ctx context.Context, it key) (secret.Value, error) {
	value, err := it.value()
	if err != nil {
		return value, err
	}
	if _, err := k.desk.output(ctx, value.Reveal(), k.path, append([]string{"add", it.name, "--provider=" + it.issuer}, it.flags...)...); err != nil {
		return value, err
	}
	out, err := k.desk.output(ctx, nil, k.path, "show", it.name, "--json")
	if err != nil {
		return value, err
	}
	var shown struct{ ID string }
	if err := json.Unmarshal(out, &shown); err != nil {
		return value, err
	}
	found, _, err := k.desk.LookupSecret(ctx, "service", "keytray", "username", shown.ID+".1")
	if err == nil && !bytes.Equal([]byte(found), value.Reveal()) {
		err = fmt.Errorf("secret-tool does not find the value of %s", it.name)
	}
	return value, err
}

// log is what the agent has logged and printed.
func (k *keytray) log() string {
	text, _ := os.ReadFile(filepath.Join(k.desk.Home, ".local", "state", "keytray", "keytray.log")) // none before its start
	if k.tray != nil {
		text = append(text, k.tray.said()...)
	}
	return strings.TrimSpace(string(text))
}
