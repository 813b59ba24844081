//go:build !windows && !darwin

package keychain

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"keytray/app/text"
)

// Status implements Store.
func (k *secretService) Status(ctx context.Context) Status {
	ctx, cancel := context.WithTimeout(ctx, ProbeLimit)
	defer cancel()
	var st Status
	err := k.with(ctx, func(s *session) error {
		alias := s.askDefault(ctx)
		st.Name = s.program(ctx) // the bus knows it, also of a service that hangs
		collection, err := alias.collection()
		if err == nil || errors.Is(err, ErrNoDefault) {
			st.Name = s.program(ctx) // it may have been started just now
			if failed := s.wait(ctx); failed != nil {
				return failed
			}
			st.Plain = s.plain
		}
		if err != nil {
			return err
		}
		locked, err := s.locked(ctx, collectionAPI, collection)
		if err == nil && locked {
			err = ErrLocked
		}
		return err
	})
	st.State = stateOf(err)
	st.CanMake = st.State == NoCollection && k.canAsk()
	st.Settle, st.Pace = habits(st.Name)
	if st.Name == "" {
		st.Name = text.T("Keychain")
	}
	return st
}

// habits are those of programs that write to the disk after they have answered.
// KWallet does so after 5 seconds; KeePassXC at once but in the background, and
// crashes when the next change comes in just then (seen with 2.7.4 and 2.7.10 up
// to 100 ms apart, not with 300).
func habits(program string) (settle, pace time.Duration) {
	switch program {
	case "KWallet":
		return 10 * time.Second, 0
	case "KeePassXC":
		return 10 * time.Second, 500 * time.Millisecond
	}
	return 0, 0
}

func stateOf(err error) State {
	switch {
	case err == nil:
		return OK
	case errors.Is(err, ErrLocked):
		return Locked
	case errors.Is(err, ErrTimeout):
		return Silent
	case errors.Is(err, ErrNoDefault):
		return NoCollection
	}
	return Missing
}

func (s *session) askProcess(ctx context.Context) *question {
	return s.ask(ctx, daemon, "/org/freedesktop/DBus", daemon+".GetConnectionUnixProcessID", busName)
}

// programs are what the person calls the program behind the Secret Service, by
// the beginning of its process' name.
var programs = map[string]string{
	"gnome-keyring": "GNOME Keyring", "keepassxc": "KeePassXC", "kwalletd": "KWallet", "ksecretd": "KWallet", "oo7": "oo7",
}

// name waits for the name of the service's program, as it was at first.
func (s *session) name(ctx context.Context) string {
	select {
	case <-s.named:
		return s.running
	case <-ctx.Done():
		return ""
	}
}

// program is that name also if the service was started only now, and empty if
// it cannot be told.
func (s *session) program(ctx context.Context) string {
	if name := s.name(ctx); name != "" {
		return name
	}
	return s.askProcess(ctx).program()
}

// searchable tells whether a search is known to ask nobody, as it should be
// (Secret Service API, "SearchItems"). KeePassXC asks for the password of a
// locked database then, and answers when somebody has typed it.
func (s *session) searchable(ctx context.Context) bool {
	switch s.name(ctx) {
	case "GNOME Keyring", "KWallet", "oo7":
		return true
	}
	return false
}

func (q *question) program() string {
	var pid uint32
	if q.answer(&pid) != nil {
		return ""
	}
	comm, _ := os.ReadFile(fmt.Sprintf("/proc/%d/comm", pid)) // there is no /proc on some systems
	for prefix, name := range programs {
		if strings.HasPrefix(string(comm), prefix) {
			return name
		}
	}
	return strings.TrimSpace(string(comm))
}

// newProbe asks how the keychain is that go-keyring uses, on a connection of its
// own. go-keyring has values cross the bus unencrypted.
func newProbe() func(context.Context) Status {
	k := &secretService{address: busAddress, canAsk: canAsk}
	return func(ctx context.Context) Status {
		st := k.Status(ctx)
		st.Plain = true
		return st
	}
}
