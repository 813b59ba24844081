package files

import (
	"errors"
	"os"
	"path/filepath"

	"keytray/app/text"
)

// Private makes a folder that only its owner can enter (0700), parents included,
// and takes other people's rights away from one that exists.
func Private(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	info, err := os.Stat(dir)
	if err != nil {
		return err
	}
	if !info.IsDir() {
		return text.Errorf("%s is not a folder", dir)
	}
	if info.Mode().Perm()&0o077 != 0 {
		return os.Chmod(dir, 0o700)
	}
	return nil
}

// Replace writes a file (0600) whole or not at all: a new file beside it, flushed
// to the disk, takes its name, and the folder is flushed too. With keep, the
// content that was there before stays under that name. The caller holds a lock;
// what an earlier crash left half-written is overwritten.
func Replace(path string, content []byte, keep string) (err error) {
	dir := filepath.Dir(path)
	tmp, err := os.OpenFile(path+".new", os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = tmp.Close()
			_ = os.Remove(tmp.Name())
		}
	}()
	if _, err := tmp.Write(content); err != nil {
		return err
	}
	if err := tmp.Sync(); err != nil {
		return err
	}
	if err := tmp.Close(); err != nil {
		return err
	}
	if keep != "" {
		if err := keepCopy(path, keep); err != nil {
			return text.Errorf("keep the last good copy: %w", err)
		}
	}
	if err := rename(tmp.Name(), path); err != nil {
		return err
	}
	return syncDir(dir)
}

// keepCopy gives the file's present content a second name. A hard link costs
// no copy and needs no flush: the content was flushed when it was written.
func keepCopy(path, keep string) error {
	next := keep + ".next"
	if err := os.Remove(next); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	err := os.Link(path, next)
	if errors.Is(err, os.ErrNotExist) {
		return nil // nothing written yet
	}
	if err != nil { // a file system without hard links
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return Replace(keep, content, "")
	}
	if err := rename(next, keep); err != nil {
		return err
	}
	// Renaming over another name of the same file does nothing at all (POSIX rename).
	if err := os.Remove(next); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}
