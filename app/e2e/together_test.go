//go:build linux

package e2e_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// Commands that find no agent start one. However many do so at the same instant it is
// one, and nobody takes the others for a person who starts Keytray a second time and
// wants to see its window.
func TestOfManyCommandsAtOnceOneStartsTheAgent(t *testing.T) {
	p := atDesk(t)
	p.program = withFakeWindow(t, p)
	for round := range 20 {
		home := p.movesTo(round)
		counted := p.counts()
		var all sync.WaitGroup
		for range 10 {
			all.Go(func() {
				if said, err := p.command("pick"); err != nil {
					t.Errorf("%v: %s", err, said)
				}
			})
		}
		all.Wait()
		if most := counted(); most != 1 {
			t.Errorf("round %d: there were %d agents", round, most)
		}
		if _, err := p.command("quit"); err != nil {
			t.Errorf("quit: %v", err)
		}
		poll(t, "agents stay", func() bool { return len(p.agents()) == 0 })
		var opened []byte
		poll(t, "no window is opened", func() bool {
			opened, _ = os.ReadFile(filepath.Join(home, "called"))
			return len(opened) > 0
		})
		if got := string(opened); got != "window pick\n" {
			t.Errorf("round %d: the last window was opened as %q", round, got)
		}
	}
}

// A command right after quitting waits for the agent that is ending, and the new one
// has the shortcut: the old one has let it go.
func TestTheNextAgentHasTheShortcut(t *testing.T) {
	p := atDesk(t)
	p.program = withFakeWindow(t, p)
	p.do("", "config", "shortcut.pick", "ctrl+alt+shift+f7") // nobody else's
	for range 10 {
		p.do("", "pick")
		poll(t, "the shortcut is not there", func() bool {
			return strings.Contains(p.do("", "doctor"), "opens the quick picker")
		})
		p.do("", "quit")
	}
	if log := p.log(); strings.Contains(log, "another program has grabbed it") {
		t.Error("an agent found the shortcut taken by the one before")
	}
}

// movesTo gives the person an empty home of their own, and returns it.
func (p *person) movesTo(round int) string {
	p.t.Helper()
	home := filepath.Join(p.session.Home, strconv.Itoa(round))
	state, run := filepath.Join(home, "state"), filepath.Join(home, "run")
	if err := os.MkdirAll(filepath.Join(state, "keytray"), 0o700); err != nil {
		p.t.Fatal(err)
	}
	if err := os.Mkdir(run, 0o700); err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(state, "keytray", "welcomed"), nil, 0o600); err != nil {
		p.t.Fatal(err)
	}
	p.env = []string{
		"HOME=" + home, "XDG_STATE_HOME=" + state, "XDG_RUNTIME_DIR=" + run,
		"XDG_CONFIG_HOME=" + filepath.Join(home, "config"), "XDG_DATA_HOME=" + filepath.Join(home, "data"),
	}
	return home
}

// command types one, from any goroutine.
func (p *person) command(args ...string) (said string, err error) {
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	cmd := p.session.Command(ctx, p.program, args...)
	cmd.Env = append(cmd.Env, p.env...)
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// agents are the processes of the person's program that have no arguments. A child of one
// is none: it is about to become another program.
func (p *person) agents() (pids []string) {
	parents := map[string]string{}
	folders, _ := filepath.Glob("/proc/[0-9]*")
	for _, dir := range folders {
		line, err := os.ReadFile(filepath.Join(dir, "cmdline"))
		if err != nil || string(bytes.TrimRight(line, "\x00")) != p.program {
			continue
		}
		stat, _ := os.ReadFile(filepath.Join(dir, "stat"))
		_, after, _ := bytes.Cut(stat, []byte(") ")) // state and parent; see proc(5)
		if fields := bytes.Fields(after); len(fields) > 1 {
			parents[filepath.Base(dir)] = string(fields[1])
		}
	}
	for pid, parent := range parents {
		if _, child := parents[parent]; !child {
			pids = append(pids, pid)
		}
	}
	return pids
}

// counts looks for agents until it is asked for the most that there were.
func (p *person) counts() (most func() int) {
	done, result := make(chan struct{}), make(chan int)
	go func() {
		seen := 0
		for {
			seen = max(seen, len(p.agents()))
			select {
			case <-done:
				result <- max(seen, len(p.agents()))
				return
			case <-time.After(time.Millisecond):
			}
		}
	}()
	return func() int { close(done); return <-result }
}
