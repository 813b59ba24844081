package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"keytray/app/e2e/session"
)

const longList = 1000

// longList measures a list of many keys beside a program that only copies the same file. It needs no keychain: a list
// shows no values.
func (w *world) longList(ctx context.Context) ([]row, error) {
	cat, err := exec.LookPath("cat")
	if err != nil {
		return nil, err
	}
	home, err := session.Start(ctx, session.Options{NoBus: true})
	if err != nil {
		return nil, err
	}
	defer home.Close()
	content, err := manyKeys(index(w.Session))
	if err != nil {
		return nil, err
	}
	path := index(home)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, err
	}
	if err := os.WriteFile(path, content, 0o600); err != nil {
		return nil, err
	}
	whole := func(got string) bool { return strings.Count(got, "\n") == longList+1 } // and a heading
	samples, err := interleaved(ctx, w.rounds,
		prints(home, whole, w.program, "list"),
		prints(home, exactly(string(content)), cat, path))
	if err != nil {
		return nil, err
	}
	return []row{{
		what: fmt.Sprintf("list, %d keys, ms", longList), ours: samples[0],
		peer: "floor: cat index.json", theirs: samples[1], goal: goal{atMost, 15},
	}}, nil
}

// index is where the program keeps the list of keys.
func index(s *session.Session) string {
	return filepath.Join(s.Home, ".local", "share", "keytray", "index.json")
}

// manyKeys repeats the entries of an index that the program itself has written, each with an ID and a name of its own,
// so that it is of the present format whatever that is.
func manyKeys(path string) ([]byte, error) {
	written, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var x map[string]any
	if err := json.Unmarshal(written, &x); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	entries, _ := x["keys"].([]any)
	if len(entries) == 0 {
		return nil, fmt.Errorf("%s has no keys", path)
	}
	many := make([]any, longList)
	for i := range many {
		entry, ok := entries[i%len(entries)].(map[string]any)
		if !ok {
			return nil, fmt.Errorf("%s has an entry of an unknown form", path)
		}
		copied := make(map[string]any, len(entry))
		for field, value := range entry {
			copied[field] = value
		}
		copied["id"], copied["name"] = fmt.Sprintf("%016d", i), fmt.Sprintf("key-%04d", i)
		many[i] = copied
	}
	x["keys"] = many
	return json.MarshalIndent(x, "", " ")
}
