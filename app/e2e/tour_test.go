//go:build linux

package e2e_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"
)

// tour is a person at the real window, under a real window manager, with a keyboard and
// no mouse.
type tour struct {
	*person
	screen *screen
	agent  *agent
	window string
	name   string // of its pictures
	seen   int
}

// The keys that are there on a tour: one of each state.
var tourKeys = []struct {
	name  string
	flags []string
}{
	{"chat-app", []string{"--provider", "openai", "--env", "OPENAI_API_KEY", "--used-by", "Vercel", "--created", monthsAgo(8)}},
	{"Home Assistant", []string{"--provider", "anthropic", "--created", monthsAgo(5)}},
	{"dotfiles CI", []string{"--provider", "github", "--created", monthsAgo(1)}},
	{"Obsidian notes", []string{"--provider", "openai", "--tag", "notes", "--pin"}},
}

// onTour stores the keys, starts everything and opens the window. values are by name.
func onTour(t *testing.T, name string) (*tour, map[string]string) {
	t.Helper()
	p := atDesk(t)
	binary(t, "keytray-window")
	p.manageWindows()
	values := map[string]string{}
	for _, k := range tourKeys {
		_, values[k.name] = p.add(k.name, k.flags...)
	}
	v := &tour{person: p, screen: p.screen(), name: name}
	v.agent = p.startAgent()
	v.open()
	return v, values
}

// manageWindows starts a window manager.
func (p *person) manageWindows() {
	p.t.Helper()
	cmd := p.session.Command(context.Background(), "xfwm4", "--compositor=off")
	if err := cmd.Start(); err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	poll(p.t, "no window manager comes", func() bool {
		return p.session.Command(p.ctx(), "xdotool", "get_desktop").Run() == nil
	})
}

// open opens the window, and waits until it is drawn and hears keys.
func (v *tour) open() {
	v.t.Helper()
	v.screen.last = v.screen.look()
	v.do("", "window")
	v.window = v.waitXWindow("^Keytray$")
	poll(v.t, "the window has no focus", func() bool {
		out, err := v.session.Command(v.ctx(), "xdotool", "getwindowfocus").Output()
		return err == nil && strings.TrimSpace(string(out)) == v.window
	})
	v.screen.waitFull(v.picture("open"))
}

// press presses keys one after the other.
func (v *tour) press(keys ...string) {
	v.t.Helper()
	v.xdotool(append([]string{"key", "--clearmodifiers"}, keys...)...)
}

// times is a key several times.
func times(key string, n int) []string {
	all := make([]string, n)
	for i := range all {
		all[i] = key
	}
	return all
}

// types types a text.
func (v *tour) types(text string) {
	v.t.Helper()
	v.xdotool("type", "--clearmodifiers", text)
}

// replaces types over what is in a field.
func (v *tour) replaces(text string) {
	v.t.Helper()
	v.press("ctrl+a")
	v.types(text)
}

// sees waits until what the keys did is drawn, which is more than a blinking caret.
func (v *tour) sees(what string) {
	v.t.Helper()
	v.screen.waitChange(v.picture(what), caret)
}

func (v *tour) picture(what string) string {
	v.seen++
	return fmt.Sprintf("tour-%s-%02d-%s", v.name, v.seen, what)
}

// closes waits for the end of the window, which Esc has closed.
func (v *tour) closes() {
	v.t.Helper()
	poll(v.t, "the window stays open", func() bool {
		return v.session.Command(v.ctx(), "xdotool", "search", "--onlyvisible", "--name", "^Keytray$").Run() != nil
	})
	if v.agentPID() != v.agent.cmd.Process.Pid {
		v.t.Error("the agent did not outlive its window")
	}
}

// until waits for what the commands say of a key.
func (v *tour) until(what, name string, ok func(listed) bool) {
	v.t.Helper()
	poll(v.t, what, func() bool {
		for _, k := range v.list() {
			if k.Name == name {
				return ok(k)
			}
		}
		return false
	})
}

// listed is a key as `keytray list --json` has it.
type listed struct {
	Name, Account, Env string
	Phase              string
	Tags               []string
	UsedBy             []string `json:"used_by"`
	Pinned             bool
	Previous           int
	Expires            time.Time
	SnoozedUntil       time.Time `json:"snoozed_until"`
}

func (v *tour) list(flags ...string) (all []listed) {
	v.t.Helper()
	out := v.do("", append([]string{"list", "--json"}, flags...)...)
	if err := json.Unmarshal([]byte(out), &all); err != nil {
		v.t.Fatalf("%v in %s", err, out)
	}
	return all
}

// lists tells whether a key of this name is in the list, or in the bin with --deleted.
func (v *tour) lists(name string, flags ...string) bool {
	for _, k := range v.list(flags...) {
		if k.Name == name {
			return true
		}
	}
	return false
}
