//go:build !windows && !darwin

package keychain

import (
	"sync"

	"github.com/godbus/dbus/v5"
)

// signals hears what the bus tells one connection, in order: who owns the
// Secret Service's name, and what became of prompts. Whatever else arrives is
// dropped here, where the library would keep a goroutine for it.
type signals struct {
	mu      sync.Mutex
	owner   string // unique name of the service; empty if there is none
	told    bool   // owner is from a signal
	gone    bool   // the connection
	prompts map[promptID]chan completed
}

// promptID: two services may use the same path.
type promptID struct {
	sender string
	path   dbus.ObjectPath
}

// completed is what became of a prompt.
type completed struct {
	gone      bool // nobody is left to complete it
	dismissed bool
	result    dbus.Variant
}

// matches are the rules for what the bus is to send us.
var matches = []string{
	"type='signal',sender='" + daemon + "',interface='" + daemon + "',member='NameOwnerChanged',arg0='" + busName + "'",
	"type='signal',sender='" + busName + "',interface='" + promptAPI + "',member='Completed'",
}

// DeliverSignal implements dbus.SignalHandler. It is called by the goroutine
// that reads the connection and never blocks.
func (s *signals) DeliverSignal(api, member string, signal *dbus.Signal) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case api == daemon && member == "NameOwnerChanged" && signal.Sender == daemon:
		var name, before, now string
		if dbus.Store(signal.Body, &name, &before, &now) == nil && name == busName {
			s.owner, s.told = now, true
			s.end(before)
		}
	case api == promptAPI && member == "Completed":
		id := promptID{signal.Sender, signal.Path}
		var c completed
		if s.prompts[id] != nil && dbus.Store(signal.Body, &c.dismissed, &c.result) == nil {
			s.complete(id, c)
		}
	}
}

// Terminate is called by the library when the connection is gone.
func (s *signals) Terminate() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gone = true
	for id := range s.prompts {
		s.complete(id, completed{gone: true})
	}
}

// end completes the prompts of a service that is no more.
func (s *signals) end(owner string) {
	for id := range s.prompts {
		if id.sender == owner {
			s.complete(id, completed{gone: true})
		}
	}
}

func (s *signals) complete(id promptID, c completed) {
	s.prompts[id] <- c // its only one: it has room
	delete(s.prompts, id)
}

// expect makes the channel on which a prompt's end will be told, once.
func (s *signals) expect(id promptID) <-chan completed {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch := make(chan completed, 1)
	if s.gone || (s.told && s.owner != id.sender) || s.prompts[id] != nil {
		ch <- completed{gone: true}
		return ch
	}
	if s.prompts == nil {
		s.prompts = map[promptID]chan completed{}
	}
	s.prompts[id] = ch
	return ch
}

func (s *signals) forget(id promptID, ch <-chan completed) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.prompts[id] == ch {
		delete(s.prompts, id)
	}
}

// answered takes what GetNameOwner said, unless a signal has told it since.
func (s *signals) answered(owner string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.told {
		s.owner = owner
	}
}

func (s *signals) current() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.owner
}
