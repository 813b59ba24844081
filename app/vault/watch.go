package vault

import (
	"context"

	"github.com/fsnotify/fsnotify"

	"keytray/app/files"
)

// Watch calls changed whenever the index file is replaced, by this process or
// another, until ctx ends. It sleeps in between.
func (v *Vault) Watch(ctx context.Context, changed func()) error {
	if err := files.Private(v.dir); err != nil {
		return err
	}
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return err
	}
	// The folder, not the file: each write makes a new file.
	if err := w.Add(v.dir); err != nil {
		_ = w.Close()
		return err
	}
	go func() {
		defer w.Close()
		for {
			select {
			case <-ctx.Done():
				return
			case e, ok := <-w.Events:
				if !ok {
					return
				}
				if e.Name == v.indexPath() && e.Has(fsnotify.Create|fsnotify.Rename|fsnotify.Write) {
					changed()
				}
			case _, ok := <-w.Errors:
				if !ok {
					return
				}
				changed() // an overflow loses events: look, to be sure
			}
		}
	}()
	return nil
}
