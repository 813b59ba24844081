//go:build !windows

package desktop

import (
	"errors"
	"io/fs"
	"os"
)

// Off takes the file away. One that is switched off stays: it may be the person's
// way to keep off what starts for all people of this computer.
func (a Autostart) Off() error {
	e, err := a.Look()
	if err != nil || e.Off {
		return err
	}
	if err := os.Remove(a.Place); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
