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
	Unlocked      Keyring = iota // an unlocked default collection
	Locked                       // the same collection, locked; Password opens it. With a display the usual prompt appears
	NoCollection                 // no default collection, as for a new user
	NoService                    // no Secret Service, and none that the bus could start
	OpenedAtLogin                // KWallet only: says that it is locked, and opens without a question for the first who asks
)

// Service is the program that plays the Secret Service.
type Service int

// The programs that a person may have.
const (
	GNOMEKeyring Service = iota
	KeePassXC
	KWallet
)

// Password opens the default collection.
const Password = "keytray"

const (
	secretsName = "org.freedesktop.secrets"
	secretsPath = "/org/freedesktop/secrets"
	secretsCall = "org.freedesktop.Secret.Service."
)

// startKeyring brings the Secret Service into the wanted state.
func (s *Session) startKeyring(ctx context.Context, o Options) error {
	switch {
	case o.NoBus || o.Keyring == NoService:
		return nil
	case o.Service == KeePassXC:
		return s.startKeePassXC(ctx, o)
	case o.Service == KWallet:
		return s.startKWallet(ctx, o)
	}
	return s.startGNOMEKeyring(ctx, o)
}

func (s *Session) startGNOMEKeyring(ctx context.Context, o Options) error {
	if o.Keyring == Locked { // make the collection with one daemon; the next has never seen the password
		if err := s.runKeyring(ctx, Unlocked); err != nil {
			return err
		}
		if err := s.endKeyring(ctx); err != nil {
			return err
		}
	}
	return s.runKeyring(ctx, o.Keyring)
}

// endKeyring kills the Secret Service and waits until the bus knows.
func (s *Session) endKeyring(ctx context.Context) error {
	if err := s.StopKeyring(); err != nil {
		return err
	}
	return s.waitOwner(ctx, secretsName, 0, nil)
}

// runKeyring starts gnome-keyring and waits until it serves the wanted state.
func (s *Session) runKeyring(ctx context.Context, want Keyring) error {
	p, err := s.launchKeyring(want)
	if err != nil {
		return err
	}
	if err := s.serves(ctx, p); err != nil {
		return err
	}
	return s.inState(ctx, p, want)
}

// serves makes p the session's Secret Service and waits until it is on the bus.
func (s *Session) serves(ctx context.Context, p *process) error {
	s.mu.Lock()
	s.keyring = p
	s.mu.Unlock()
	if err := s.waitOwner(ctx, secretsName, p.pid, p.done); err != nil {
		return p.failed(fmt.Errorf("no Secret Service: %w", err))
	}
	return nil
}

// inState fails unless the Secret Service is in the wanted state now.
func (s *Session) inState(ctx context.Context, p *process, want Keyring) error {
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
	if err := service.CallWithContext(ctx, secretsCall+"ReadAlias", 0, "default").Store(&path); err != nil {
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

// LockKeyring locks the default collection, as its owner would.
func (s *Session) LockKeyring(ctx context.Context) error { return s.prompted(ctx, "Lock") }

// prompted calls Lock or Unlock for the default collection, and waits for the end of the service's prompt if it wants one.
func (s *Session) prompted(ctx context.Context, method string) error {
	ctx, cancel := context.WithTimeout(ctx, toolLimit)
	defer cancel()
	conn, err := s.Bus(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	completed := make(chan *dbus.Signal, 16)
	conn.Signal(completed)
	if err := conn.AddMatchSignalContext(ctx, dbus.WithMatchInterface("org.freedesktop.Secret.Prompt")); err != nil {
		return err
	}
	var collection, prompt dbus.ObjectPath
	var done []dbus.ObjectPath
	service := conn.Object(secretsName, secretsPath)
	if err := service.CallWithContext(ctx, secretsCall+"ReadAlias", 0, "default").Store(&collection); err != nil {
		return err
	}
	if err := service.CallWithContext(ctx, secretsCall+method, 0, []dbus.ObjectPath{collection}).Store(&done, &prompt); err != nil || prompt == "/" {
		return err
	}
	if err := conn.Object(secretsName, prompt).CallWithContext(ctx, "org.freedesktop.Secret.Prompt.Prompt", 0, "").Err; err != nil {
		return err
	}
	for {
		select {
		case sig, ok := <-completed:
			if !ok {
				return dbus.ErrClosed
			}
			if sig.Path != prompt || sig.Name != "org.freedesktop.Secret.Prompt.Completed" {
				continue
			}
			if len(sig.Body) == 0 || sig.Body[0] != false {
				return fmt.Errorf("%s: the prompt ended with %v", method, sig.Body)
			}
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
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

// RestartKeyring starts the Secret Service again after StopKeyring, with what it had stored, in the state of the session's
// Options.
func (s *Session) RestartKeyring(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, startLimit)
	defer cancel()
	switch s.options.Service {
	case KeePassXC:
		return s.runKeePassXC(ctx, s.options)
	case KWallet:
		return s.openKWallet(ctx, s.options)
	}
	return s.runKeyring(ctx, s.options.Keyring)
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
