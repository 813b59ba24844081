package agent

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"keytray/app/api"
	"keytray/app/files"
	"keytray/app/provider"
	"keytray/app/settings"
	"keytray/app/text"
)

// ownLimit bounds the wait for another process that changes the file.
const ownLimit = 10 * time.Second

// ownFile is the file with the person's own providers, a JSON list of
// api.Provider. A file that cannot be used is never written.
type ownFile struct {
	path    string
	noticed func() // called when somebody else has changed it, as soon as a look tells

	mu   sync.Mutex
	seen fs.FileInfo // the file as it was when last was read; nil for none
	last *ownList    // nil before the first look
}

// ownList is what the file says.
type ownList struct {
	entries   []ownEntry
	catalogue *provider.Catalogue // with the built-in ones
	err       error               // why the file cannot be used
}

// ownEntry is one provider, and its JSON with what a newer version may have put there.
type ownEntry struct {
	api.Provider
	raw json.RawMessage
}

// load reads the file if it has changed, by whomever. That costs one stat else.
func (f *ownFile) load() ownList {
	list, news := f.look()
	if news {
		f.noticed()
	}
	return list
}

// look tells whether the file is another than at the last look.
func (f *ownFile) look() (_ ownList, news bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	info, err := os.Stat(f.path)
	if err != nil {
		info = nil // what is wrong, reading tells
	}
	if f.last == nil || info == nil && !errors.Is(err, fs.ErrNotExist) || !unchanged(f.seen, info) {
		news = f.last != nil && !unchanged(f.seen, info)
		list := readOwn(f.path)
		f.seen, f.last = info, &list
	}
	return *f.last, news
}

func unchanged(before, now fs.FileInfo) bool {
	if before == nil || now == nil {
		return before == nil && now == nil
	}
	return os.SameFile(before, now) && before.ModTime().Equal(now.ModTime()) && before.Size() == now.Size()
}

// change replaces the file, with a lock that keeps other processes' changes.
func (f *ownFile) change(ctx context.Context, edit func(ownList) (ownList, error)) error {
	if err := files.Private(filepath.Dir(f.path)); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, ownLimit)
	defer cancel()
	lock, err := files.Acquire(ctx, f.path+".lock")
	if err != nil {
		return err
	}
	defer lock.Release()
	list := readOwn(f.path)
	if list.err != nil {
		return list.err
	}
	if list, err = edit(list); err != nil {
		return err
	}
	all := make([]json.RawMessage, 0, len(list.entries))
	for _, e := range list.entries {
		all = append(all, e.raw)
	}
	content, err := json.MarshalIndent(all, "", "  ")
	if err != nil {
		return err
	}
	if len(all) > mostOwn || len(content) >= mostOwnBytes { // it would not be read again
		return refused("There is no room for more: %d providers of your own, and 1 MiB of text, are the most. Remove one with: keytray providers rm ID", mostOwn)
	}
	f.mu.Lock()
	f.last = nil
	f.mu.Unlock()
	return files.Replace(f.path, append(content, '\n'), "")
}

// readOwn reads the file: all of it or nothing.
func readOwn(path string) ownList {
	list, err := parseOwn(path)
	if err != nil {
		return ownList{catalogue: provider.New(), err: &settings.FileError{Path: path, Err: err}}
	}
	return list
}

func parseOwn(path string) (ownList, error) {
	all, err := readOwnEntries(path)
	if err != nil {
		return ownList{}, err
	}
	var list ownList
	var known []provider.Provider
	for i, raw := range all {
		e := ownEntry{raw: raw}
		if json.Unmarshal(raw, &e.Provider) != nil {
			return ownList{}, text.Errorf("provider %d: it is no JSON object whose fields are texts", i+1)
		}
		trimProvider(&e.Provider)
		if e.ID == "" {
			e.ID = list.newID(e.Name)
		}
		if list.index(e.ID) >= 0 {
			return ownList{}, text.Errorf("provider %d: the ID %s is there twice", i+1, Quoted(e.ID))
		}
		list.entries = append(list.entries, e)
		if notBuiltIn(e.Provider) != nil {
			continue // it became part of the catalogue since: it stays in the file, unused
		}
		p, err := custom(e.Provider)
		if err != nil {
			return ownList{}, text.Errorf("provider %d: %s", i+1, strings.TrimSuffix(err.Error(), "."))
		}
		known = append(known, p)
	}
	list.catalogue = provider.New(known...)
	return list, nil
}

// custom is the catalogue's view of a provider of the person's own.
func custom(p api.Provider) (provider.Provider, error) {
	return provider.Custom(p.ID, p.Name, p.Env, p.Console, p.Revoke, p.Usage, p.Docs, p.Pattern)
}

// providers are those in use.
func (l ownList) providers() []api.Provider {
	var all []api.Provider
	for _, e := range l.entries {
		if p, ok := l.catalogue.ByID(e.ID); ok && p.Own {
			all = append(all, e.Provider)
		}
	}
	return all
}

// find finds a provider by its ID or name.
func (l ownList) find(word string) (api.Provider, bool) {
	if i := l.index(strings.ToLower(word)); i >= 0 {
		return l.entries[i].Provider, true
	}
	return l.named(word)
}

func (l ownList) index(id string) int {
	return slices.IndexFunc(l.entries, func(e ownEntry) bool { return e.ID == id })
}

func (l ownList) named(name string) (api.Provider, bool) {
	i := slices.IndexFunc(l.entries, func(e ownEntry) bool { return strings.EqualFold(e.Name, name) })
	if i < 0 {
		return api.Provider{}, false
	}
	return l.entries[i].Provider, true
}

// with has p, in the place of the one with its ID.
func (l ownList) with(p api.Provider) (ownList, error) {
	raw, err := json.Marshal(p)
	if err != nil {
		return ownList{}, err
	}
	i := l.index(p.ID)
	if i < 0 {
		return ownList{entries: append(l.entries, ownEntry{p, raw})}, nil
	}
	if raw, err = keepUnknown(l.entries[i].raw, raw); err != nil {
		return ownList{}, err
	}
	l.entries[i] = ownEntry{p, raw}
	return l, nil
}

// keepUnknown adds to an entry what a newer version put into it.
func keepUnknown(before, now json.RawMessage) (json.RawMessage, error) {
	var old, known map[string]json.RawMessage
	if err := json.Unmarshal(before, &old); err != nil {
		return nil, err
	}
	all, err := json.Marshal(api.Provider{ID: "-", Name: "-", Env: "-", Console: "-", Revoke: "-", Usage: "-", Docs: "-", Pattern: "-"})
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(all, &known); err != nil {
		return nil, err
	}
	for field := range known {
		delete(old, field)
	}
	if len(old) == 0 {
		return now, nil
	}
	if err := json.Unmarshal(now, &old); err != nil {
		return nil, err
	}
	return json.Marshal(old)
}

func (l ownList) without(id string) ownList {
	return ownList{entries: slices.DeleteFunc(l.entries, func(e ownEntry) bool { return e.ID == id })}
}

// newID is the ID of the provider with this name, or one that is free.
func (l ownList) newID(name string) string {
	if p, ok := l.named(name); ok {
		return p.ID
	}
	base := provider.Slug(name)
	id := base
	for n := 2; l.index(id) >= 0; n++ {
		id = base + "-" + strconv.Itoa(n)
	}
	return id
}
