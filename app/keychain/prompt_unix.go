//go:build !windows && !darwin

package keychain

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/godbus/dbus/v5"
)

// prompt is a question that the service puts to the person (Secret Service API,
// "Prompts and Prompt Objects").
type prompt struct {
	*session
	id  promptID
	end <-chan completed
}

// expect listens for the end of a prompt before it is shown.
func (s *session) expect(path dbus.ObjectPath) *prompt {
	id := promptID{s.peer, path}
	return &prompt{s, id, s.signals.expect(id)}
}

// run shows the prompt and waits for the person.
func (p *prompt) run(ctx context.Context) (dbus.Variant, error) {
	if err := p.show(ctx); err != nil {
		return dbus.Variant{}, err
	}
	return p.wait(ctx)
}

func (p *prompt) show(ctx context.Context) error {
	if ctx.Err() != nil {
		p.dismiss(p.id.path)
		return ended(ctx)
	}
	sent, cancel := context.WithCancel(ctx)
	defer cancel()
	call, err := attend(ctx, p.send(sent, p.peer, p.id.path, promptAPI+".Prompt", "").Done, ProbeLimit, p.ping)
	if err != nil {
		p.dismiss(p.id.path)
		return err
	}
	return final(explain(ctx, call.Err))
}

// wait waits for the person. When ctx ends first, or the service hangs, the
// prompt is told to go; what becomes of it is open then, and the error is
// ErrTimeout.
func (p *prompt) wait(ctx context.Context) (dbus.Variant, error) {
	c, err := attend(ctx, p.end, ProbeLimit, p.ping)
	switch {
	case err != nil:
		p.dismiss(p.id.path)
		return dbus.Variant{}, err
	case c.gone:
		return dbus.Variant{}, fmt.Errorf("%w: it ended while it was asking", ErrUnavailable)
	case c.dismissed:
		return dbus.Variant{}, ErrDismissed
	}
	return c.result, nil
}

// forget stops listening.
func (p *prompt) forget() { p.signals.forget(p.id, p.end) }

// settle waits for the end of a prompt that was told to go. A service that does
// not say it within the limit gets no more time: what it is told next still
// comes after.
func (p *prompt) settle() {
	limit := time.NewTimer(ProbeLimit)
	defer limit.Stop()
	select {
	case <-p.end:
	case <-limit.C:
	}
	p.forget()
}

// dismiss tells a prompt to go, without waiting for it.
func (s *session) dismiss(path dbus.ObjectPath) {
	if !stays(path) {
		s.conn.Object(s.peer, path).Go(promptAPI+".Dismiss", dbus.FlagNoReplyExpected, nil)
	}
}

// stays tells whether a prompt must be left to the person: gnome-keyring aborts
// when an Unlock prompt of its is dismissed while one is on the screen, and
// every program loses its keychain. Its mark_as_complete() takes the prompt
// that is being shown for the next in the queue, and perform_next_unlock() in
// daemon/dbus/gkd-secret-unlock.c asserts that it is not (seen with 42.1).
// Those prompts, and only those, are called u1, u2 and so on.
func stays(path dbus.ObjectPath) bool {
	number, ok := strings.CutPrefix(string(path), string(busPath)+"/prompt/u")
	return ok && number != "" && strings.Trim(number, "0123456789") == ""
}

// ping asks for a sign of life that a service can give while it waits for the
// person: the D-Bus libraries answer it aside from the service's own work.
func (s *session) ping(ctx context.Context) *dbus.Call {
	return s.send(ctx, s.peer, busPath, daemon+".Peer.Ping")
}
