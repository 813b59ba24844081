//go:build linux

// Package e2e_test runs the whole program the way a person does: the real lean
// binary in a throw-away session with a real keyring and X server, its tray
// clicked through dbusmenu and its commands typed.
package e2e_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/base32"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"keytray/app/e2e/fakedesk"
	"keytray/app/e2e/session"
)

// limit bounds each wait; on a quiet machine they end within milliseconds.
const limit = 20 * time.Second

// binary is the path of a built program. `make build` makes them.
func binary(t *testing.T, name string) string {
	t.Helper()
	path, err := filepath.Abs(filepath.Join("..", "..", "bin", name))
	if err == nil {
		_, err = os.Stat(path)
	}
	if err != nil {
		t.Fatalf("%v: run make build first", err)
	}
	return path
}

// person sits at a desktop of their own.
type person struct {
	t       *testing.T
	session *session.Session
	desk    *fakedesk.Desk
	program string
	env     []string // beside the session's
	makes   string   // the fault that the test makes a program tell of
}

func newPerson(t *testing.T, so session.Options, do fakedesk.Options) *person {
	t.Helper()
	t.Parallel()
	p := &person{t: t, session: session.New(t, so), program: binary(t, "keytray"), env: []string{"KEYTRAY_CHECK_THREADS=1"}}
	desk, err := fakedesk.Start(t.Context(), p.session.BusAddress, do)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(desk.Close)
	p.desk = desk
	p.hasBeenWelcomed()
	return p
}

// hasBeenWelcomed makes the next start not the first one, which opens the window.
func (p *person) hasBeenWelcomed() {
	p.t.Helper()
	if err := os.MkdirAll(filepath.Dir(p.welcomed()), 0o700); err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(p.welcomed(), nil, 0o600); err != nil {
		p.t.Fatal(err)
	}
}

// welcomed is the mark of somebody who started Keytray before.
func (p *person) welcomed() string {
	return filepath.Join(p.session.Home, ".local", "state", "keytray", "welcomed")
}

func atDesk(t *testing.T) *person {
	return newPerson(t, session.Options{Display: true}, fakedesk.Options{})
}

func (p *person) ctx() context.Context {
	ctx, cancel := context.WithTimeout(p.t.Context(), limit)
	p.t.Cleanup(cancel)
	return ctx
}

// run types a command and returns what it printed and its exit status.
func (p *person) run(stdin string, args ...string) (stdout, stderr string, status int) {
	p.t.Helper()
	cmd := p.session.Command(p.ctx(), p.program, args...)
	cmd.Env = append(cmd.Env, p.env...)
	cmd.Stdin = strings.NewReader(stdin)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	var exit *exec.ExitError
	if err := cmd.Run(); err != nil && !errors.As(err, &exit) {
		p.t.Fatalf("keytray %s: %v", args[0], err)
	}
	return out.String(), errs.String(), cmd.ProcessState.ExitCode()
}

// do types a command that must work.
func (p *person) do(stdin string, args ...string) string {
	p.t.Helper()
	out, errs, status := p.run(stdin, args...)
	if status != 0 || errs != "" {
		p.t.Fatalf("keytray %s: status %d, %s", args[0], status, errs)
	}
	return out
}

// add stores a new key and returns its ID and value.
func (p *person) add(name string, flags ...string) (id, value string) {
	p.t.Helper()
	value = newValue()
	p.do(value+"\n", append([]string{"add", name}, flags...)...)
	return p.show(name).ID, value
}

type shown struct {
	ID, Name, Phase, Provider, Kind, Env string
	CopyCount                            int `json:"copy_count"`
	Previous                             int
	Versions                             []struct{ Item, State string }
}

func (p *person) show(name string) (k shown) {
	p.t.Helper()
	if err := json.Unmarshal([]byte(p.do("", "show", name, "--json")), &k); err != nil {
		p.t.Fatal(err)
	}
	return k
}

// newValue makes a value that looks like nobody's key.
func newValue() string {
	b := make([]byte, 20)
	_, _ = rand.Read(b) // never fails
	return "test-" + strings.ToLower(base32.StdEncoding.EncodeToString(b))
}

// agent is a running tray program.
type agent struct {
	p     *person
	cmd   *exec.Cmd
	ended chan error
}

// startAgent starts the tray program and waits for its icon.
func (p *person) startAgent() *agent {
	p.t.Helper()
	a := p.launch()
	if _, err := p.desk.WaitItem(p.ctx()); err != nil {
		p.t.Fatalf("no tray icon: %v\n%s", err, p.log())
	}
	return a
}

// launch starts the tray program and waits for nothing.
func (p *person) launch(args ...string) *agent {
	p.t.Helper()
	a := &agent{p: p, cmd: p.session.Command(context.Background(), p.program, args...), ended: make(chan error, 1)}
	a.cmd.Env = append(a.cmd.Env, p.env...)
	a.cmd.Stderr = p.faults() // of its window, too
	if err := a.cmd.Start(); err != nil {
		p.t.Fatal(err)
	}
	go func() { a.ended <- a.cmd.Wait() }()
	p.t.Cleanup(a.kill)
	return a
}

// kill ends it as a crash would.
func (a *agent) kill() {
	_ = a.cmd.Process.Kill()
	_ = a.wait()
}

func (a *agent) signal(s syscall.Signal) {
	a.p.t.Helper()
	if err := a.cmd.Process.Signal(s); err != nil {
		a.p.t.Fatal(err)
	}
}

// wait waits for its end.
func (a *agent) wait() error {
	a.p.t.Helper()
	select {
	case err := <-a.ended:
		a.ended <- err
		return err
	case <-time.After(limit):
		a.p.t.Errorf("the agent does not end\n%s", a.p.log())
		return nil
	}
}

func (p *person) log() string {
	content, _ := os.ReadFile(filepath.Join(p.session.Home, ".local/state/keytray/keytray.log"))
	return string(content)
}

func (p *person) click(label string) {
	p.t.Helper()
	if err := p.desk.Click(p.ctx(), label); err != nil {
		p.t.Fatal(err)
	}
}

// labels are the menu's lines; separators are empty.
func labels(menu []fakedesk.Entry) []string {
	var all []string
	for _, e := range menu {
		all = append(all, e.Label)
	}
	return all
}

// waitMenu waits until a line starts so, and returns the menu.
func (p *person) waitMenu(start string) []fakedesk.Entry {
	p.t.Helper()
	menu, err := p.desk.WaitMenu(p.ctx(), func(all []fakedesk.Entry) bool { return starts(all, start) })
	if err != nil {
		p.t.Fatalf("no menu line starts with %q: %v in %q\n%s", start, err, labels(menu), p.log())
	}
	return menu
}

func starts(all []fakedesk.Entry, start string) bool {
	for _, e := range all {
		if strings.HasPrefix(e.Label, start) {
			return true
		}
	}
	return false
}

// waitClipboard waits until another program would paste this.
func (p *person) waitClipboard(what, want string) {
	p.t.Helper()
	for end := time.Now().Add(limit); ; time.Sleep(10 * time.Millisecond) {
		got, err := p.session.Clipboard(p.t.Context())
		if err == nil && got == want {
			return
		}
		if time.Now().After(end) {
			p.t.Fatalf("%s: the clipboard holds %d characters, want %d (%v)\n%s", what, len(got), len(want), err, p.log())
		}
	}
}

func (p *person) assertClipboard(what, want string) {
	p.t.Helper()
	if got, err := p.session.Clipboard(p.t.Context()); err != nil || got != want {
		p.t.Errorf("%s: the clipboard holds %d characters, want %d (%v)", what, len(got), len(want), err)
	}
}

func (p *person) assertItem(what, id, want string) {
	p.t.Helper()
	got, found, err := p.session.LookupSecret(p.ctx(), "service", "keytray", "username", id)
	if err != nil || found != (want != "") || got != want {
		p.t.Errorf("%s: keychain item %s: found %v, as wanted %v (%v)", what, id, found, got == want, err)
	}
}
