//go:build !windows && !darwin

package keychain

import (
	"context"
	"crypto/cipher"
	"errors"
	"sync"

	"github.com/godbus/dbus/v5"

	"keytray/app/secret"
)

const dhAlgorithm = "dh-ietf1024-sha256-aes128-cbc-pkcs7"

// session is a session with one run of the service: it ends when the service's
// name gets another owner, or none.
type session struct {
	*link
	opened chan struct{} // closed when the rest is known

	err    error
	path   dbus.ObjectPath
	peer   string // unique name of the service
	plain  bool
	cipher func() (cipher.Block, error) // works out the key at its first use

	named   chan struct{} // closed when the next is known
	running string        // name of the service's program; empty if it was not running before

	left map[dbus.ObjectPath]*prompt // guarded by the link: prompts that nobody waits for
	read map[string]dbus.ObjectPath  // guarded by the link: where items were, by account
}

// current returns the session there is, or sends off the request for one. It
// does not wait for it, so that the caller's first question goes out as well.
func (l *link) current() *session {
	l.mu.Lock()
	defer l.mu.Unlock()
	if s := l.session; s != nil && s.usable() {
		return s
	}
	s := &session{link: l, opened: make(chan struct{}), named: make(chan struct{})}
	l.session = s
	process := s.askProcess(context.Background())
	go func() {
		defer close(s.named)
		s.running = process.program()
	}()
	pair, made := <-l.pairs
	if !made { // the first has been used up
		pair = newKeyPair()
	}
	first := s.request(dhAlgorithm, pair.offer())
	go func() {
		defer close(s.opened)
		s.err = s.open(pair, first)
	}()
	return s
}

// drop forgets a session that the service does not know any more.
func (l *link) drop(s *session) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.session == s {
		l.session = nil
	}
}

func (s *session) usable() bool {
	select {
	case <-s.opened:
		return s.err == nil && s.peer == s.signals.current()
	default:
		return true
	}
}

func (s *session) request(algorithm string, input any) *question {
	return s.ask(context.Background(), busName, busPath, serviceAPI+".OpenSession", algorithm, dbus.MakeVariant(input))
}

// open takes the answer. Only a service that says it cannot do better gets to
// send values unencrypted.
func (s *session) open(pair *keyPair, first *question) error {
	var output dbus.Variant
	err := first.answer(&output, &s.path)
	if s.cannot(err) {
		s.plain = true
		err = s.request("plain", "").answer(&output, &s.path)
	}
	if err != nil {
		return err
	}
	if err := s.ready(); err != nil {
		return err
	}
	if s.peer = s.signals.current(); s.peer == "" { // it ended right after its answer
		return &callError{[]error{ErrUnavailable, errUnsent}, "it ended"}
	}
	public, ok := output.Value().([]byte)
	if s.path == none || (!ok && !s.plain) {
		return garbled("of OpenSession")
	}
	s.cipher = sync.OnceValues(func() (cipher.Block, error) { return pair.agree(public) })
	return nil
}

// cannot tells whether the service refused the algorithm. KWallet without the
// plugins of its crypto library says that the arguments are wrong.
func (s *session) cannot(err error) bool {
	return errors.Is(err, errNoDH) || errors.Is(err, errArguments) && s.program(context.Background()) == "KWallet"
}

// wait waits until the session is open.
func (s *session) wait(ctx context.Context) error {
	select {
	case <-s.opened:
		return s.err
	case <-ctx.Done():
		return ended(ctx)
	}
}

// to is the name to send calls to: the one service that the session is with.
func (s *session) to() string {
	select {
	case <-s.opened:
		if s.err == nil {
			return s.peer
		}
	default:
	}
	return busName
}

// transfer is "Secret" in the API's types.
type transfer struct {
	Session     dbus.ObjectPath
	Parameters  []byte
	Value       []byte
	ContentType string
}

// seal makes of a value what may cross the bus.
func (s *session) seal(v secret.Value) (transfer, error) {
	t := transfer{s.path, []byte{}, v.Reveal(), "text/plain; charset=utf8"}
	if s.plain {
		return t, nil
	}
	block, err := s.block()
	if err != nil {
		return transfer{}, err
	}
	t.Parameters, t.Value = encrypt(block, v.Reveal())
	return t, nil
}

// unseal takes the value out of t and wipes t.
func (s *session) unseal(t transfer) (secret.Value, error) {
	defer clear(t.Value)
	if t.Session != s.path {
		return secret.Value{}, garbled("a value for another session")
	}
	if s.plain {
		return secret.New(t.Value), nil
	}
	block, err := s.block()
	if err != nil {
		return secret.Value{}, err
	}
	value, err := decrypt(block, t.Parameters, t.Value)
	if err != nil {
		return secret.Value{}, garbled(err.Error())
	}
	return secret.New(value), nil
}

// block is the cipher of the session, or says that another session is needed.
func (s *session) block() (cipher.Block, error) {
	block, err := s.cipher()
	switch {
	case errors.Is(err, errAmbiguous):
		return nil, &callError{[]error{ErrUnavailable, errAmbiguous}, err.Error()}
	case err != nil:
		return nil, garbled(err.Error())
	}
	return block, nil
}
