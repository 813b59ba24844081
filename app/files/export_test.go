package files_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"keytray/app/files"
)

func TestAnExportedFileIsThePersonsAlone(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "dates.ics")
	if err := os.WriteFile(path, []byte("what was there before, and longer"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := files.Export(path, []byte("new")); err != nil {
		t.Fatal(err)
	}
	assertContent(t, path, "new")
	assertRights(t, path, 0o600)
	assertAlone(t, dir)
}

// A link in a folder of files that are kept elsewhere stays one.
func TestAnExportFollowsALink(t *testing.T) {
	dir := t.TempDir()
	kept, link := filepath.Join(dir, "kept"), filepath.Join(dir, "link")
	if err := os.WriteFile(kept, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	symlink(t, "kept", link)
	if err := files.Export(link, []byte("new")); err != nil {
		t.Fatal(err)
	}
	assertContent(t, kept, "new")
	if info, err := os.Lstat(link); err != nil || info.Mode()&fs.ModeSymlink == 0 {
		t.Error("the link was replaced")
	}
}

func TestAnExportThatCannotBeLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	if err := files.Export(dir, []byte("x")); !errors.Is(err, files.ErrNoFile) {
		t.Errorf("a folder: %v", err)
	}
	if err := files.Export(filepath.Join(dir, "none", "x"), []byte("x")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no such folder: %v", err)
	}
	if left, _ := os.ReadDir(dir); len(left) != 0 {
		t.Errorf("%d files are left", len(left))
	}
}

func assertAlone(t *testing.T, dir string) {
	t.Helper()
	if left, err := os.ReadDir(dir); err != nil || len(left) != 1 {
		t.Errorf("%d files are there, %v", len(left), err)
	}
}

// symlink makes a link, where there are some: wine 8 makes none and says that it did.
func symlink(t *testing.T, to, link string) {
	t.Helper()
	if err := os.Symlink(to, link); err != nil {
		t.Skip("no links here:", err)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&fs.ModeSymlink == 0 {
		t.Skip("no links here")
	}
}
