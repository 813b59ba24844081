package window

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"keytray/app/files"
)

// Why a file is not written, besides what the system says.
var (
	errNoName    = errors.New("no name")
	errOwnFolder = errors.New("a folder of our own")
)

// writeFile writes a file for the person, whole or not at all, and over another one only
// if it may. Where we keep our own files it writes nothing.
func writeFile(path string, content []byte, over bool) error {
	own, err := files.Default()
	if err != nil {
		return err
	}
	if own.Own(path) {
		return errOwnFolder
	}
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return files.ErrNoFile
	}
	if over {
		err = files.Export(path, content)
	} else {
		err = writeNew(path, content)
	}
	return whyNot(path, err)
}

func writeNew(path string, content []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	if err = errors.Join(err, f.Close()); err != nil {
		_ = os.Remove(path) // half of it is of no use
	}
	return err
}

// whyNot corrects what some folders answer that take no files: they claim not to exist.
func whyNot(path string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		if info, wrong := os.Stat(filepath.Dir(path)); wrong == nil && info.IsDir() {
			return fs.ErrPermission
		}
	}
	return err
}

// homePath is a path as a person types it: ~ is the home folder, and what does not begin
// at the root begins there.
func homePath(typed string) (string, error) {
	typed = strings.TrimSpace(typed)
	slashed := filepath.ToSlash(typed)
	switch {
	case typed == "":
		return "", errNoName
	case strings.HasSuffix(slashed, "/"):
		return "", files.ErrNoFile
	case filepath.IsAbs(typed):
		return filepath.Clean(typed), nil
	}
	home, err := os.UserHomeDir()
	if slashed == "~" {
		return home, err
	}
	return filepath.Join(home, strings.TrimPrefix(slashed, "~/")), err
}

// inHome is a path as a person reads it.
func inHome(path string) string {
	home, err := os.UserHomeDir()
	if err != nil {
		return path
	}
	rest, err := filepath.Rel(home, path)
	if err != nil || !filepath.IsLocal(rest) {
		return path
	}
	return filepath.Join("~", rest)
}
