//go:build linux

package e2e_test

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"keytray/app/e2e/fakedesk"
	"keytray/app/e2e/session"
)

// Commands of several writers are killed at random moments, and doctors that
// repair behind them too. What was acknowledged is there in the end; what was
// cut off is there as before or as wanted; and nothing is stray.
func TestRandomKillsLoseNothing(t *testing.T) {
	wanted, err := strconv.Atoi(cmp.Or(os.Getenv("KEYTRAY_KILLS"), "200"))
	if err != nil {
		t.Fatal(err)
	}
	p := newPerson(t, session.Options{}, fakedesk.Options{})
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	kills := &atomic.Int64{}
	on := func() bool { return kills.Load() < int64(wanted) && !t.Failed() }

	writers := make([]*writer, 3)
	var all sync.WaitGroup
	for i := range writers {
		writers[i] = &writer{p: p, name: fmt.Sprintf("w%d", i), kills: kills, r: rand.New(rand.NewPCG(seed, uint64(i)))}
		all.Go(func() {
			for on() {
				writers[i].act()
			}
		})
	}
	doctor := &writer{p: p, kills: &atomic.Int64{}, r: rand.New(rand.NewPCG(seed, 99))}
	all.Go(func() {
		for on() {
			doctor.run("", "doctor")
		}
	})
	all.Wait()

	p.do("", "doctor") // repairs what is left
	out := p.do("", "doctor")
	for _, w := range writers {
		w.check()
	}
	if !strings.Contains(out, "The list of keys is whole") {
		t.Errorf("the doctor is not content:\n%s", out)
	}
	p.assertNothingStray()
	t.Logf("%d kills of writers, %d of doctors", kills.Load(), doctor.kills.Load())
}

// assertNothingStray compares the keychain's items with the list, without the
// doctor's help.
func (p *person) assertNothingStray() {
	p.t.Helper()
	var listed []string
	for _, flags := range [][]string{{"list", "--json"}, {"list", "--json", "--deleted"}} {
		var keys []struct {
			ID      string
			Deleted string `json:"deleted_at"`
		}
		if err := json.Unmarshal([]byte(p.do("", flags...)), &keys); err != nil {
			p.t.Fatal(err)
		}
		for _, k := range keys {
			for _, v := range p.show(k.ID).Versions {
				if v.State != "destroyed" {
					listed = append(listed, v.Item)
				}
			}
		}
	}
	out, err := p.session.Command(p.ctx(), "secret-tool", "search", "--all", "service", "keytray").CombinedOutput()
	if err != nil {
		p.t.Fatal(err)
	}
	var there []string
	for line := range strings.Lines(string(out)) {
		if account, ok := strings.CutPrefix(strings.TrimSpace(line), "attribute.username = "); ok && account != "_fingerprint" {
			there = append(there, account)
		}
	}
	slices.Sort(listed)
	slices.Sort(there)
	if !slices.Equal(listed, there) {
		p.t.Errorf("%d items are listed, %d are in the keychain:\n%v\n%v", len(listed), len(there), listed, there)
	}
}

// writer has keys of its own. What a kill leaves uncertain it does not touch again.
type writer struct {
	p     *person
	name  string
	r     *rand.Rand
	kills *atomic.Int64
	count int
	keys  []*held
}

// held is what is known of one key.
type held struct {
	name      string
	values    []string // that it may have
	maybeGone bool
	binned    bool
	rotated   bool
	uncertain bool
}

// run types a command and kills it at a random moment, or not.
func (w *writer) run(stdin string, args ...string) (killed bool) {
	cmd := w.p.session.Command(w.p.ctx(), w.p.program, args...)
	cmd.Stdin = strings.NewReader(stdin)
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := cmd.Start(); err != nil {
		w.p.t.Error(err)
		return false
	}
	if w.r.IntN(10) < 7 {
		moment := time.Duration(w.r.IntN(25_000)) * time.Microsecond
		kill := time.AfterFunc(moment, func() { _ = cmd.Process.Kill() })
		defer kill.Stop()
	}
	err := cmd.Wait()
	if err == nil {
		return false
	}
	if cmd.ProcessState.ExitCode() == -1 {
		w.kills.Add(1)
		return true
	}
	w.p.t.Errorf("%v: %v: %s", args, err, said.String())
	return false
}

func (w *writer) act() {
	var certain []*held
	for _, k := range w.keys {
		if !k.uncertain {
			certain = append(certain, k)
		}
	}
	if len(certain) < 3 {
		w.add()
		return
	}
	k := certain[w.r.IntN(len(certain))]
	switch n := w.r.IntN(10); {
	case k.binned && n < 5:
		k.uncertain = w.run("", "restore", k.name)
		k.binned = false
	case k.binned || n < 2:
		k.uncertain = w.run("", "rm", "--forever", k.name)
		k.maybeGone = k.uncertain
		if !k.uncertain {
			w.keys = slices.DeleteFunc(w.keys, func(o *held) bool { return o == k })
		}
	case n < 3:
		k.uncertain = w.run("", "rm", k.name)
		k.binned = true
	case n < 5 && k.rotated:
		k.uncertain = w.run("", "revoke", k.name)
		k.rotated = false
	default:
		w.rotate(k)
	}
}

func (w *writer) add() {
	w.count++
	k := &held{name: fmt.Sprintf("%s-%06d", w.name, w.count), values: []string{w.value()}}
	k.uncertain = w.run(k.values[0], "add", k.name, "--anyway")
	k.maybeGone = k.uncertain
	w.keys = append(w.keys, k)
}

func (w *writer) rotate(k *held) {
	value := w.value()
	if k.uncertain = w.run(value, "rotate", k.name, "--anyway"); k.uncertain {
		k.values = append(k.values, value)
	} else {
		k.values = []string{value}
	}
	k.rotated = true
}

// value is sometimes a long one.
func (w *writer) value() string {
	if w.r.IntN(4) == 0 {
		return strings.Repeat(newValue()+"\n", 60) + "end"
	}
	return newValue()
}

// check compares what is there with what may be.
func (w *writer) check() {
	for _, k := range w.keys {
		got, said, status := w.p.run("", "get", k.name)
		if status == 3 { // in the bin, or gone
			w.p.run("", "restore", k.name)
			got, said, status = w.p.run("", "get", k.name)
		}
		switch {
		case status == 3 && k.maybeGone:
		case status != 0:
			w.p.t.Errorf("%s (%+v) is lost: %s", k.name, k.uncertain, said)
		case !slices.Contains(k.values, got):
			w.p.t.Errorf("%s has another value than it may have", k.name)
		}
	}
}
