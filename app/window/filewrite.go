package window

import (
	"errors"
	"os"
	"path/filepath"
	"strings"

	"keytray/app/files"
)

// writeFile writes a file for the person, whole or not at all, and over another one only
// if it may.
func writeFile(path string, content []byte, over bool) error {
	if over {
		return files.Export(path, content)
	}
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

// homePath is a path as a person types it.
func homePath(typed string) (string, error) {
	typed = strings.TrimSpace(typed)
	rest, inHome := strings.CutPrefix(filepath.ToSlash(typed), "~/")
	if !inHome && filepath.IsAbs(typed) {
		return filepath.Clean(typed), nil
	}
	if typed == "" {
		return "", errNoName
	}
	if !inHome {
		rest = typed
	}
	home, err := os.UserHomeDir()
	return filepath.Join(home, rest), err
}

var errNoName = errors.New("no name")
