//go:build !windows && !darwin

package keychain

import (
	"context"
	"sync"
	"time"

	"github.com/godbus/dbus/v5"
)

// link is one private connection to the bus and what is known about the Secret
// Service there.
type link struct {
	conn    *dbus.Conn
	signals *signals
	ready   func() error // waits until the bus has taken our wishes

	mu      sync.Mutex
	session *session      // the newest; nil before the first call
	pairs   chan *keyPair // one made while the connection was being opened
}

// openLink connects. It does not wait for what it tells the bus: the bus serves
// in order, so whatever is sent next comes after it.
func openLink(ctx context.Context, address string) (*link, error) {
	l := &link{signals: &signals{}, pairs: make(chan *keyPair, 1)}
	go func() {
		l.pairs <- newKeyPair()
		close(l.pairs)
	}()
	conn, err := connect(ctx, address, l.signals)
	if err != nil {
		return nil, err
	}
	l.conn = conn
	var wishes []*question
	for _, rule := range matches {
		wishes = append(wishes, l.ask(context.Background(), daemon, "/org/freedesktop/DBus", daemon+".AddMatch", rule))
	}
	owner := l.ask(context.Background(), daemon, "/org/freedesktop/DBus", daemon+".GetNameOwner", busName)
	l.ready = sync.OnceValue(func() error {
		for _, w := range wishes {
			if err := w.answer(); err != nil {
				return err
			}
		}
		var name string
		if err := owner.answer(&name); err == nil { // else nobody has it yet
			l.signals.answered(name)
		}
		return nil
	})
	return l, nil
}

func (l *link) alive() bool { return l.conn.Connected() }

// question is a call that never asks the person: it has ProbeLimit.
type question struct {
	ctx    context.Context
	cancel context.CancelFunc
	call   *dbus.Call
}

// ask sends a question and does not wait for the answer.
func (l *link) ask(ctx context.Context, to string, path dbus.ObjectPath, method string, args ...any) *question {
	ctx, cancel := context.WithTimeout(ctx, ProbeLimit)
	return &question{ctx, cancel, l.send(ctx, to, path, method, args...)}
}

// answer waits for it. Answers are to be taken in the order of the questions.
func (q *question) answer(into ...any) error {
	defer q.cancel()
	<-q.call.Done // also when ctx ends, and when the connection does
	if q.call.Err != nil {
		return explain(q.ctx, q.call.Err)
	}
	return stored(q.call, into...)
}

func (l *link) send(ctx context.Context, to string, path dbus.ObjectPath, method string, args ...any) *dbus.Call {
	return l.conn.Object(to, path).GoWithContext(ctx, method, 0, make(chan *dbus.Call, 1), args...)
}

func stored(c *dbus.Call, into ...any) error {
	if len(into) == 0 {
		return nil
	}
	if err := dbus.Store(c.Body, into...); err != nil {
		return garbled("of " + c.Method)
	}
	return nil
}

// attend waits for what may take a person minutes. While nothing comes it asks
// the service for a sign of life, after half of ProbeLimit and again and again:
// one that gives none within patience hangs, and is ErrTimeout.
func attend[T any](ctx context.Context, done <-chan T, patience time.Duration, probe func(context.Context) *dbus.Call) (v T, err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	next := time.NewTimer(ProbeLimit / 2)
	defer next.Stop()
	var sign <-chan *dbus.Call
	for {
		select {
		case v = <-done:
			return v, nil
		case <-ctx.Done():
			return v, ended(ctx)
		case <-sign:
			sign = nil
			next.Reset(ProbeLimit / 2)
		case <-next.C:
			if sign != nil {
				return v, ErrTimeout
			}
			sign = probe(ctx).Done
			next.Reset(patience)
		}
	}
}
