package vault_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"keytray/app/keychain/keychaintest"
	"keytray/app/secret"
	"keytray/app/vault"
)

var (
	seedFlag  = flag.Uint64("seed", 0, "the seed of one random life to live again")
	livesFlag = flag.Int("lives", 12, "how many random lives to live")
)

// life is some keys and what must be true of them, whatever happens.
type life struct {
	*weather
	t      *testing.T
	dir    string
	stores map[vault.Holder]*flaky
	target vault.Holder
	clock  time.Time
	both   [2]*vault.Vault
	keys   map[string]*known
	order  []string // the IDs of keys, oldest first
	log    []string

	fragile  bool // the index is damaged now and then
	restored bool // a backup took its place
}

// known is what a person knows of a key.
type known struct {
	current  []secret.Value // one of these
	previous []secret.Value // each of these
	unsure   bool           // it may be gone: deleting it was cut off
}

// In a random life keys are added, rotated, revoked, deleted and moved by two
// processes, while keychain and encrypted file fail, the program dies and the
// index is damaged. No value that was acknowledged is ever lost, and when the bad
// weather is over nothing is left behind.
func TestARandomLifeLosesNothing(t *testing.T) {
	if *seedFlag != 0 {
		newLife(t, *seedFlag).live(60)
		return
	}
	first := uint64(time.Now().UnixNano())
	for i := range uint64(*livesFlag) {
		newLife(t, first+i).live(60)
		if t.Failed() {
			return
		}
	}
}

func newLife(t *testing.T, seed uint64) *life {
	l := &life{
		weather: &weather{Rand: rand.New(rand.NewPCG(seed, 1))}, t: t, dir: t.TempDir(), target: vault.InKeychain, clock: now,
		keys: map[string]*known{}, log: []string{fmt.Sprintf("go test ./app/vault -run RandomLife -seed %d", seed)},
	}
	l.fragile = l.IntN(2) == 0
	l.stores = map[vault.Holder]*flaky{}
	for _, h := range []vault.Holder{vault.InKeychain, vault.InFile} {
		l.stores[h] = &flaky{Memory: keychaintest.New(), w: l.weather}
	}
	l.both = [2]*vault.Vault{l.open(), l.open()}
	return l
}

func (l *life) open() *vault.Vault {
	return vault.New(vault.Params{
		Dir: l.dir, Store: l.stores[vault.InKeychain], File: l.stores[vault.InFile],
		Target: func() vault.Holder { return l.target }, Now: func() time.Time { return l.clock },
	})
}

func (l *life) fail(format string, args ...any) {
	l.t.Helper()
	l.t.Errorf(format, args...)
	for _, line := range l.log {
		l.t.Log(line)
	}
	l.t.FailNow()
}

func (l *life) live(steps int) {
	for range steps {
		l.bad = []float64{0, 0, 0.03, 0.1}[l.IntN(4)]
		l.between = func() {
			l.between = nil // one at a time
			ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
			defer cancel()
			l.step(ctx, 1)
		}
		l.step(context.Background(), 0)
		l.calm(func() { l.check() })
		if l.fragile && l.IntN(15) == 0 {
			l.damage()
		}
		if l.fragile && l.IntN(15) == 0 {
			l.backup()
		}
	}
	l.calm(l.end)
}

// calm does something in good weather.
func (l *life) calm(do func()) {
	bad, between := l.bad, l.between
	l.bad, l.between = 0, nil
	defer func() { l.bad, l.between = bad, between }()
	do()
}

// damage makes the index unreadable: it goes back by one change.
func (l *life) damage() {
	if _, err := os.Stat(filepath.Join(l.dir, "index.last.json")); err != nil {
		return
	}
	l.log = append(l.log, "the index is damaged")
	l.clock = l.clock.Add(time.Second)
	if err := os.WriteFile(filepath.Join(l.dir, "index.json"), []byte("{"), 0o600); err != nil {
		l.fail("%v", err)
	}
	if l.restored { // it may go back to the backup
		l.bringBack()
		return
	}
	l.calm(func() {
		if _, err := l.open().Repair(context.Background()); err != nil {
			l.fail("repair a damaged index: %v", err)
		}
		l.check()
	})
}

// backup puts an earlier index in the place of the present one and brings back
// what it does not know, or makes one for later.
func (l *life) backup() {
	path, kept := filepath.Join(l.dir, "index.json"), filepath.Join(l.dir, "backup")
	content, err := os.ReadFile(kept)
	if err != nil {
		content, err = os.ReadFile(path)
		if err == nil {
			err = os.WriteFile(kept, content, 0o600)
		}
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			l.fail("%v", err)
		}
		return
	}
	l.log = append(l.log, "a backup of the index is put back")
	if err := errors.Join(os.Rename(kept, path), os.WriteFile(path, content, 0o600)); err != nil {
		l.fail("%v", err)
	}
	l.restored = true
	l.bringBack()
}

// bringBack adopts whatever the index does not know.
func (l *life) bringBack() {
	l.calm(func() {
		for range 2 { // the second time for what was cut off in the index that is gone
			if err := l.adopt(context.Background(), l.open()); err != nil {
				l.fail("adopt: %v", err)
			}
			if _, err := l.open().Repair(context.Background()); err != nil {
				l.fail("repair: %v", err)
			}
		}
		l.check()
	})
}

func (l *life) value() secret.Value {
	if l.IntN(4) == 0 {
		return long(2100)
	}
	return keychaintest.Random()
}

// step is one operation of one of the two processes.
func (l *life) step(ctx context.Context, process int) {
	v, id := l.both[process], l.any()
	what := "nothing"
	var err error
	defer func() {
		if r := recover(); r != nil {
			if r != "crash" {
				panic(r)
			}
			err = errors.New("crashed")
			l.both[process] = l.open()
		}
		short := id
		l.log = append(l.log, fmt.Sprintf("process %d: %s %s (%v)", process, what, short, err))
	}()
	k := l.keys[id]
	switch n := l.IntN(32); {
	case n < 4 || k == nil:
		what = "add"
		id, err = l.add(ctx, v)
	case n >= 24:
		what, err = l.goOn(ctx, v, id, k)
	case n < 9:
		what = "rotate"
		err = l.rotate(ctx, v, id, k, l.value())
	case n < 11:
		what = "revoke"
		previous := k.previous
		// From the first moment on they may be gone. One that came back is not one of them.
		k.previous = nil
		old := func(value secret.Value) bool { return !slices.ContainsFunc(k.current, value.Equal) }
		if _, err = v.Revoke(ctx, id); errors.Is(err, vault.ErrNoPrevious) && slices.ContainsFunc(previous, old) && !k.unsure {
			l.fail("the previous values of %s are gone before they were revoked", id)
		}
	case n < 12:
		what = "bin"
		_, err = v.Bin(ctx, id)
	case n < 13:
		what = "restore"
		_, err = v.Restore(ctx, id)
	case n < 15:
		what = "destroy"
		k.unsure = true
		if _, err = v.Destroy(ctx, id); err == nil {
			delete(l.keys, id)
		}
	case n < 19:
		what = "move"
		if l.IntN(3) > 0 {
			l.target = []vault.Holder{vault.InKeychain, vault.InFile}[l.IntN(2)]
		}
		what += " to " + string(l.target)
		_, err = v.Move(ctx, l.target, nil)
	case n < 21:
		what = "repair"
		_, err = v.Repair(ctx)
	case n < 22:
		what = "rename"
		_, err = v.Edit(ctx, id, func(k *vault.Key, _ *vault.Version) error {
			k.Name = string(keychaintest.Random().Reveal())
			return nil
		})
	case n < 23:
		what = "mark"
		_, err = v.Mark(ctx)
	default:
		what = "adopt"
		err = l.adopt(ctx, v)
	}
}

// any is one of the keys, by the order in which they came: IDs are random.
func (l *life) any() string {
	l.order = slices.DeleteFunc(l.order, func(id string) bool { return l.keys[id] == nil })
	if len(l.order) == 0 {
		return ""
	}
	return l.order[l.IntN(len(l.order))]
}

func (l *life) add(ctx context.Context, v *vault.Vault) (string, error) {
	value := l.value()
	about := vault.Key{Name: string(keychaintest.Random().Reveal())}
	about.UseIn([]string{"server", "laptop"}[:l.IntN(3)])
	k, err := v.Add(ctx, about, vault.Version{Created: now}, value)
	if err == nil {
		l.keys[k.ID] = &known{current: []secret.Value{value}}
		l.order = append(l.order, k.ID)
	}
	return k.ID, err
}

func (l *life) rotate(ctx context.Context, v *vault.Vault, id string, k *known, value secret.Value) error {
	before := k.current
	k.current = append(slices.Clone(before), value) // until it is certain
	_, err := v.Rotate(ctx, id, vault.Version{Created: now}, value)
	if err == nil {
		k.use(value, before)
	}
	return err
}

// use makes one value certain to be the current one, after those that may have been it.
func (k *known) use(value secret.Value, before []secret.Value) {
	k.current = []secret.Value{value}
	if len(before) == 1 {
		k.previous = append(k.previous, before...)
	}
	k.previous = slices.DeleteFunc(k.previous, value.Equal) // it may be one that came back
}

func (l *life) adopt(ctx context.Context, v *vault.Vault) error {
	found, err := v.Compare(ctx)
	if err != nil {
		return err
	}
	for _, s := range found.Strays {
		_, err := v.Adopt(ctx, s, describe)
		if errors.Is(err, vault.ErrSealed) { // destroyed, and a move's copy of its item was left: check knows what must be there
			err = v.Discard(ctx, s)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// check wants every value that was acknowledged to be readable.
func (l *life) check() {
	v := l.open()
	x, err := v.Index(context.Background())
	if err != nil {
		l.fail("%v", err)
	}
	for id, known := range l.keys {
		i := slices.IndexFunc(x.Keys, func(k vault.Key) bool { return k.ID == id })
		if i < 0 || x.Keys[i].Destroying {
			if !known.unsure {
				l.fail("the key %s is gone", id)
			}
			delete(l.keys, id)
			continue
		}
		l.checkCase(x.Keys[i])
		if known.unsure {
			continue
		}
		l.checkKey(v, x.Keys[i], known)
	}
}

func (l *life) checkKey(v *vault.Vault, k vault.Key, known *known) {
	var held []secret.Value
	for _, version := range k.Versions {
		if version.State != vault.Current && version.State != vault.Previous {
			continue
		}
		value, err := v.Fetch(context.Background(), k, version)
		if err != nil && version.State == vault.Previous {
			continue // revoked, and then the index went back
		}
		if err != nil {
			l.fail("version %d of %s is lost: %v", version.Number, k.ID, err)
		}
		if version.State == vault.Current && !slices.ContainsFunc(known.current, value.Equal) {
			l.fail("%s has another value than was stored: version %d", k.ID, version.Number)
		}
		held = append(held, value)
	}
	for _, value := range known.previous {
		if !slices.ContainsFunc(held, value.Equal) {
			l.fail("a previous value of %s is lost", k.ID)
		}
	}
}

// end is when all has been repaired.
func (l *life) end() {
	ctx := context.Background()
	v := l.open()
	if _, err := v.Repair(ctx); err != nil {
		l.fail("repair: %v", err)
	}
	l.check()
	found, err := v.Compare(ctx)
	if err != nil {
		l.fail("%v", err)
	}
	for _, m := range found.Missing { // revoked, and then the index went back
		if known := l.keys[m.ID]; known != nil && !known.unsure && m.Current {
			l.fail("a current value is missing: %+v", m)
		}
		if err := v.Forget(ctx, m); err != nil {
			l.fail("forget %+v: %v", m, err)
		}
	}
	if l.fragile { // what was under way when the index went back
		if err := l.adopt(ctx, v); err != nil {
			l.fail("adopt: %v", err)
		}
		if _, err := v.Repair(ctx); err != nil {
			l.fail("repair: %v", err)
		}
	}
	if found, err = v.Compare(ctx); err != nil || len(found.Strays)+len(found.Missing) > 0 {
		l.fail("index and stores differ: %+v (%v)", found, err)
	}
	x, err := v.Index(ctx)
	if err != nil {
		l.fail("%v", err)
	}
	if left := x.Unfinished(); len(left) > 0 {
		l.fail("unfinished: %+v", left)
	}
	sealed := map[string]bool{}
	for _, k := range x.Keys {
		for _, version := range k.Versions {
			sealed[k.Item(version.Number)] = version.Sealed && version.Held()
		}
	}
	entries, _ := os.ReadDir(filepath.Join(l.dir, "sealed"))
	for _, e := range entries {
		if !sealed[e.Name()] && !l.fragile { // without an entry it is noise: its key is nowhere
			l.fail("the sealed file %s belongs to nothing", e.Name())
		}
	}
	if _, err := v.Move(ctx, vault.InFile, nil); err != nil {
		l.fail("move in good weather: %v", err)
	}
	l.check()
	if left := l.stores[vault.InKeychain].Accounts(); len(left) > 0 {
		l.fail("left in the keychain: %v", left)
	}
}
