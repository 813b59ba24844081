package files_test

import (
	"os"
	"path/filepath"
	"testing"

	"keytray/app/files"
)

func TestOwnFoldersAreKnownUnderAnyName(t *testing.T) {
	home := t.TempDir()
	p := files.Paths{Data: filepath.Join(home, "data", "keytray"), Config: filepath.Join(home, "config", "keytray")}
	for _, dir := range []string{filepath.Join(p.Data, "old"), filepath.Join(home, "documents")} {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	index := filepath.Join(p.Data, "index.json")
	if err := os.WriteFile(index, []byte("{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	links := map[string]string{"folder": p.Data, "file": index}
	for name, to := range links {
		symlink(t, to, filepath.Join(home, name))
	}
	for path, want := range map[string]bool{
		index:                                 true,
		filepath.Join(p.Data, "new.ics"):      true,
		filepath.Join(p.Data, "old", "a.ics"): true,
		p.Data:                                true,
		filepath.Join(p.Config, "a.ics"):      true, // there is no such folder yet
		filepath.Join(home, "folder", "a"):    true,
		filepath.Join(home, "file"):           true,
		filepath.Join(home, "documents", "a"): false,
		filepath.Join(home, "data", "a"):      false,
		filepath.Join(home, "a"):              false,
		p.Data + ".ics":                       false,
	} {
		if got := p.Own(path); got != want {
			t.Errorf("%s: %v", path, got)
		}
	}
}
