package cli

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"time"

	"golang.org/x/term"

	"keytray/app/api"
	"keytray/app/text"
)

// waitingAfter is when a person begins to wonder why nothing happens.
const waitingAfter = time.Second

// tell says something to a person at the terminal; to nobody else.
func (c *command) tell(sentence string) {
	if f, ok := c.Stderr.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		_, _ = fmt.Fprintln(f, sentence)
	}
}

// tellWaiting says once that the keychain makes the command wait.
func (c *command) tellWaiting(ctx context.Context, s api.Service) {
	if f, ok := c.Stderr.(*os.File); !ok || !term.IsTerminal(int(f.Fd())) {
		return
	}
	time.AfterFunc(waitingAfter, func() {
		for revision := uint64(0); ctx.Err() == nil; {
			st, err := s.Wait(ctx, revision)
			if err != nil {
				return
			}
			if st.Keychain.Waiting {
				if named, err := s.State(ctx); err == nil { // Wait does not ask for the name
					st = named
				}
				c.tell(text.T("Waiting for %s. It may be asking for your password; Ctrl-C stops waiting.", cmp.Or(st.Keychain.Name, text.C("waiting for", "the keychain"))))
				return
			}
			revision = st.Revision
		}
	})
}
