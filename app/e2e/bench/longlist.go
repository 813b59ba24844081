//go:build !windows && !darwin

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"keytray/app/e2e/fakedesk"
	"keytray/app/e2e/session"
	"keytray/app/keychain/keychaintest"
	"keytray/app/vault"
)

// The goals are for a long list; what a longer one takes is for information.
const (
	longList   = 1_000
	longerList = 10_000
)

// longLists measures lists of many keys, in a session of their own: its keychain is empty, for a list shows no values.
func (w *world) longLists(ctx context.Context) ([]row, error) {
	var rows []row
	for _, n := range []int{longList, longerList} {
		more, err := w.longList(ctx, n)
		rows = append(rows, more...)
		if err != nil {
			return rows, err
		}
	}
	return rows, nil
}

func (w *world) longList(ctx context.Context, keys int) ([]row, error) {
	home, err := session.Start(ctx, session.Options{})
	if err != nil {
		return nil, err
	}
	defer home.Close()
	desk, err := fakedesk.Start(ctx, home.BusAddress, fakedesk.Options{Eager: true})
	if err != nil {
		return nil, err
	}
	defer desk.Close()
	long := &many{
		world: &world{Session: home, desk: desk, program: w.program, rounds: w.rounds},
		keys:  keys, path: index(home),
	}
	if long.content, err = long.fill(index(w.Session), keys); err != nil {
		return nil, err
	}
	var rows []row
	for _, measure := range []func(context.Context) ([]row, error){long.commands, long.inProcess, long.agent} {
		more, err := measure(ctx)
		rows = append(rows, more...)
		if err != nil {
			return rows, err
		}
	}
	return rows, nil
}

// many is a world with a long list.
type many struct {
	*world
	keys    int
	path    string // of the index
	content []byte // of the index
}

// row names what was measured; the goal is dropped for the longer list.
func (m *many) row(what string, ours sample, peer string, theirs sample, most float64) row {
	r := row{what: fmt.Sprintf("%d keys: %s", m.keys, what), ours: ours, peer: peer, theirs: theirs, goal: goal{atMost, most}}
	if m.keys != longList {
		r.goal = goal{}
	}
	return r
}

// commands measures whole commands beside a program that only copies the same file.
func (m *many) commands(ctx context.Context) ([]row, error) {
	cat, err := exec.LookPath("cat")
	if err != nil {
		return nil, err
	}
	lines := func(got string) bool { return strings.Count(got, "\n") == m.keys+1 } // and a heading
	objects := func(got string) bool {
		var all []json.RawMessage
		return json.Unmarshal([]byte(got), &all) == nil && len(all) == m.keys
	}
	samples, err := interleaved(ctx, m.rounds,
		prints(m.Session, lines, m.program, "list"),
		prints(m.Session, objects, m.program, "list", "--json"),
		prints(m.Session, exactly(string(m.content)), cat, m.path))
	if err != nil {
		return nil, err
	}
	const peer = "floor: cat index.json"
	return []row{
		m.row("list, ms", samples[0], peer, samples[2], 15),
		m.row("list --json, ms", samples[1], peer, samples[2], 20),
	}, nil
}

// inProcess measures what the agent and each command do with the index, beside the least that a safe change can do.
func (m *many) inProcess(ctx context.Context) ([]row, error) {
	p := vault.Params{Dir: filepath.Dir(m.path), Store: keychaintest.New(), Now: time.Now}
	v := vault.New(p)
	x, err := v.Index(ctx)
	if err != nil {
		return nil, err
	}
	id, round := x.Keys[m.keys/2].ID, 0
	samples, err := interleaved(ctx, m.rounds,
		timed(func(ctx context.Context) error {
			x, err := vault.New(p).Index(ctx)
			if err == nil && len(x.Keys) != m.keys {
				err = fmt.Errorf("the index has %d keys, not %d", len(x.Keys), m.keys)
			}
			return err
		}),
		timed(func(ctx context.Context) error {
			round++
			_, err := v.Edit(ctx, id, func(k *vault.Key, _ *vault.Version) error {
				k.Notes = fmt.Sprint("round ", round)
				return nil
			})
			return err
		}),
		timed(func(context.Context) error { return replace(filepath.Join(m.Home, "floor"), m.content) }))
	if err != nil {
		return nil, err
	}
	return []row{
		m.row("read the index, ms", samples[0], "", nil, 10),
		m.row("change one key, ms", samples[1], "floor: write, fsync, rename", samples[2], 8),
	}, nil
}

func timed(f func(context.Context) error) job {
	return func(ctx context.Context) (time.Duration, error) {
		start := time.Now()
		err := f(ctx)
		return time.Since(start), err
	}
}

// replace writes a file as a careful program does.
func replace(path string, content []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), "new-*")
	if err != nil {
		return err
	}
	defer f.Close()
	if _, err := f.Write(content); err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

// agent weighs one that has read the list and shows its menu.
func (m *many) agent(ctx context.Context) ([]row, error) {
	a, _, err := m.startAgent(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { _ = a.end() }() // the figures are in by then
	used := &watched{pid: a.pid()}
	if err := pause(ctx, settling); err != nil {
		return nil, err
	}
	if err := used.weigh(); err != nil {
		return nil, err
	}
	return []row{m.row("idle agent's RSS, MiB", used.rss, "", nil, 14)}, nil
}

// index is where the program keeps the list of keys.
func index(s *session.Session) string {
	return filepath.Join(s.Home, ".local", "share", "keytray", "index.json")
}

// manyKeys repeats the entries of an index that the program itself has written, each with an ID and a name of its own,
// so that it is of the present format whatever that is.
func manyKeys(path string, keys int) ([]byte, error) {
	written, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var x map[string]any
	if err := json.Unmarshal(written, &x); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	entries, _ := x["keys"].([]any)
	if len(entries) == 0 {
		return nil, fmt.Errorf("%s has no keys", path)
	}
	many := make([]any, keys)
	for i := range many {
		entry, ok := entries[i%len(entries)].(map[string]any)
		if !ok {
			return nil, fmt.Errorf("%s has an entry of an unknown form", path)
		}
		copied := maps.Clone(entry)
		copied["id"], copied["name"] = fmt.Sprintf("%016d", i), fmt.Sprintf("key-%05d", i)
		many[i] = copied
	}
	x["keys"] = many
	return json.MarshalIndent(x, "", " ")
}
