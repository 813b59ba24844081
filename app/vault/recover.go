package vault

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"keytray/app/files"
	"keytray/app/text"
)

// recover sets a damaged index aside and goes on with the last good copy. It
// must hold the lock. Without a good copy it touches nothing.
func (v *Vault) recover() (Index, error) {
	var x Index
	content, err := os.ReadFile(v.lastPath())
	if err == nil {
		x, err = parse(content)
	}
	if errors.Is(err, ErrNewer) {
		return Index{}, err
	}
	if err != nil {
		return Index{}, text.Errorf("%w: see %s", ErrDamaged, v.indexPath())
	}
	aside, err := v.setAside()
	if err != nil {
		return Index{}, err
	}
	if err := files.Replace(v.indexPath(), content, ""); err != nil {
		return Index{}, err
	}
	v.stamp = stamp{}
	v.recovered = &Recovery{SetAside: aside}
	v.log(recoveredEvent(aside))
	return x, nil
}

func recoveredEvent(aside string) Event {
	e := Event{What: "index_recovered"}
	if aside != "" {
		e.Note = filepath.Base(aside)
	}
	return e
}

func (v *Vault) asideName(index string) string {
	return filepath.Join(v.dir, index+".damaged-"+v.now().UTC().Format("20060102T150405.000")+".json")
}

// setAside gives the damaged index a name of its own, "" if it is missing. It
// must hold the lock.
func (v *Vault) setAside() (string, error) {
	aside := v.asideName("index")
	err := os.Rename(v.indexPath(), aside)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	return aside, err
}

// Recovery is how a vault went on after its index was damaged or missing.
type Recovery struct {
	SetAside string // the damaged file; "" if the index was missing
	Rebuilt  bool   // there was no good copy: a new list was made
}

// Damaged lists index files that were set aside, oldest first.
func (v *Vault) Damaged() []string {
	found, _ := filepath.Glob(filepath.Join(v.dir, "index.damaged-*.json"))
	return found
}

// TryWrite finds out whether the next change can be written.
func (v *Vault) TryWrite(ctx context.Context) error {
	unlock, err := v.lock(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	trial := filepath.Join(v.dir, "trial")
	if err := files.Replace(trial, make([]byte, 64<<10), ""); err != nil {
		return err
	}
	return os.Remove(trial)
}
