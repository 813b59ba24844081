package vault

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"keytray/app/files"
)

// Event is one line of history.jsonl. It never holds a value.
type Event struct {
	At   time.Time `json:"at"`
	What string    `json:"event"`
	ID   string    `json:"id,omitempty"`
	Name string    `json:"name,omitempty"`
	Note string    `json:"note,omitempty"`
}

// mostHistory is the size in bytes at which a new file is begun. One older file
// is kept.
const mostHistory = 1 << 20

func (v *Vault) historyPath() string { return filepath.Join(v.dir, "history.jsonl") }
func (v *Vault) olderPath() string   { return filepath.Join(v.dir, "history.1.jsonl") }

// Log appends an event. The history is a convenience: failing to write it must
// not fail what it tells of, so errors end here.
func (v *Vault) Log(e Event) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.log(e)
}

func (v *Vault) log(e Event) {
	e.At = v.now().UTC()
	line, err := json.Marshal(e)
	if err != nil || files.Private(v.dir) != nil {
		return
	}
	v.turnOver()
	f, err := os.OpenFile(v.historyPath(), os.O_RDWR|os.O_APPEND|os.O_CREATE, 0o600)
	if err != nil {
		return
	}
	defer f.Close()
	// A line that a crash cut off must not swallow this one.
	last := make([]byte, 1)
	if size, err := f.Seek(0, io.SeekEnd); err == nil && size > 0 {
		if _, err := f.ReadAt(last, size-1); err == nil && last[0] != '\n' {
			line = append([]byte{'\n'}, line...)
		}
	}
	_, _ = f.Write(append(line, '\n')) // one write: lines of two processes do not mix
}

// turnOver begins a new file when the history has grown long. Of several
// processes one does it: who waits for the lock would turn over the new file.
func (v *Vault) turnOver() {
	info, err := os.Stat(v.historyPath())
	if err != nil || info.Size() < mostHistory {
		return
	}
	l, err := files.TryAcquire(filepath.Join(v.dir, "history.lock"))
	if err != nil || l == nil {
		return
	}
	defer l.Release()
	if info, err := os.Stat(v.historyPath()); err == nil && info.Size() >= mostHistory {
		_ = os.Rename(v.historyPath(), v.olderPath())
	}
}

// History reads the events, oldest first: all, or those of one key. Lines that
// cannot be read are left out.
func (v *Vault) History(id string) ([]Event, error) {
	var content []byte
	for _, path := range []string{v.olderPath(), v.historyPath()} {
		part, err := os.ReadFile(path)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		content = append(append(content, part...), '\n') // the older one may end in a torn line
	}
	return events(content, id), nil
}

func events(content []byte, id string) []Event {
	var all []Event
	for line := range bytes.Lines(content) {
		var e Event
		if json.Unmarshal(line, &e) == nil && e.What != "" && (id == "" || e.ID == id) {
			all = append(all, e)
		}
	}
	return all
}
