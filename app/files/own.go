package files

import (
	"os"
	"path/filepath"
)

// Own tells whether path lies in one of Keytray's own folders, whatever it is called
// there: a link and another case lead to the same place.
func (p Paths) Own(path string) bool {
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target
	} else if dir, err := filepath.EvalSymlinks(filepath.Dir(path)); err == nil {
		path = filepath.Join(dir, filepath.Base(path))
	}
	for dir := filepath.Clean(path); ; dir = filepath.Dir(dir) {
		if p.isOne(dir) {
			return true
		}
		if dir == filepath.Dir(dir) {
			return false
		}
	}
}

// isOne tells whether dir is one of the folders.
func (p Paths) isOne(dir string) bool {
	is, err := os.Stat(dir)
	for _, own := range []string{p.Data, p.Config, p.State, p.Runtime} {
		if own == "" {
			continue
		}
		if filepath.Clean(own) == dir {
			return true
		}
		if folder, wrong := os.Stat(own); err == nil && wrong == nil && os.SameFile(is, folder) {
			return true
		}
	}
	return false
}
