package agent

import (
	"time"

	"keytray/app/notify"
	"keytray/app/text"
)

// looksEach is how often a quitting agent looks whether a new value is stored.
const looksEach = 100 * time.Millisecond

// waitForStore keeps a quitting agent alive while it holds a new value that no store has
// taken: it is nowhere else. That is for minutes at most, see insist.
func (s *Service) waitForStore() {
	told := false
	for {
		names := s.unstored.pressing()
		if len(names) == 0 {
			return
		}
		if !told {
			told = true
			s.bump()
			s.notify(notify.Note{
				Tag: "unstored", Title: text.T("Keytray is not ending yet"), Urgent: true,
				Body: text.T("The new value of %s is not stored yet. Unlock your keychain, or it is lost.", text.Plain(text.Names(names))),
			})
		}
		time.Sleep(looksEach)
	}
}
