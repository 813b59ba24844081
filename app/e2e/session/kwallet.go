package session

import (
	"context"
	"crypto/pbkdf2"
	"crypto/sha512"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
)

// walletHashSize is the length in bytes of the hash that opens a wallet, and of its salt.
const walletHashSize = 56

// walletPrograms are the names that the daemon with the Secret Service has had, newest first. After KDE Frameworks 6.13 it
// became a program of its own.
var walletPrograms = []string{"ksecretd", "kwalletd6", "kwalletd5"}

// KWalletSettings is what may be different where KWallet runs.
type KWalletSettings struct {
	NoPlugins bool // without those of its crypto library (QCA), which are a package of their own: no encrypted sessions
}

// startKWallet starts KWallet in the wanted state. The first daemon makes the wallet; not every version shows other
// programs a wallet that was not there at its start.
func (s *Session) startKWallet(ctx context.Context, o Options) error {
	if o.Keyring == NoCollection {
		p, err := s.runKWallet(ctx, o, false)
		if err != nil {
			return err
		}
		return s.inState(ctx, p, NoCollection)
	}
	if _, err := s.runKWallet(ctx, o, true); err != nil {
		return err
	}
	if _, err := s.keyringState(ctx); err != nil { // it answers when it has made the wallet
		return s.keyring.failed(err)
	}
	if err := s.endKeyring(ctx); err != nil {
		return err
	}
	return s.openKWallet(ctx, o)
}

// openKWallet starts the daemon when there is a wallet.
func (s *Session) openKWallet(ctx context.Context, o Options) error {
	p, err := s.runKWallet(ctx, o, o.Keyring != Locked)
	if err != nil {
		return err
	}
	if err := s.inState(ctx, p, Locked); err != nil || o.Keyring != Unlocked {
		return err
	}
	if err := s.prompted(ctx, "Unlock"); err != nil {
		return p.failed(err)
	}
	return s.inState(ctx, p, Unlocked)
}

// runKWallet starts the daemon, as the login does or as a program that asks for it.
func (s *Session) runKWallet(ctx context.Context, o Options, login bool) (*process, error) {
	cmd := s.service(serving("", walletPrograms...))
	if s.Display == "" {
		cmd.Env = append(cmd.Env, "QT_QPA_PLATFORM=offscreen")
	}
	if o.KWallet.NoPlugins {
		cmd.Env = append(cmd.Env, "QCA_NO_PLUGINS=1")
	}
	start := func() (*process, error) { return s.launch(cmd) }
	if login {
		start = func() (*process, error) { return s.logIn(ctx, cmd) }
	}
	p, err := start()
	if err != nil {
		return nil, err
	}
	return p, s.serves(ctx, p)
}

// logIn launches the daemon as the login does (pam_kwallet): it reads the hash of the password from one file descriptor,
// and the session's environment from whoever connects to the socket that is the other.
func (s *Session) logIn(ctx context.Context, cmd *exec.Cmd) (*process, error) {
	hash, err := s.walletHash()
	if err != nil {
		return nil, err
	}
	r, w, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	_, err = w.Write(hash) // fits into the pipe
	if err := errors.Join(err, w.Close()); err != nil {
		return nil, err
	}
	socket := filepath.Join(s.Dir, "wallet")
	listener, err := net.Listen("unix", socket)
	if err != nil {
		return nil, err
	}
	defer listener.Close()
	environment, err := listener.(*net.UnixListener).File()
	if err != nil {
		return nil, err
	}
	defer environment.Close()

	cmd.Env = append(cmd.Env, "PAM_KWALLET5_LOGIN=1")
	cmd.Args = append(cmd.Args, "--pam-login", "3", "4")
	cmd.ExtraFiles = []*os.File{r, environment}
	p, err := s.launch(cmd)
	if err != nil {
		return nil, err
	}
	var d net.Dialer
	conn, err := d.DialContext(ctx, "unix", socket) // it has its environment already, and hears nothing more
	if err != nil {
		return nil, p.failed(err)
	}
	return p, conn.Close()
}

// walletHash is what the daemon makes of Password. The salt lies beside the wallet.
func (s *Session) walletHash() ([]byte, error) {
	salt := []byte(fmt.Sprintf("%-*s", walletHashSize, "keytray"))
	dir := filepath.Join(s.Home, ".local", "share", "kwalletd")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	if err := os.WriteFile(filepath.Join(dir, "kdewallet.salt"), salt, 0o600); err != nil {
		return nil, err
	}
	return pbkdf2.Key(sha512.New, Password, salt, 50_000, walletHashSize)
}
