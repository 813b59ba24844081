package agent

import (
	"context"
	"os"
	"time"

	"keytray/app/files"
)

// goneFor is how long the settings may be gone before that counts: editors and
// programs that keep files in step take one away before they put the next in its place.
const goneFor = time.Second

// follow sees what other processes and editors change, and sleeps in between.
func (s *Service) follow(ctx context.Context) error {
	changed := make(chan struct{}, 1)
	go s.followSettings(ctx, s.choices().AtLogin, changed)
	return files.Watch(ctx, func(path string) {
		if path == s.settings.Path {
			select {
			case changed <- struct{}{}:
			default: // it is looked at soon
			}
		}
		s.bump()
	}, s.vault.IndexFile(), s.settings.Path, s.own.path)
}

// followSettings does what changed settings say. Without the file that is the
// defaults, but not before it has been gone for a while: for an instant nothing is
// taken from the desktop, and nobody is asked for keys.
func (s *Service) followSettings(ctx context.Context, atLogin bool, changed <-chan struct{}) {
	for {
		select {
		case <-changed:
		case <-ctx.Done():
			return
		}
		if _, err := os.Stat(s.settings.Path); err != nil {
			select {
			case <-time.After(goneFor):
			case <-ctx.Done():
				return
			}
		}
		atLogin = s.followLogin(atLogin)
		s.tryShortcut()
	}
}

// followLogin does what a changed setting says. An entry that the person has changed
// stays as it is until they change the setting.
func (s *Service) followLogin(before bool) bool {
	choices, err := s.settings.Load()
	if err != nil || choices.AtLogin == before {
		return before
	}
	if err := s.applyLogin(choices.AtLogin); err != nil {
		s.p.Log.Error("start at login", "err", err)
	}
	return choices.AtLogin
}
