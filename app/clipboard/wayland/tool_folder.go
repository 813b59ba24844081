//go:build linux

package wayland

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"keytray/app/clipboard"
)

const (
	folderPrefix = "keytray-wl-copy-"
	buffers      = "wl-copy-buffer-*" // what wl-copy calls its directories
)

// folder is where wl-copy has its files: a private one, removed when wl-copy has
// ended. It is locked as long as we live.
type folder struct {
	path string
	name string // of wl-copy's file
	lock *os.File
}

// newFolder makes one, and removes those of killed runs.
func newFolder() (*folder, error) {
	parent := os.Getenv("XDG_RUNTIME_DIR")
	if parent == "" {
		parent = os.TempDir()
	}
	sweep(parent)
	for range 3 { // somebody else's sweep may come before our lock
		path, err := os.MkdirTemp(parent, fmt.Sprintf("%s%d-", folderPrefix, os.Getpid())) // with mode 0700
		if err != nil {
			return nil, err
		}
		if f := openFolder(path); f != nil {
			return f, nil
		}
	}
	return nil, fmt.Errorf("%w: no folder for wl-copy", clipboard.ErrTool)
}

// openFolder locks a folder; it is nil if somebody else has locked it.
func openFolder(path string) *folder {
	dir, err := os.Open(path)
	if err != nil {
		return nil
	}
	if err := syscall.Flock(int(dir.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		_ = dir.Close()
		return nil
	}
	return &folder{path: path, name: filepath.Base(path), lock: dir}
}

// sweep removes the folders of killed runs.
func sweep(parent string) {
	left, _ := filepath.Glob(filepath.Join(parent, folderPrefix+"*"))
	for _, path := range left {
		if info, err := os.Lstat(path); err != nil || !info.IsDir() {
			continue
		}
		if f := openFolder(path); f != nil {
			f.remove()
		}
	}
}

// copied is the file that wl-copy has made, "" if there is none.
func (f *folder) copied() string {
	for _, dir := range []string{f.path, "/tmp"} {
		found, _ := filepath.Glob(filepath.Join(dir, buffers, f.name))
		for _, file := range found {
			if info, err := os.Lstat(filepath.Dir(file)); err == nil && mine(info) {
				return file
			}
		}
	}
	return ""
}

// mine keeps us away from what another user made to look like ours in /tmp.
func mine(info os.FileInfo) bool {
	stat, ok := info.Sys().(*syscall.Stat_t)
	return ok && info.IsDir() && int(stat.Uid) == os.Getuid()
}

// remove removes what is left of wl-copy's files, and the folder.
func (f *folder) remove() {
	for file := f.copied(); file != ""; file = f.copied() {
		if !strings.HasPrefix(filepath.Base(filepath.Dir(file)), strings.TrimSuffix(buffers, "*")) ||
			os.RemoveAll(filepath.Dir(file)) != nil {
			break
		}
	}
	_ = os.RemoveAll(f.path)
	_ = f.lock.Close()
}
