//go:build !windows

package files

import "os"

func rename(from, to string) error { return os.Rename(from, to) }

// syncDir makes a rename survive a power cut.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Sync()
}
