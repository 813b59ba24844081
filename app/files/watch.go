package files

import (
	"context"
	"errors"
	"path/filepath"
	"slices"

	"github.com/fsnotify/fsnotify"
)

// Watch calls changed whenever one of these files is written, replaced or removed,
// by this process or another, until ctx ends; which one is its argument. It sleeps
// in between. Folders that are not there are made, as Private does. One that
// cannot be watched is an error and does not keep the others from being watched.
func Watch(ctx context.Context, changed func(path string), paths ...string) error {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return err
	}
	for _, path := range paths {
		err = errors.Join(err, watchFolder(w, filepath.Dir(path)))
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
				if slices.Contains(paths, e.Name) && e.Has(fsnotify.Create|fsnotify.Rename|fsnotify.Write|fsnotify.Remove) {
					changed(e.Name)
				}
			case _, ok := <-w.Errors:
				if !ok {
					return
				}
				for _, path := range paths { // an overflow loses events: look, to be sure
					changed(path)
				}
			}
		}
	}()
	return err
}

// watchFolder watches the folder, not a file in it: each write makes a new file.
func watchFolder(w *fsnotify.Watcher, dir string) error {
	if err := Private(dir); err != nil {
		return err
	}
	return w.Add(dir)
}
