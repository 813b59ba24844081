package main

import (
	"bytes"
	"errors"
	"image"
	"image/png"
	"io/fs"
	"os"
	"path/filepath"
)

// The pictures of a run, in the order of the story.
const (
	menuPicture     = "1-tray-menu.png"
	pastedPicture   = "2-copied-and-pasted.png"
	clearedPicture  = "3-cleared.png"
	reminderPicture = "4-reminder.png"
	windowPicture   = "5-window.png"
	failedPicture   = "failed.png"
)

// album is the folder for the pictures.
type album struct {
	dir   string
	saved []string // their paths
}

// newAlbum makes the folder and takes away what an earlier run left there: it would show what is no longer so.
func newAlbum(dir string) (*album, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	for _, name := range []string{menuPicture, pastedPicture, clearedPicture, reminderPicture, windowPicture, failedPicture} {
		if err := os.Remove(filepath.Join(dir, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
	}
	return &album{dir: dir}, nil
}

func (a *album) save(name string, shot *image.RGBA) error {
	var data bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&data, shot); err != nil {
		return err
	}
	path := filepath.Join(a.dir, name)
	a.saved = append(a.saved, path)
	return os.WriteFile(path, data.Bytes(), 0o644)
}
