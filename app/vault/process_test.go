//go:build unix

package vault_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"keytray/app/files"
	"keytray/app/keychain"
	"keytray/app/secret"
	"keytray/app/vault"
)

// childJob tells a child what to do: the test binary again, as another process
// over the same files.
const childJob = "VAULT_TEST_JOB"

func TestMain(m *testing.M) {
	if text := os.Getenv(childJob); text != "" {
		var j job
		if err := json.Unmarshal([]byte(text), &j); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
		j.run()
		return
	}
	os.Exit(m.Run())
}

// folder is a keychain of one file per item, which outlives a process. Before
// and after each call it asks step, which may not come back.
type folder struct {
	dir  string
	step func(what string)
}

func (f folder) path(account string) string { return filepath.Join(f.dir, account) }

func (f folder) do(what string, call func() error) error {
	if f.step != nil {
		f.step("before " + what)
		defer f.step("after " + what)
	}
	err := call()
	if errors.Is(err, fs.ErrNotExist) {
		return keychain.ErrNotFound
	}
	return err
}

func (f folder) Get(_ context.Context, account string) (v secret.Value, err error) {
	err = f.do("get", func() error {
		content, err := os.ReadFile(f.path(account))
		_, value, _ := strings.Cut(string(content), "\n") // after the label
		v = secret.FromString(value)
		return err
	})
	return v, err
}

func (f folder) Set(_ context.Context, account, label string, v secret.Value) error {
	return f.do("set", func() error {
		return files.Replace(f.path(account), append([]byte(label+"\n"), v.Reveal()...), "")
	})
}

func (f folder) Delete(_ context.Context, account string) error {
	return f.do("delete", func() error { return os.Remove(f.path(account)) })
}

func (f folder) Relabel(ctx context.Context, account, label string) error {
	v, err := f.Get(ctx, account)
	if err != nil {
		return err
	}
	return f.Set(ctx, account, label, v)
}

func (f folder) List(context.Context) (all []keychain.Item, err error) {
	entries, err := os.ReadDir(f.dir)
	for _, e := range entries {
		content, err := os.ReadFile(f.path(e.Name()))
		if err == nil && !strings.HasSuffix(e.Name(), ".new") {
			label, _, _ := strings.Cut(string(content), "\n")
			all = append(all, keychain.Item{Account: e.Name(), Label: label})
		}
	}
	return all, err
}

func (f folder) Status(context.Context) keychain.Status {
	return keychain.Status{Name: "Folder", State: keychain.OK}
}

// world is the files of one person, for several processes.
type world struct{ Root string }

func newWorld(t *testing.T) world {
	t.Helper()
	w := world{t.TempDir()}
	for _, dir := range []string{"keychain", "file"} {
		if err := os.Mkdir(filepath.Join(w.Root, dir), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	return w
}

func (w world) open(step func(string), target vault.Holder) *vault.Vault {
	return w.openAt(time.Now, step, target)
}

func (w world) openAt(clock func() time.Time, step func(string), target vault.Holder) *vault.Vault {
	return vault.New(vault.Params{
		Dir:   filepath.Join(w.Root, "data"),
		Store: folder{filepath.Join(w.Root, "keychain"), step}, File: folder{filepath.Join(w.Root, "file"), step},
		Target: func() vault.Holder { return target }, Now: clock,
	})
}

// job is what a child does.
type job struct {
	World world
	Do    string
	ID    string // of the key it is about
	Value string
	Kill  int // the step at which it kills itself; 0 is never
	Limit int // longest file in bytes it can write; 0 is no limit
	Times int
}

// child runs a job in a process of its own and returns what it printed.
func child(t *testing.T, j job) (out string, err error) {
	t.Helper()
	text, err := json.Marshal(j)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, os.Args[0])
	cmd.Env = append(os.Environ(), childJob+"="+string(text), "GORACE=atexit_sleep_ms=0")
	b, err := cmd.CombinedOutput()
	return strings.TrimSpace(string(b)), err
}

func (j job) run() {
	limitFiles(j.Limit)
	steps := 0
	step := func(string) {
		if steps++; steps == j.Kill {
			killSelf()
		}
	}
	clock := time.Now
	if j.Do == "rotation" { // it looks at the clock in each change and before each line of the history
		clock = func() time.Time { step("clock"); return time.Now() }
	}
	v := j.World.openAt(clock, step, j.target())
	if err := j.do(context.Background(), v); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}

func (j job) target() vault.Holder {
	if j.Do == "move" {
		return vault.InFile
	}
	return vault.InKeychain
}

func (j job) do(ctx context.Context, v *vault.Vault) (err error) {
	about := vault.Version{Created: time.Now()}
	switch j.Do {
	case "add":
		_, err = v.Add(ctx, vault.Key{Name: "new"}, about, secret.FromString(j.Value))
	case "rotate":
		_, err = v.Rotate(ctx, j.ID, about, secret.FromString(j.Value))
	case "rotation":
		err = j.rotation(ctx, v)
	case "revoke":
		_, err = v.Revoke(ctx, j.ID)
	case "rm":
		_, err = v.Bin(ctx, j.ID)
	case "restore":
		_, err = v.Restore(ctx, j.ID)
	case "rm --forever":
		_, err = v.Destroy(ctx, j.ID)
	case "move":
		_, err = v.Move(ctx, vault.InFile, nil)
	case "rename":
		_, err = v.Edit(ctx, j.ID, func(k *vault.Key, _ *vault.Version) error { k.Name = "renamed"; return nil })
	case "edit many times":
		for i := range j.Times {
			_, err = v.Edit(ctx, j.ID, func(k *vault.Key, _ *vault.Version) error {
				k.Notes = strconv.Itoa(i + 1)
				return nil
			})
			if err != nil {
				return err
			}
		}
	}
	return err
}
