package session

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/godbus/dbus/v5"
)

// Keyring is the state in which programs inside the session find the Secret Service.
type Keyring int

// The states a person's keyring can be in.
const (
	Unlocked     Keyring = iota // gnome-keyring with an unlocked default collection
	Locked                      // the same collection, locked; Password opens it. With a display the usual prompt appears
	NoCollection                // gnome-keyring without any default collection, as for a new user
	NoService                   // no Secret Service, and none that the bus could start
)

// Password opens the default collection.
const Password = "keytray"

const (
	secretsName = "org.freedesktop.secrets"
	secretsPath = "/org/freedesktop/secrets"
)

// startKeyring brings the Secret Service into the wanted state.
func (s *Session) startKeyring(ctx context.Context, o Options) error {
	if o.NoBus || o.Keyring == NoService {
		return nil
	}
	if o.Keyring == Locked { // make the collection with one daemon; the next has never seen the password
		if err := s.runKeyring(ctx, Unlocked); err != nil {
			return err
		}
		if err := s.StopKeyring(); err != nil {
			return err
		}
		if err := s.waitOwner(ctx, secretsName, 0, nil); err != nil {
			return err
		}
	}
	return s.runKeyring(ctx, o.Keyring)
}

// runKeyring starts gnome-keyring and waits until it serves the wanted state.
func (s *Session) runKeyring(ctx context.Context, want Keyring) error {
	p, err := s.launchKeyring(want)
	if err != nil {
		return err
	}
	s.mu.Lock()
	s.keyring = p
	s.mu.Unlock()
	if err := s.waitOwner(ctx, secretsName, p.pid, p.done); err != nil {
		return p.failed(fmt.Errorf("no Secret Service: %w", err))
	}
	got, err := s.keyringState(ctx)
	if err == nil && got != want {
		err = fmt.Errorf("the keyring came up in state %d, not %d", got, want)
	}
	if err != nil {
		return p.failed(err)
	}
	return nil
}

// launchKeyring starts the daemon. Distributions may give it a file capability that a container does not allow; the
// kernel then refuses to run it, but runs a copy, which has none.
func (s *Session) launchKeyring(want Keyring) (*process, error) {
	p, err := s.launch(s.keyringCommand("gnome-keyring-daemon", want))
	if !errors.Is(err, syscall.EPERM) {
		return p, err
	}
	plain, err := s.copyProgram("gnome-keyring-daemon")
	if err != nil {
		return nil, err
	}
	return s.launch(s.keyringCommand(plain, want))
}

func (s *Session) keyringCommand(program string, want Keyring) *exec.Cmd {
	cmd := s.service(program, "--foreground", "--components=secrets")
	if want == Unlocked {
		cmd.Args = append(cmd.Args, "--unlock") // makes the collection when there is none
		cmd.Stdin = strings.NewReader(Password)
	}
	return cmd
}

func (s *Session) copyProgram(name string) (string, error) {
	path, err := exec.LookPath(name)
	if err != nil {
		return "", err
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	plain := filepath.Join(s.Dir, name)
	return plain, os.WriteFile(plain, data, 0o700)
}

// keyringState asks the Secret Service which of the states it is in.
func (s *Session) keyringState(ctx context.Context) (Keyring, error) {
	var path dbus.ObjectPath
	service := s.conn.Object(secretsName, secretsPath)
	if err := service.CallWithContext(ctx, "org.freedesktop.Secret.Service.ReadAlias", 0, "default").Store(&path); err != nil {
		return 0, err
	}
	if path == "/" {
		return NoCollection, nil
	}
	var locked bool
	collection := s.conn.Object(secretsName, path)
	err := collection.CallWithContext(ctx, "org.freedesktop.DBus.Properties.Get", 0,
		"org.freedesktop.Secret.Collection", "Locked").Store(&locked)
	if locked {
		return Locked, err
	}
	return Unlocked, err
}

// StopKeyring kills the Secret Service, as a crash would. Nothing happens when there is none or it is gone already.
func (s *Session) StopKeyring() error {
	s.mu.Lock()
	p := s.keyring
	s.mu.Unlock()
	if p != nil {
		p.kill()
	}
	return nil
}

// LookupSecret asks the Secret Service for a value as another program would: through `secret-tool lookup` with
// attribute names and values in turn. It is false when there is no such item.
func (s *Session) LookupSecret(ctx context.Context, attrs ...string) (string, bool, error) {
	value, said, err := s.output(ctx, toolLimit, "secret-tool", append([]string{"lookup"}, attrs...)...)
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() == 1 && said == "" {
		return "", false, nil
	}
	return value, err == nil, err
}
