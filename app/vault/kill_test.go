//go:build unix

package vault_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"keytray/app/keychain/keychaintest"
	"keytray/app/secret"
	"keytray/app/vault"
)

// furnished is a world with a key that has two values, one short and one long,
// and a key that nobody touches.
func furnished(t *testing.T) (w world, id string, current, bystander secret.Value, bystanderID string) {
	t.Helper()
	w = newWorld(t)
	v := w.open(nil, vault.InKeychain)
	about := vault.Version{Created: time.Now()}
	k, err := v.Add(t.Context(), vault.Key{Name: "chat-app"}, about, keychaintest.Random())
	if err != nil {
		t.Fatal(err)
	}
	current, bystander = long(5000), keychaintest.Random()
	if _, err := v.Rotate(t.Context(), k.ID, about, current); err != nil {
		t.Fatal(err)
	}
	other, err := v.Add(t.Context(), vault.Key{Name: "bystander"}, about, bystander)
	if err != nil {
		t.Fatal(err)
	}
	return w, k.ID, current, bystander, other.ID
}

// Each operation is killed before and after each call to the keychain: between
// two of them are all states of the files.
func TestAKillAtAnyStepLosesNothing(t *testing.T) {
	kills := 0
	for _, do := range []string{"add", "add long", "rotate", "rotate long", "revoke", "rm", "restore", "rm --forever", "move", "rename"} {
		t.Run(do, func(t *testing.T) {
			for step := 1; ; step++ {
				w, id, current, bystander, bystanderID := furnished(t)
				fresh := keychaintest.Random()
				name, isLong := strings.CutSuffix(do, " long")
				if isLong {
					fresh = long(4000)
				}
				if do == "restore" {
					if _, err := w.open(nil, vault.InKeychain).Bin(t.Context(), id); err != nil {
						t.Fatal(err)
					}
				}
				out, err := child(t, job{World: w, Do: name, ID: id, Value: string(fresh.Reveal()), Kill: step})
				acknowledged := err == nil
				if !acknowledged {
					kills++
					if out != "" {
						t.Fatalf("step %d: it was not killed but failed: %s", step, out)
					}
				}
				what := fmt.Sprintf("%s killed at step %d", do, step)
				v := w.open(nil, job{Do: name}.target())
				if _, err := v.Repair(t.Context()); err != nil {
					t.Errorf("%s: repair: %v", what, err)
				}
				assertWhole(t, what, v, w)
				assertOne(t, what, v, bystanderID, bystander)
				switch {
				case name == "add" && acknowledged:
					assertNamed(t, what, v, "new", fresh)
				case name == "rotate" && acknowledged:
					assertOne(t, what, v, id, fresh)
				case name == "rotate":
					assertOne(t, what, v, id, current, fresh)
				case name == "rm --forever":
					if x, _ := v.Index(t.Context()); acknowledged && len(x.Keys) != 1 {
						t.Errorf("%s: %d entries", what, len(x.Keys))
					}
				default:
					assertOne(t, what, v, id, current)
				}
				if acknowledged {
					break
				}
			}
		})
	}
	if kills < 60 {
		t.Errorf("only %d kills", kills)
	}
	t.Logf("%d kills", kills)
}

// assertWhole wants every item to have an entry and every entry its value.
func assertWhole(t *testing.T, what string, v *vault.Vault, w world) {
	t.Helper()
	found, err := v.Compare(t.Context())
	if err != nil || len(found.Strays)+len(found.Missing) != 0 {
		t.Errorf("%s: index and stores differ: %+v (%v)", what, found, err)
	}
	x, err := v.Index(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if left := x.Unfinished(); len(left) != 0 {
		t.Errorf("%s: unfinished: %+v", what, left)
	}
	sealed := map[string]bool{}
	for _, k := range x.Keys {
		for _, version := range k.Versions {
			sealed[k.Item(version.Number)] = version.Sealed
		}
	}
	entries, _ := os.ReadDir(filepath.Join(w.Root, "data", "sealed"))
	for _, e := range entries {
		if !sealed[e.Name()] {
			t.Errorf("%s: the sealed file %s belongs to nothing", what, e.Name())
		}
	}
}

func assertOne(t *testing.T, what string, v *vault.Vault, id string, candidates ...secret.Value) {
	t.Helper()
	got, err := v.Value(t.Context(), id)
	if err != nil {
		t.Errorf("%s: the value is lost: %v", what, err)
		return
	}
	for _, c := range candidates {
		if got.Equal(c) {
			return
		}
	}
	t.Errorf("%s: another value is there", what)
}

func assertNamed(t *testing.T, what string, v *vault.Vault, name string, want secret.Value) {
	t.Helper()
	x, err := v.Index(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	k, err := x.Find(name, vault.Live)
	if err != nil {
		t.Errorf("%s: %v", what, err)
		return
	}
	assertOne(t, what, v, k.ID, want)
}

// A full disk: no file can grow beyond a limit, down to none at all.
func TestAFullDiskLosesNothing(t *testing.T) {
	failures := 0
	for _, do := range []string{"add", "rotate", "rotate long", "revoke", "rm", "rm --forever", "move"} {
		for _, limit := range []int{1, 600, 1200, 3000} {
			w, id, current, bystander, bystanderID := furnished(t)
			fresh := keychaintest.Random()
			name, isLong := strings.CutSuffix(do, " long")
			if isLong {
				fresh = long(4000)
			}
			_, err := child(t, job{World: w, Do: name, ID: id, Value: string(fresh.Reveal()), Limit: limit})
			what := fmt.Sprintf("%s with files up to %d bytes", do, limit)
			if err != nil {
				failures++
			}
			v := w.open(nil, job{Do: name}.target())
			if name == "move" && err != nil { // goes on when there is room again
				if _, err := v.Move(t.Context(), vault.InFile, nil); err != nil {
					t.Errorf("%s: going on: %v", what, err)
				}
			}
			if _, err := v.Repair(t.Context()); err != nil {
				t.Errorf("%s: repair: %v", what, err)
			}
			assertWhole(t, what, v, w)
			assertOne(t, what, v, bystanderID, bystander)
			switch {
			case name == "rm --forever":
			case name == "rotate" && err == nil:
				assertOne(t, what, v, id, fresh)
			case name == "rotate":
				assertOne(t, what, v, id, current, fresh)
			default:
				assertOne(t, what, v, id, current)
			}
		}
	}
	if failures < 14 {
		t.Errorf("only %d operations met the full disk", failures)
	}
}

func TestTwoProcessesChangeFiveHundredTimesEach(t *testing.T) {
	const times = 500
	w, first, _, _, second := furnished(t)
	v := w.open(nil, vault.InKeychain)
	before, err := v.Index(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var both sync.WaitGroup
	for _, id := range []string{first, second} {
		both.Go(func() {
			if out, err := child(t, job{World: w, Do: "edit many times", ID: id, Times: times}); err != nil {
				t.Errorf("%v: %s", err, out)
			}
		})
	}
	both.Wait()
	x, err := v.Index(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if n := x.Revision - before.Revision; n != 2*times {
		t.Errorf("%d changes are in the index, want %d", n, 2*times)
	}
	for _, k := range x.Keys {
		if k.Notes != fmt.Sprint(times) {
			t.Errorf("%s: the last change is lost: %q", k.Name, k.Notes)
		}
	}
	assertWhole(t, "after it", v, w)
}
