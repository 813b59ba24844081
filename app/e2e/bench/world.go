//go:build !windows && !darwin

package main

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"keytray/app/e2e/fakedesk"
	"keytray/app/e2e/session"
)

// keyCount is how many keys there are, except in the long list.
const keyCount = 20

// key is one of them. Its value is random and never printed.
type key struct{ id, name, value string }

// item names the key's keychain item as secret-tool does.
func (k key) item() []string { return []string{"service", "keytray", "username", k.id + ".1"} }

// world is a throw-away desktop with our keys in its keychain. No agent runs in it yet.
type world struct {
	*session.Session
	desk    *fakedesk.Desk
	program string // full path of our copy
	peer    string // full path of secret-tool: no search in PATH is measured
	rounds  int
	keys    []key
}

// programs are the files that are measured.
type programs struct {
	keytray string // without the window
	window  string // with it
	empty   string // emptyWindow
}

func newWorld(ctx context.Context, p programs, rounds int) (*world, error) {
	peer, err := exec.LookPath("secret-tool")
	if err != nil {
		return nil, &session.MissingError{Programs: []string{"secret-tool"}}
	}
	s, err := session.Start(ctx, session.Options{Display: true})
	if err != nil {
		return nil, err
	}
	w := &world{Session: s, peer: peer, rounds: rounds}
	if err := w.furnish(ctx, p); err != nil {
		w.close()
		return nil, err
	}
	return w, nil
}

func (w *world) furnish(ctx context.Context, p programs) error {
	if err := w.install(p); err != nil {
		return err
	}
	var err error
	if w.desk, err = fakedesk.Start(ctx, w.BusAddress, fakedesk.Options{Eager: true}); err != nil {
		return err
	}
	return w.addKeys(ctx)
}

// emptyWindow is the program with a window that has nothing in it.
const emptyWindow = "emptywindow"

// install copies the programs, as a package does: nobody rebuilds them while they are measured, and they lie in the page
// cache in large pieces. As the linker leaves them there, each start takes about half a millisecond longer.
func (w *world) install(p programs) error {
	w.program = filepath.Join(w.Dir, "keytray")
	for from, to := range map[string]string{p.keytray: w.program, p.window: w.program + "-window", p.empty: filepath.Join(w.Dir, emptyWindow)} {
		content, err := os.ReadFile(from)
		if err != nil {
			return fmt.Errorf("%w: build it first, with: make bench", err)
		}
		if err := os.WriteFile(to, content, 0o700); err != nil {
			return err
		}
	}
	return nil
}

func (w *world) close() {
	if w.desk != nil {
		w.desk.Close()
	}
	w.Session.Close()
}

// addKeys stores the keys with the program itself, and asks it for their IDs.
func (w *world) addKeys(ctx context.Context) error {
	providers := []string{"openai", "anthropic", "github", "other"}
	values := map[string]string{}
	for i := range keyCount {
		name := fmt.Sprintf("key-%02d", i+1)
		values[name] = rand.Text() + rand.Text()
		if _, err := w.keytray(ctx, values[name], "add", name, "--provider", providers[i%len(providers)]); err != nil {
			return err
		}
	}
	said, err := w.keytray(ctx, "", "list", "--json")
	if err != nil {
		return err
	}
	var listed []struct{ ID, Name string }
	if err := json.Unmarshal([]byte(said), &listed); err != nil {
		return fmt.Errorf("list --json: %w", err)
	}
	if len(listed) != keyCount {
		return fmt.Errorf("list --json has %d keys, not %d", len(listed), keyCount)
	}
	for _, l := range listed {
		w.keys = append(w.keys, key{l.ID, l.Name, values[l.Name]})
	}
	return nil
}

// keytray runs a command that is not measured.
func (w *world) keytray(ctx context.Context, stdin string, args ...string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, jobLimit)
	defer cancel()
	cmd := w.Command(ctx, w.program, args...)
	cmd.Stdin = strings.NewReader(stdin)
	out, err := cmd.Output()
	if err != nil {
		return "", failed(cmd, err)
	}
	return string(out), nil
}

// fill gives a person who has no keys some, without values, and returns what is in the index then.
func (w *world) fill(from string, keys int) ([]byte, error) {
	content, err := manyKeys(from, keys)
	if err != nil {
		return nil, err
	}
	path := index(w.Session)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, err
	}
	return content, os.WriteFile(path, content, 0o600)
}
