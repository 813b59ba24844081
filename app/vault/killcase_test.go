//go:build unix

package vault_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"keytray/app/keychain/keychaintest"
	"keytray/app/secret"
	"keytray/app/vault"
)

// proof is what a person does last in a rotation: only then may the old value go.
const proof = "prove that the old value is dead"

// next does what a person would do next in a rotation to a new value, by what the
// index says, and what that is; "" is done.
func next(ctx context.Context, v *vault.Vault, k vault.Key, value secret.Value) (what string, do func() error) {
	change := func(what string, do func() (vault.Key, error)) (string, func() error) {
		return what, func() error { _, err := do(); return err }
	}
	turn := func(to vault.Step) (string, func() error) {
		return change("go to "+string(to), func() (vault.Key, error) { return v.Turn(ctx, k.ID, to) })
	}
	current, _ := k.Current()
	missing := slices.IndexFunc(k.UsedBy, func(p vault.Place) bool { return p.Has != current.Number })
	switch {
	case !k.Case.Open() && current.Number > 1:
		return "", nil
	case !k.Case.Open():
		return turn(vault.StepCreate)
	case k.Case.Step == vault.StepCreate:
		return turn(vault.StepPaste)
	case k.Case.New == 0:
		return change("store the new value", func() (vault.Key, error) {
			return v.Rotate(ctx, k.ID, vault.Version{Created: time.Now()}, value)
		})
	case k.Case.Step == vault.StepPlaces && missing >= 0:
		return change("update "+k.UsedBy[missing].Location, func() (vault.Key, error) {
			return v.Tick(ctx, k.ID, k.UsedBy[missing].Location, true)
		})
	case k.Case.Step == vault.StepPlaces:
		return turn(vault.StepRevoke)
	case k.Case.Asked.At.IsZero():
		return change("ask too early", func() (vault.Key, error) {
			return v.Says(ctx, k.ID, k.AskedOf(k.Versions[1]), "accepted", true)
		})
	}
	return change(proof, func() (vault.Key, error) {
		return v.Refused(ctx, k.ID, k.Asked(), "rejected", k.AskedOf(k.Versions[1]))
	})
}

func (w world) diary() string { return filepath.Join(w.Root, "diary") }

// rotation goes through a rotation to its end, and writes down each step before it.
func (j job) rotation(ctx context.Context, v *vault.Vault) error {
	diary, err := os.OpenFile(j.World.diary(), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer diary.Close()
	for {
		x, err := v.Index(ctx)
		if err != nil {
			return err
		}
		what, do := next(ctx, v, keyIn(x, j.ID), secret.FromString(j.Value))
		if what == "" {
			return nil
		}
		if _, err := fmt.Fprintln(diary, what); err != nil {
			return err
		}
		if err := do(); err != nil {
			return err
		}
	}
}

// inUse is a world with a key that is used in two places.
func inUse(t *testing.T) (w world, id string, value secret.Value) {
	t.Helper()
	w, value = newWorld(t), keychaintest.Random()
	k := vault.Key{Name: "chat-app", Provider: "openai"}
	k.UseIn([]string{"server", "@ada"})
	k, err := w.open(nil, vault.InKeychain).Add(t.Context(), k, vault.Version{Created: time.Now()}, value)
	if err != nil {
		t.Fatal(err)
	}
	return w, k.ID, value
}

// A whole rotation is killed before and after each call to the keychain, in each
// change of the index and before each line of the history.
func TestAKillAtAnyStepOfARotationLosesNothingAndItGoesOn(t *testing.T) {
	for name, value := range map[string]func() secret.Value{"short": keychaintest.Random, "long": func() secret.Value { return long(4000) }} {
		t.Run(name, func(t *testing.T) { killRotations(t, value) })
	}
}

func killRotations(t *testing.T, value func() secret.Value) {
	kills, all := 0, map[string]bool{}
	for step := 1; ; step++ {
		w, id, old := inUse(t)
		fresh := value()
		out, err := child(t, job{World: w, Do: "rotation", ID: id, Value: string(fresh.Reveal()), Kill: step})
		if err != nil && out != "" {
			t.Fatalf("step %d: it was not killed but failed: %s", step, out)
		}
		diary, _ := os.ReadFile(w.diary())
		lines := strings.Split(strings.TrimSpace(string(diary)), "\n")
		last := lines[len(lines)-1]
		what := fmt.Sprintf("killed at step %d, %q", step, last)

		v := w.open(nil, vault.InKeychain)
		if _, err := v.Repair(t.Context()); err != nil {
			t.Errorf("%s: repair: %v", what, err)
		}
		assertWhole(t, what, v, w)
		assertBoth(t, what, v, id, old, fresh, slices.Contains(lines, "store the new value"), last == proof)
		assertGoesOn(t, what, v, id, fresh, lines)
		assertOne(t, what+", gone on to the end", v, id, fresh)
		assertWhole(t, what+", gone on to the end", v, w)
		if err == nil {
			break
		}
		kills++
		all[last] = true
	}
	if kills < 24 || len(all) != 8 {
		t.Errorf("only %d kills in %d steps", kills, len(all))
	}
	t.Logf("%d kills", kills)
}

// assertBoth wants the old value to be readable, unless the kill was in its proof.
func assertBoth(t *testing.T, what string, v *vault.Vault, id string, old, fresh secret.Value, storing, proving bool) {
	t.Helper()
	if !storing {
		assertOne(t, what, v, id, old)
		return
	}
	assertOne(t, what, v, id, old, fresh)
	current, err := v.Value(t.Context(), id)
	if err != nil || current.Equal(old) {
		return
	}
	previous, _, err := v.PreviousValue(t.Context(), id)
	if !proving && (err != nil || !previous.Equal(old)) {
		t.Errorf("%s: the old value is lost before it was proven dead: %v", what, err)
	}
}

// assertGoesOn wants the rotation to go on with the step that was cut off, or with
// the one after it, and to come to its end from there.
func assertGoesOn(t *testing.T, what string, v *vault.Vault, id string, fresh secret.Value, diary []string) {
	t.Helper()
	cutOff := diary[len(diary)-1]
	var after []string
	for range 20 {
		x, err := v.Index(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		todo, do := next(t.Context(), v, keyIn(x, id), fresh)
		if todo == "" {
			break
		}
		after = append(after, todo)
		if err := do(); err != nil {
			t.Fatalf("%s: then %s: %v", what, todo, err)
		}
	}
	if len(after) > 0 && after[0] == cutOff {
		after = after[1:]
	}
	whole := append(slices.Clone(diary), after...)
	want := []string{"go to create", "go to paste", "store the new value", "update server", "update @ada", "go to revoke", "ask too early", proof}
	if !slices.Equal(whole, want) {
		t.Errorf("%s: it went on with %q", what, after)
	}
}
