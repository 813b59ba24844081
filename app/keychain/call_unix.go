//go:build !windows && !darwin

package keychain

import (
	"context"
	"errors"

	"github.com/godbus/dbus/v5"
)

// demand is a call that changes nothing and during which the service may ask
// the person.
func (s *session) demand(ctx context.Context, path dbus.ObjectPath, method string, args []any, into ...any) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	return s.result(ctx, s.send(ctx, s.peer, path, method, args...), into...)
}

// result waits for the answer to such a call.
func (s *session) result(ctx context.Context, call *dbus.Call, into ...any) error {
	if _, err := attend(ctx, call.Done, ProbeLimit/2, s.question); err != nil {
		return err
	}
	if call.Err != nil {
		return explain(ctx, call.Err)
	}
	return stored(call, into...)
}

// question is what Status asks too: a service that does not answer it hangs.
func (s *session) question(ctx context.Context) *dbus.Call {
	return s.send(ctx, s.peer, busPath, serviceAPI+".ReadAlias", "default")
}

// change is the one call of an operation that changes something. It is sent as
// long as the caller waits, never after. Once it is sent, a caller who leaves
// makes its turn go on until the outcome is known. shape is the signature of a
// proper answer, which ends with the path of a prompt if it has one.
func (k *secretService) change(ctx context.Context, s *session, t *turn, shape string, path dbus.ObjectPath, method string, args ...any) error {
	if ctx.Err() != nil {
		return ended(ctx)
	}
	sent, cancel := context.WithTimeout(context.WithoutCancel(ctx), CallLimit)
	call := s.send(sent, s.peer, path, method, args...)
	if _, err := attend(ctx, call.Done, ProbeLimit/2, s.question); err != nil {
		t.leave(func() {
			defer cancel()
			<-call.Done
			if p := promptOf(call); p != none { // nobody is to answer it
				s.dismiss(p)
			}
		})
		return err
	}
	cancel()
	if call.Err != nil {
		err := explain(ctx, call.Err)
		if errors.Is(err, errLost) {
			err = final(err) // not again: it may have been executed
		}
		return err
	}
	if dbus.SignatureOf(call.Body...).String() != shape {
		return garbled("of " + method)
	}
	if p := promptOf(call); p != none {
		return k.finish(ctx, s.expect(p), t)
	}
	return nil
}

// finish runs the prompt on which a change depends. KeePassXC has one for each
// change, and mostly asks nothing: so it is run also where nobody can be asked,
// but not for long.
func (k *secretService) finish(ctx context.Context, p *prompt, t *turn) error {
	if !k.canAsk() {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, ProbeLimit)
		defer cancel()
	}
	_, err := p.run(ctx)
	if errors.Is(err, ErrTimeout) {
		t.leave(p.settle)
	} else {
		p.forget()
	}
	return err
}

// promptOf is the prompt that an answer ends with, if it does.
func promptOf(c *dbus.Call) dbus.ObjectPath {
	if c.Err != nil || len(c.Body) == 0 {
		return none
	}
	if p, ok := c.Body[len(c.Body)-1].(dbus.ObjectPath); ok && p != "" {
		return p
	}
	return none
}
