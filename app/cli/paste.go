package cli

import (
	"cmp"
	"context"
	"errors"
	"io"

	"keytray/app/agent"
	"keytray/app/provider"
	"keytray/app/text"
)

// pasting is how a key is asked for.
type pasting struct {
	prompt string
	same   string // the command that takes it from a file
	issuer string // who issues it, or its variable; "" if nobody said
	known  *provider.Catalogue
	anyway bool
}

// paste asks for a key until it looks like one, or the person wants it as it is.
func (c *command) paste(ctx context.Context, a pasting) (pasted, error) {
	for {
		value, err := c.value(ctx, a.prompt, a.same)
		if ctx.Err() != nil || errors.Is(err, io.EOF) {
			return pasted{}, errStopped
		}
		if errors.Is(err, errTooMuch) {
			c.write("%s", err)
			continue
		}
		if err != nil {
			return pasted{}, err
		}
		if value.Len() == 0 {
			value.Wipe()
			return pasted{}, errStopped
		}
		key, err := recognise(a.known, value, a.issuer, a.anyway)
		storable := agent.Storable(key.value)
		if err == nil && storable {
			return key, nil
		}
		c.write("%s", cmp.Or(problem(key.found), text.T("That is not text. Paste the key alone.")))
		if key.found.Problem == provider.Empty || !storable {
			value.Wipe()
			continue
		}
		yes, err := c.yes(ctx, text.T("Store it all the same?"), false)
		if err != nil {
			value.Wipe()
			return pasted{}, err
		}
		if yes {
			key, err := recognise(a.known, value, a.issuer, true)
			key.asIs = true
			return key, err
		}
		value.Wipe()
	}
}
