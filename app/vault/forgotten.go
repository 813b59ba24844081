package vault

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"keytray/app/files"
)

// forgotten.jsonl has the entries of forgotten values as they were before: a key on
// each line, newest last. Like the index it never holds a value.
func (v *Vault) entriesPath() string { return filepath.Join(v.dir, "forgotten.jsonl") }

// remember must be called with the index lock held. Whoever cannot remember must
// not forget.
func (v *Vault) remember(k Key) error {
	content, err := os.ReadFile(v.entriesPath())
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	line, err := json.Marshal(k)
	if err != nil {
		return err
	}
	if len(content) > 0 && content[len(content)-1] != '\n' {
		content = append(content, '\n')
	}
	return files.Replace(v.entriesPath(), append(append(content, line...), '\n'), "")
}

// remembered is the entry that a key had when a value of it was last forgotten,
// zero if there is none. A file that cannot be read must not keep a value out.
func (v *Vault) remembered(id string) (last Key) {
	content, err := os.ReadFile(v.entriesPath())
	if err != nil {
		return Key{}
	}
	for line := range bytes.Lines(content) {
		var k Key
		if json.Unmarshal(line, &k) == nil && k.ID == id {
			last = k
		}
	}
	return last
}

// recall gives a new entry what only the forgotten one knew.
func (k Key) recall(past Key) Key {
	if past.ID != k.ID {
		return k
	}
	back := past.clone()
	back = Key{
		ID: k.ID, Name: back.Name, Provider: back.Provider, Env: back.Env, Account: back.Account, Tags: back.Tags,
		UsedBy: back.UsedBy, Notes: back.Notes, Pinned: back.Pinned, Muted: back.Muted, Policy: back.Policy,
		Added: back.Added, Exposed: back.Exposed,
	}
	if back.Added.IsZero() {
		back.Added = k.Added
	}
	if n := past.highest(); n <= maxNumber { // no number is used twice
		back.Dropped = n
	}
	if back.check() != nil { // somebody else wrote it
		return k
	}
	return back
}
