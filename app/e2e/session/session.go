// Package session starts a private, throw-away desktop session: its own home and runtime folder, D-Bus session bus,
// Secret Service (gnome-keyring, KeePassXC or KWallet) and X server. Tests and the demo run real programs inside it. It
// works as root in a bare container, without systemd, and touches nothing of the session it was started from.
//
// The tray host and the notification server are not here: package fakedesk plays them on the session's bus.
package session

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/godbus/dbus/v5"
)

const (
	startLimit = 20 * time.Second // for all of Start
	toolLimit  = 10 * time.Second // for one helper program
	endLimit   = 2 * time.Second  // from asking a program to end to killing it
)

// Options says what kind of session Start makes. The zero value is a bus with an unlocked keyring and no display.
type Options struct {
	Keyring Keyring
	Service Service // the program that is the Secret Service; gnome-keyring if nothing else is said
	Display bool    // start an X server (Xvfb) on a free display
	NoBus   bool    // no D-Bus at all, and so no keyring either
	Screen  string  // size and depth of the display; 1280x800x24 when empty

	Wayland  bool // start a Wayland compositor (sway, without a screen)
	XWayland bool // and have it start an X server; instead of Display

	KeePassXC KeePassXCSettings
	KWallet   KWalletSettings
}

// Session is a running throw-away session. Its methods may be called from several goroutines.
type Session struct {
	Dir        string // holds everything; removed by Close
	Home       string // HOME of the programs inside
	Runtime    string // their XDG_RUNTIME_DIR
	Display    string // like ":5"; empty without a display
	BusAddress string // of the session bus; empty without one

	WaylandDisplay string // the compositor's socket, an absolute path; empty without one

	options Options
	conn    *dbus.Conn // our own view of the bus
	display *process
	bus     *process
	wayland *process

	mu      sync.Mutex // guards what follows
	keyring *process
	started []*process // every program we started, oldest first
	closed  bool
}

// Start makes a session. The context and a limit of 20 seconds bound the start, not the life of the session: the
// caller ends it with Close. The error names the program that failed and what it said; it is a *MissingError when
// something is not installed.
func Start(ctx context.Context, o Options) (*Session, error) {
	if err := installed(needs(o)...); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, startLimit)
	defer cancel()
	s, err := folders()
	if err != nil {
		return nil, fmt.Errorf("session: %w", err)
	}
	s.options = o
	for _, step := range []func(context.Context, Options) error{s.startDisplay, s.startWayland, s.startBus, s.startKeyring} {
		if err := step(ctx, o); err != nil {
			s.Close()
			return nil, fmt.Errorf("session: %w", err)
		}
	}
	return s, nil
}

// Close ends every program the session started and removes its folder. Closing twice does nothing.
func (s *Session) Close() {
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return
	}
	s.closed = true
	started := slices.Clone(s.started)
	s.mu.Unlock()

	s.endPrompter()
	s.endPrograms(started)
	if s.conn != nil {
		_ = s.conn.Close() // it may be gone already
	}
	for _, p := range slices.Backward(started) {
		p.ask()
	}
	for _, p := range started {
		p.end()
	}
	if s.display != nil {
		_ = removeSocket(s.Display)
	}
	s.sweep()
	_ = os.RemoveAll(s.Dir) // best effort
}

// folders makes the session's private folders, readable by their owner only.
func folders() (*Session, error) {
	root := os.TempDir()
	if len(root) > 60 { // a socket's path has at most 107 bytes, see unix(7)
		root = "/tmp"
	}
	dir, err := os.MkdirTemp(root, "keytray-")
	if err != nil {
		return nil, err
	}
	s := &Session{Dir: dir, Home: filepath.Join(dir, "home"), Runtime: filepath.Join(dir, "run")}
	for _, d := range []string{s.Home, s.Runtime, filepath.Join(dir, "log")} {
		if err := os.Mkdir(d, 0o700); err != nil {
			_ = os.RemoveAll(dir)
			return nil, err
		}
	}
	return s, nil
}

var errClosed = errors.New("the session is closed")
