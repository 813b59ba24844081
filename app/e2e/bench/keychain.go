//go:build !windows && !darwin

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"keytray/app/keychain"
	"keytray/app/secret"
)

// inKeychain is the argument of this program's own copy inside the session: a process finds its keychain by its
// environment.
const inKeychain = "in-keychain"

// reads is how often each client reads per round: one read takes half a millisecond.
const reads = 10

// warmKeychain measures a read through our client of the Secret Service, beside one through go-keyring in the same process.
func (w *world) warmKeychain(ctx context.Context) ([]row, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	cmd := w.Command(ctx, self, "-rounds", fmt.Sprint(w.rounds*reads), inKeychain)
	out, err := cmd.Output()
	if err != nil {
		return nil, failed(cmd, err)
	}
	var samples []sample
	if err := json.Unmarshal(out, &samples); err != nil || len(samples) != 2 {
		return nil, fmt.Errorf("%d samples came back: %w", len(samples), err)
	}
	const what, peer = "keychain: a read, connected, ms", "go-keyring"
	return []row{
		{what, samples[0], peer, samples[1], goal{atMost, 0.5}},
		{what, samples[0], peer, samples[1], goal{ofPeer, 0.5}},
	}, nil
}

// readKeychain is what that copy does: it writes the samples of both clients.
func readKeychain(ctx context.Context, rounds int, out io.Writer) (err error) {
	const account = "bench.1"
	value := secret.FromString("bench-value-0123456789abcdefghijklmnopqrstuvwxyz")
	ours := keychain.System()
	if err := ours.Set(ctx, account, "Keytray: bench", value); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, ours.Delete(ctx, account)) }()
	samples, err := interleaved(ctx, rounds, get(ours, account, value), get(keychain.GoKeyring(), account, value))
	if err != nil {
		return err
	}
	return json.NewEncoder(out).Encode(samples)
}

func get(s keychain.Store, account string, want secret.Value) job {
	return func(ctx context.Context) (time.Duration, error) {
		start := time.Now()
		got, err := s.Get(ctx, account)
		took := time.Since(start)
		if err == nil && !bytes.Equal(got.Reveal(), want.Reveal()) {
			err = errors.New("the keychain returned another value")
		}
		return took, err
	}
}
