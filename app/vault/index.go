package vault

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"keytray/app/files"
	"keytray/app/rotation"
	"keytray/app/text"
)

// schema 2 knows more than one holder of values, 3 the kind of a key and what its
// provider said of it, 4 rotations under way. An index of an earlier one is read as
// it is.
const schema = 4

// Index is the content of index.json. It never holds a value.
type Index struct {
	Schema      int       `json:"schema"`
	Revision    uint64    `json:"revision"` // grows with each change
	LastDigest  time.Time `json:"last_digest,omitzero"`
	PausedUntil time.Time `json:"paused_until,omitzero"`
	Keys        []Key     `json:"keys"`
}

// Record is what rotation needs to know about reminders as a whole.
func (x Index) Record() rotation.Record {
	return rotation.Record{LastDigest: x.LastDigest, PausedUntil: x.PausedUntil}
}

// key finds a key to change by its ID.
func (x *Index) key(id string) *Key {
	for i := range x.Keys {
		if x.Keys[i].ID == id {
			return &x.Keys[i]
		}
	}
	return nil
}

func (x *Index) remove(id string) {
	x.Keys = slices.DeleteFunc(x.Keys, func(k Key) bool { return k.ID == id })
}

// unique refuses a name that another key outside the bin has, in any case: two
// names that differ in case only could not be told apart when typed. Nor may it
// be any key's ID: whoever asks by ID must get that key.
func (x *Index) unique(name, except string) error {
	for _, k := range x.Keys {
		if strings.EqualFold(k.ID, name) {
			return invalid("The name is the ID of a key. Choose another one.")
		}
		if k.ID != except && k.Deleted.IsZero() && !k.Destroying && strings.EqualFold(k.Name, name) {
			return &DuplicateError{k.Name}
		}
	}
	return nil
}

func (x Index) clone() Index {
	keys := make([]Key, len(x.Keys))
	for i, k := range x.Keys {
		keys[i] = k.clone()
	}
	x.Keys = keys
	return x
}

// IndexFile is the path of the index, for who watches it.
func (v *Vault) IndexFile() string { return v.indexPath() }

func (v *Vault) indexPath() string { return filepath.Join(v.dir, "index.json") }
func (v *Vault) lastPath() string  { return filepath.Join(v.dir, "index.last.json") }

// stamp tells two contents of the index file apart without reading it whole:
// each write makes a new file. The head has the revision, for file systems that
// use an inode again within one tick of their clock.
type stamp struct {
	info fs.FileInfo
	head [64]byte
}

func (s stamp) same(o stamp) bool {
	return s.info != nil && o.info != nil && os.SameFile(s.info, o.info) && s.head == o.head &&
		s.info.ModTime().Equal(o.info.ModTime()) && s.info.Size() == o.info.Size()
}

func stampOf(path string) (stamp, error) {
	f, err := os.Open(path)
	if err != nil {
		return stamp{}, err
	}
	defer f.Close()
	var s stamp
	if s.info, err = f.Stat(); err != nil {
		return stamp{}, err
	}
	_, err = io.ReadFull(f, s.head[:])
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		err = nil // shorter than the head
	}
	return s, err
}

// read returns the index as it is on disk, without reading a file it knows.
// It changes nothing: a damaged file is an error that wraps errUnreadable.
func (v *Vault) read() (Index, error) {
	now, err := stampOf(v.indexPath())
	if errors.Is(err, fs.ErrNotExist) {
		if _, err := os.Stat(v.lastPath()); err == nil {
			return Index{}, text.Errorf("%w: it is missing", errUnreadable)
		}
		return Index{Schema: schema}, nil
	}
	if err != nil {
		return Index{}, err
	}
	if v.stamp.same(now) {
		return v.known, nil
	}
	x, err := load(v.indexPath())
	if err != nil {
		return Index{}, err
	}
	v.stamp, v.known = now, x
	return x, nil
}

var errUnreadable = text.Error("the index cannot be read")

// load reads one file; what is not a whole index is errUnreadable.
func load(path string) (Index, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return Index{}, err
	}
	return parse(content)
}

func parse(content []byte) (Index, error) {
	// Room for all keys at once: a slice that grows is copied again and again.
	x := Index{Keys: make([]Key, 0, bytes.Count(content, []byte(`"versions":`)))}
	err := json.Unmarshal(content, &x)
	if err != nil { // a newer index may have another shape: its number is what counts
		var head struct{ Schema int }
		_ = json.Unmarshal(content, &head)
		x.Schema = head.Schema
	}
	if x.Schema > schema {
		return Index{}, ErrNewer
	}
	if err != nil {
		return Index{}, fmt.Errorf("%w: %w", errUnreadable, err)
	}
	if x.Schema < 1 {
		return Index{}, text.Errorf("%w: it has no schema number", errUnreadable)
	}
	seen := map[string]bool{}
	for _, k := range x.Keys {
		if k.ID == "" || k.Name == "" || len(k.Versions) == 0 || seen[k.ID] {
			return Index{}, text.Errorf("%w: an entry without ID, name or version, or twice", errUnreadable)
		}
		seen[k.ID] = true
	}
	for i := range x.Keys {
		x.Keys[i].understand(x.Schema)
	}
	return x, nil
}

// understand reads a key of an earlier schema, or one that somebody edited by hand.
func (k *Key) understand(schema int) {
	current, ok := k.Current()
	if schema < 4 && ok && k.Previous() == 0 { // there is only one value that a place can have
		for i := range k.UsedBy {
			k.UsedBy[i].Has, k.UsedBy[i].Assumed = current.Number, true
		}
	}
	if k.Case.Open() && !slices.Contains(Steps, k.Case.Step) {
		k.Case.Step = StepCreate
		if k.Case.New != 0 {
			k.Case.Step = StepPlaces
		}
	}
}

// encode writes each key on a line of its own: half as long as indented JSON, half
// the time to write, and still good to read and to compare.
func encode(x Index) ([]byte, error) {
	keys := x.Keys
	x.Keys = []Key{}
	head, err := json.Marshal(x)
	if err != nil {
		return nil, err
	}
	const tail = "]}"
	content := bytes.NewBuffer(make([]byte, 0, 512*(len(keys)+1)))
	content.Write(bytes.TrimSuffix(head, []byte(tail))) // keys are the last field
	lines := json.NewEncoder(content)
	for i, k := range keys {
		separator := byte(',')
		if i == 0 {
			separator = '\n'
		}
		content.WriteByte(separator)
		if err := lines.Encode(k); err != nil {
			return nil, err
		}
	}
	content.WriteString(tail + "\n")
	return content.Bytes(), nil
}

// write replaces the index; the content before stays as the last good copy.
func (v *Vault) write(x Index) error {
	x.Schema = schema // a program of an earlier one would drop what it does not know
	content, err := encode(x)
	if err != nil {
		return err
	}
	if err := files.Replace(v.indexPath(), content, v.lastPath()); err != nil {
		return err
	}
	v.stamp, v.known = stamp{}, x
	if now, err := stampOf(v.indexPath()); err == nil {
		v.stamp = now
	}
	return nil
}
