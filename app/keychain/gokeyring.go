package keychain

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/zalando/go-keyring"

	"keytray/app/secret"
)

// goKeyring is the system keychain through zalando/go-keyring.
//
// That library has no time limits, and on Linux it reads whatever signal comes
// next on the process-wide bus connection as the answer to its prompt, and
// panics when the bus goes away under a prompt. So: one call at a time, each
// bounded, panics caught.
type goKeyring struct {
	turn  chan struct{} // holds one token while a call runs, also an abandoned one
	probe func(context.Context) Status
}

// GoKeyring returns the keychain of this system, reached through
// zalando/go-keyring.
func GoKeyring() Store { return &goKeyring{turn: make(chan struct{}, 1), probe: newProbe()} }

type answer struct {
	value string
	err   error
}

// do runs one call and stops waiting when ctx or the limit ends. The call
// itself cannot be stopped: it keeps its turn until it comes back.
func (k *goKeyring) do(ctx context.Context, call func() (string, error)) (string, error) {
	if err := reachable(); err != nil {
		return "", err
	}
	if ctx.Err() != nil {
		return "", ended(ctx)
	}
	if !canAsk() && k.Status(ctx).State == Locked {
		return "", ErrLocked // go-keyring would wait for an answer that cannot come
	}
	ctx, cancel := context.WithTimeout(ctx, CallLimit)
	defer cancel()
	select {
	case k.turn <- struct{}{}:
	case <-ctx.Done():
		return "", ended(ctx)
	}
	done := make(chan answer, 1)
	go func() {
		defer func() {
			if r := recover(); r != nil {
				done <- answer{err: fmt.Errorf("%w: it went away during the call", ErrUnavailable)}
			}
			<-k.turn
		}()
		value, err := call()
		done <- answer{value, err}
	}()
	slow := time.NewTimer(ProbeLimit)
	defer slow.Stop()
	for {
		select {
		case a := <-done:
			return a.value, k.explain(ctx, a.err)
		case <-slow.C: // it asks the person, or it hangs
			if k.Status(ctx).State == Silent {
				return "", ErrTimeout
			}
		case <-ctx.Done():
			return "", ended(ctx)
		}
	}
}

func ended(ctx context.Context) error {
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return ErrTimeout
	}
	return fmt.Errorf("%w: %w", ErrTimeout, ctx.Err())
}

// explain finds out what an error of go-keyring means: its texts hardly tell a
// locked keychain from a missing one, so the keychain is asked how it is.
func (k *goKeyring) explain(ctx context.Context, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, keyring.ErrNotFound):
		return ErrNotFound
	case errors.Is(err, keyring.ErrSetDataTooBig):
		return ErrTooBig
	case errors.Is(err, keyring.ErrUnsupportedPlatform):
		return ErrUnavailable
	case errors.Is(err, ErrUnavailable):
		return err
	}
	if state := k.Status(ctx).State.Err(); state != nil {
		return fmt.Errorf("%w (%w)", state, err)
	}
	return fmt.Errorf("keychain: %w", err)
}

func (k *goKeyring) Get(ctx context.Context, account string) (secret.Value, error) {
	s, err := k.do(ctx, func() (string, error) { return keyring.Get(Service, account) })
	if err != nil {
		return secret.Value{}, err
	}
	return secret.FromString(s), nil
}

// Set ignores the label: go-keyring writes its own.
func (k *goKeyring) Set(ctx context.Context, account, _ string, v secret.Value) error {
	if v.Len() > MaxValue {
		return ErrTooBig
	}
	value := string(v.Reveal()) // now: the caller may wipe v while an abandoned call goes on
	_, err := k.do(ctx, func() (string, error) { return "", keyring.Set(Service, account, value) })
	return err
}

func (k *goKeyring) Delete(ctx context.Context, account string) error {
	_, err := k.do(ctx, func() (string, error) { return "", keyring.Delete(Service, account) })
	return err
}

func (k *goKeyring) List(context.Context) ([]Item, error) { return nil, ErrUnsupported }

func (k *goKeyring) Relabel(context.Context, string, string) error { return ErrUnsupported }

func (k *goKeyring) Status(ctx context.Context) Status {
	ctx, cancel := context.WithTimeout(ctx, ProbeLimit)
	defer cancel()
	return k.probe(ctx)
}
