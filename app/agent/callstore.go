package agent

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"keytray/app/api"
	"keytray/app/check"
	"keytray/app/secret"
	"keytray/app/text"
	"keytray/app/vault"
)

// unstored are new values that a provider made and no store took yet: they are
// nowhere else.
type unstored struct {
	mu     sync.Mutex
	values map[string]newValue // by the key's ID
}

// newValue is one of them, with the value that it replaces.
type newValue struct {
	calling
	version    vault.Version
	value, old secret.Value
	late       bool // a store has refused it
	given      bool // the program may end without it
}

func (u *unstored) put(n newValue) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.values == nil {
		u.values = map[string]newValue{}
	}
	u.values[n.k.ID] = n
}

func (u *unstored) has(id string) bool {
	u.mu.Lock()
	defer u.mu.Unlock()
	_, ok := u.values[id]
	return ok
}

func (u *unstored) drop(id string) {
	u.mu.Lock()
	defer u.mu.Unlock()
	delete(u.values, id)
}

// letGo says that the program may end without a value.
func (u *unstored) letGo(id string) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if n, ok := u.values[id]; ok {
		n.given = true
		u.values[id] = n
	}
}

// names are the keys whose new value no store has taken.
func (u *unstored) names() []string { return u.late(func(newValue) bool { return true }) }

// pressing are those of them that the program must not end without.
func (u *unstored) pressing() []string { return u.late(func(n newValue) bool { return !n.given }) }

func (u *unstored) late(which func(newValue) bool) []string {
	u.mu.Lock()
	defer u.mu.Unlock()
	var all []string
	for _, n := range u.values {
		if n.late && which(n) {
			all = append(all, n.k.Name)
		}
	}
	slices.Sort(all)
	return all
}

const (
	// insist is how long a new value that no store takes keeps the program from
	// ending: the person has to unlock a keychain.
	insist     = 2 * time.Minute
	tryAgainIn = time.Second
)

// renewed stores the new value that a provider has made, before anything else.
func (s *Service) renewed(ctx context.Context, c calling, old secret.Value, said check.Answer) (api.Called, error) {
	n := newValue{calling: c, value: said.Secret, old: secret.New(old.Reveal())}
	n.version = s.versionOf(c, said)
	s.unstored.put(n)
	err := s.storeNew(ctx, n)
	if err == nil {
		return s.called(ctx, c, api.CallDone, s.settleNew(ctx, n))
	}
	if never(err) {
		s.unstored.drop(c.k.ID)
		n.value.Wipe()
		n.old.Wipe()
		return s.called(ctx, c, api.CallUnknown, text.T("%s made something for %s that is no key, and it is not stored. Look at its page, and make a new key there.", c.provider.Name, text.Plain(c.k.Name)))
	}
	n.late = true
	s.unstored.put(n)
	s.p.Log.Error("store a new value", "err", err)
	failed := s.explain(err)
	sentence := text.T("%s made a new key for %s, but it is not stored yet: %s Keytray holds it and stores it as soon as it can. Do not end Keytray before.", c.provider.Name, c.k.Name, failed)
	s.bump()
	ended := make(chan string, 1)
	s.counting.Add(1) // Close waits: the caller is counted, so it has not begun
	go s.keepStoring(context.WithoutCancel(ctx), n, ended)
	if s.running {
		return api.Called{}, &api.Error{Kind: api.KindOf(failed), Text: sentence, Err: err}
	}
	if done, ok := <-ended; ok { // a command ends with its answer
		return s.called(ctx, c, api.CallDone, done)
	}
	return api.Called{}, &api.Error{Kind: api.KindOf(failed), Err: err, Text: text.T("%s made a new key for %s, but it could not be stored: %s It is lost. Make a new one on the page of %s.", c.provider.Name, c.k.Name, failed, c.provider.Name)}
}

// versionOf says what is known of a new value. Nothing odd in it keeps the value
// from being stored.
func (s *Service) versionOf(c calling, said check.Answer) vault.Version {
	k := c.k
	s.sameIssuer(&k, said.Secret)
	v := vault.Version{Created: s.p.Now(), Expires: said.Expires, Hint: s.hint(k, said.Secret), Kind: k.Kind}
	if v.Expires.IsZero() {
		v.Expires = c.end
	}
	if checkDates(&v, s.p.Now()) != nil {
		v.Created, v.Expires = s.p.Now().UTC(), time.Time{}
	}
	return v
}

// storeNew stores a new value with its key, or as a key of its own if that is gone.
func (s *Service) storeNew(ctx context.Context, n newValue) error {
	_, err := s.vault.Rotate(ctx, n.k.ID, n.version, n.value)
	if errors.As(err, new(*vault.NotFoundError)) {
		k := n.k
		k.Case, k.Exposed, k.Verified = vault.Case{}, vault.Exposure{}, vault.Verified{}
		_, err = s.vault.Add(ctx, k, n.version, n.value)
	}
	if errors.Is(err, vault.ErrSameValue) || errors.As(err, new(*vault.SameValueError)) {
		return nil // it is stored
	}
	return err
}

// never tells that no store will ever take a value: it is no text.
func never(err error) bool {
	var bad *vault.InvalidError
	return errors.As(err, &bad) && bad.Value
}

// keepStoring tries until a store takes the value. The person is not asked again and
// again: it waits until the store is open. The program may end before, but not
// within the first minutes.
func (s *Service) keepStoring(ctx context.Context, n newValue, ended chan<- string) {
	waited := false
	release := func() {
		if !waited {
			waited = true
			s.unstored.letGo(n.k.ID)
			s.counting.Done()
		}
	}
	defer release()
	until := time.Now().Add(insist)
	for {
		time.Sleep(tryAgainIn)
		if s.vault.Storable(ctx) && s.storeNew(ctx, n) == nil {
			ended <- s.settleNew(ctx, n)
			return
		}
		if time.Now().After(until) && !waited {
			release()
			close(ended)
			ended = make(chan string, 1) // nobody listens
		}
	}
}

// settleNew follows a new value that is stored: the call is over, and the old value
// is proven dead where the provider ends it by itself.
func (s *Service) settleNew(ctx context.Context, n newValue) string {
	defer s.bump()
	defer n.value.Wipe()
	defer n.old.Wipe()
	s.unstored.drop(n.k.ID)
	sentence := text.T("%s made a new key for %s, and it is stored.", n.provider.Name, n.k.Name)
	if binned, err := s.find(ctx, n.k.ID, vault.Binned); err == nil {
		sentence = text.Sentences(sentence, text.T("It is in the bin with its key. Bring it back with: %s", text.Command("restore", binned.Name)))
	}
	if _, err := s.vault.Settle(ctx, n.k.ID, n.journal); err != nil {
		s.p.Log.Error("settle a call", "err", err)
	}
	if n.KeepsOld {
		return text.Sentences(sentence, text.T("The old one works until it is revoked. Put the new one where it is used, then revoke the old one."))
	}
	switch said := s.proof(ctx, n.calling, n.old); said.Result {
	case check.Rejected:
		sentence = text.Sentences(sentence, text.T("%s refuses the old one now.", n.provider.Name), s.buryOld(ctx, n.was()))
	case check.Accepted, check.Limited:
		sentence = text.Sentences(sentence, s.stillAlive(ctx, n.was(), said.Result))
	default:
		sentence = text.Sentences(sentence, text.T("The old one is dead, as far as is known."))
	}
	return text.Sentences(sentence, text.T("Put the new one where it is used."))
}

// was is the call as it is about the old value now, which is a previous one.
func (n newValue) was() calling {
	c := n.calling
	c.version.State = vault.Previous
	return c
}
