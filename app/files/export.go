package files

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"keytray/app/text"
)

// ErrNoFile says that something else than a file has the name: a folder, a device.
var ErrNoFile = text.Error("not a file")

// Export writes a file (0600) for the person, whole or not at all, in any folder.
// Of two at once the later one stays. A link is followed. Nothing beside it is touched,
// which Replace may do in our own folders.
func Export(path string, content []byte) (err error) {
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target
	}
	switch info, err := os.Stat(path); {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return err
	case !info.Mode().IsRegular():
		return ErrNoFile
	}
	dir := filepath.Dir(path)
	tmp, err := os.CreateTemp(dir, ".keytray-*") // 0600
	if err != nil {
		return err
	}
	if err := fill(tmp, content); err != nil {
		_ = os.Remove(tmp.Name())
		return err
	}
	if err := rename(tmp.Name(), path); err != nil {
		_ = os.Remove(tmp.Name())
		return err
	}
	return syncDir(dir)
}

// fill writes a new file to the disk, and closes it.
func fill(f *os.File, content []byte) error {
	_, err := f.Write(content)
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}
