package agent

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"keytray/app/api"
	"keytray/app/desktop"
	"keytray/app/files"
)

// welcome opens the window at the very first start: who has just installed
// Keytray sees what it is for, and adds a first key. A tray icon alone is easily
// missed. It is done once.
func (s *Service) welcome(ctx context.Context) {
	mark := s.p.Paths.Welcomed()
	if _, err := os.Lstat(mark); !errors.Is(err, fs.ErrNotExist) {
		return
	}
	x, err := s.vault.Index(ctx)
	if err != nil || len(x.Keys) == 0 && (len(s.p.Window) == 0 || !desktop.HasDisplay()) {
		return // maybe next time
	}
	// The mark comes first: a window that cannot be opened is not tried at every start.
	if err := files.Private(filepath.Dir(mark)); err != nil {
		s.p.Log.Error("welcome", "err", err)
		return
	}
	if err := os.WriteFile(mark, nil, 0o600); err != nil {
		s.p.Log.Error("welcome", "err", err)
		return
	}
	if len(x.Keys) > 0 {
		return
	}
	if err := s.Show(ctx, api.View{Name: api.ViewKeys}); err != nil {
		s.p.Log.Error("welcome", "err", err)
	}
}
