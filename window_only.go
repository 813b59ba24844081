//go:build !lean

package main

import (
	"context"
	"path/filepath"
	"time"

	"keytray/app/api"
	"keytray/app/files"
)

// An agent that just started does not know of a window that was open before: that one
// finds the agent within a second.
const (
	onlyLimit = 3 * time.Second
	onlyPause = 20 * time.Millisecond
)

// onlyWindow sees to it that there is one window. Where another one is open it is
// brought to the view, and other is true. A window that does not find the agent, for
// it hangs, is not waited for: then there is no lock.
func onlyWindow(ctx context.Context, s api.Service, v api.View) (lock *files.Lock, other bool) {
	if v.Name == api.ViewPick {
		return nil, false // beside another window, too
	}
	paths, err := files.Default()
	if err != nil || files.Private(paths.Runtime) != nil {
		return nil, false
	}
	ctx, cancel := context.WithTimeout(ctx, onlyLimit) // an agent that is stopped never answers
	defer cancel()
	for ; ctx.Err() == nil; time.Sleep(onlyPause) {
		lock, err := files.TryAcquire(filepath.Join(paths.Runtime, "window.lock"))
		if err != nil || lock != nil {
			return lock, false
		}
		if st, err := s.Wait(ctx, 0); err == nil && st.WindowOpen {
			return nil, s.Show(ctx, v) == nil
		}
	}
	return nil, false
}
