package filevault_test

import (
	"bufio"
	"context"
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"keytray/app/keychain"
	"keytray/app/keychain/filevault"
	"keytray/app/secret"
)

func TestManyProcessesLoseNothing(t *testing.T) {
	path, v, p := create(t)
	want, lines := map[string]string{}, make(chan string)
	const processes = 3
	for range processes {
		cmd, out := start(t, "fill", path, p)
		go func() {
			for out.Scan() {
				lines <- out.Text()
			}
			if err := cmd.Wait(); err != nil {
				t.Error(err)
			}
			lines <- ""
		}()
	}
	for ended := 0; ended < processes; {
		line := <-lines
		if line == "" {
			ended++
			continue
		}
		account, value, _ := strings.Cut(line, " ")
		want[account] = value
	}
	if len(want) != processes*40 {
		t.Errorf("%d items were stored", len(want))
	}
	for account, value := range want {
		assertHolds(t, v, account, secret.FromString(value))
	}
}

// world is what a vault must hold after a kill: what was acknowledged, and for the
// change under way what was before or what was to be.
type world struct {
	items            map[string]string
	passphrase       string
	account, pending string // the change under way, if account is not empty
}

func (w *world) hear(t *testing.T, line string) {
	switch words := strings.Fields(line); {
	case len(words) == 3 && words[0] == "begin":
		w.account, w.pending = words[1], words[2]
	case line == "done":
		w.settle()
	default:
		t.Errorf("the process said %q", line)
	}
}

// settle makes the change under way an acknowledged one.
func (w *world) settle() {
	switch {
	case w.account == "passphrase":
		w.passphrase = w.pending
	case w.pending == "-":
		delete(w.items, w.account)
	case w.account != "":
		w.items[w.account] = w.pending
	}
	w.account = ""
}

// check looks at the vault after a kill, and learns what became of the change.
func (w *world) check(t *testing.T, path string) {
	t.Helper()
	v := filevault.Quick(path)
	err := v.Unlock(t.Context(), secret.FromString(w.passphrase))
	if w.account == "passphrase" && errors.Is(err, filevault.ErrWrongPassphrase) {
		w.settle()
		err = v.Unlock(t.Context(), secret.FromString(w.passphrase))
	}
	if err != nil {
		t.Fatalf("after a kill: %v", err)
	}
	got := w.contents(t, v)
	if w.account != "" && w.account != "passphrase" {
		value, there := got[w.account]
		if there && value == w.pending || !there && w.pending == "-" {
			w.settle()
		}
	}
	w.account = ""
	for account, value := range w.items {
		if got[account] != value {
			t.Errorf("after a kill: %s has another value or none", account)
		}
	}
	if len(got) != len(w.items) {
		t.Errorf("after a kill: %d items, want %d", len(got), len(w.items))
	}
	for _, end := range []string{".last", ".last.next"} {
		w.checkCopy(t, path+end)
	}
}

// checkCopy: a copy holds nothing that is gone.
func (w *world) checkCopy(t *testing.T, path string) {
	t.Helper()
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return
	}
	v := filevault.Quick(path)
	if err := v.Unlock(t.Context(), secret.FromString(w.passphrase)); err != nil {
		t.Errorf("the copy: %v", err)
		return
	}
	for account, value := range w.contents(t, v) {
		if w.items[account] != value {
			t.Errorf("the copy has a value of %s that is gone", account)
		}
	}
}

func (w *world) contents(t *testing.T, v keychain.Store) map[string]string {
	t.Helper()
	items, err := v.List(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, it := range items {
		value, err := v.Get(t.Context(), it.Account)
		if err != nil {
			t.Fatal(err)
		}
		got[it.Account] = string(value.Reveal())
	}
	return got
}

// TestAKillAtAnyMomentLosesNothing kills a process that changes the vault without
// end, at a random moment, again and again.
func TestAKillAtAnyMomentLosesNothing(t *testing.T) {
	path, _, p := create(t)
	w := &world{items: map[string]string{}, passphrase: string(p.Reveal())}
	const kills = 100
	cut := 0
	for range kills {
		cmd, out := start(t, "churn", path, secret.FromString(w.passphrase))
		w.killWhile(t, out, func() { _ = cmd.Process.Kill() })
		_ = cmd.Wait() // it was killed
		if w.account != "" {
			cut++
		}
		w.check(t, path)
		if t.Failed() {
			return
		}
	}
	t.Logf("%d of %d kills cut off a change; %d items at the end", cut, kills, len(w.items))
	if cut < kills/4 {
		t.Errorf("only %d of %d kills cut off a change", cut, kills)
	}
	// And the vault goes on as if nothing had been.
	v := unlocked(t, path, secret.FromString(w.passphrase))
	account, value := add(t, v)
	assertHolds(t, v, account, value)
	if err := v.Delete(context.Background(), account); err != nil {
		t.Error(err)
	}
}

// killWhile hears the lines of a process, and kills it up to 20 ms after the first.
func (w *world) killWhile(t *testing.T, out *bufio.Scanner, kill func()) {
	t.Helper()
	for first := true; out.Scan(); first = false {
		if first {
			time.AfterFunc(rand.N(20*time.Millisecond), kill)
		}
		w.hear(t, out.Text())
	}
}
