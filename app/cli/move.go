package cli

import (
	"context"

	"keytray/app/api"
	"keytray/app/text"
)

// move is `config keychain PLACE`: all values go there.
func (c *command) move(ctx context.Context, s api.Service, to string) error {
	st, err := s.State(ctx)
	if err != nil {
		return err
	}
	r := api.MoveRequest{To: to}
	defer func() { r.Passphrase.Wipe() }()
	toFile := to == api.StoreFile
	switch {
	case toFile && !st.Keychain.File:
		c.tell(text.T("All keys go into a file that is encrypted under a passphrase. Nobody can reset it: whoever forgets it loses the keys."))
		r.Passphrase, err = c.newPassphrase(ctx)
	case toFile && st.Keychain.FileLocked, st.Keychain.NeedsPassphrase:
		r.Passphrase, err = c.passphrase(ctx, text.T("Passphrase of the encrypted file (not shown): "))
	}
	if err != nil {
		return err
	}
	moved, err := s.Move(ctx, r)
	if err != nil {
		return err
	}
	c.say("keychain = %s", moved.To)
	c.say("%s", text.Moved(moved.Values))
	return nil
}
