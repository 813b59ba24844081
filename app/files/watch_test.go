package files_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"keytray/app/files"
)

// next waits until a change of path is told.
func next(t *testing.T, changed <-chan string, path string) {
	t.Helper()
	limit := time.After(10 * time.Second)
	for {
		select {
		case got := <-changed:
			if got == path {
				return
			}
		case <-limit:
			t.Fatalf("nothing is told of %s", filepath.Base(path))
		}
	}
}

func TestWatchTellsOfEachWayToChangeAFile(t *testing.T) {
	dir := t.TempDir()
	here, there := filepath.Join(dir, "one", "settings.json"), filepath.Join(dir, "two", "index.json")
	changed := make(chan string, 64)
	if err := files.Watch(t.Context(), func(path string) { changed <- path }, here, there); err != nil {
		t.Fatal(err)
	}
	for what, do := range map[string]func(string) error{
		"replaced": func(path string) error { return files.Replace(path, []byte("a"), "") },
		"written":  func(path string) error { return os.WriteFile(path, []byte("b"), 0o600) },
		"removed":  os.Remove,
	} {
		for _, path := range []string{here, there} {
			if err := os.WriteFile(path, []byte("before"), 0o600); err != nil {
				t.Fatal(err)
			}
			next(t, changed, path)
			for len(changed) > 0 {
				<-changed
			}
			if err := do(path); err != nil {
				t.Fatalf("%s: %v", what, err)
			}
			next(t, changed, path)
		}
	}
}

func TestWatchIsSilentAboutOtherFiles(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "settings.json")
	changed := make(chan string, 64)
	if err := files.Watch(t.Context(), func(path string) { changed <- path }, path); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"settings.json.lock", "settings.json.new", "other.json"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if first := <-changed; first != path { // events come in order
		t.Errorf("told of %s", first)
	}
}

func TestAFolderThatCannotBeWatchedIsNotInTheWayOfOthers(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "file"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "settings.json")
	changed := make(chan string, 64)
	if err := files.Watch(t.Context(), func(path string) { changed <- path }, filepath.Join(dir, "file", "x"), path); err == nil {
		t.Error("no error")
	}
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	next(t, changed, path)
}
