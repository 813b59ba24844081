package vault

import (
	"context"
	"time"
)

// Said is what a provider answered about a version.
type Said struct {
	Result  string
	Account string // taken where nothing is noted; the rest only where it tells
	Scopes  string
	Expires time.Time
}

// Checked keeps what a provider said of a version, unless another one is the
// current one by now.
func (v *Vault) Checked(ctx context.Context, id string, number int, said Said) (Key, error) {
	kept := false
	k, err := v.changeKey(ctx, id, func(_ *Index, k *Key) error {
		current, ok := k.Current()
		if kept = ok && current.Number == number; !kept {
			return nil
		}
		k.Verified = Verified{At: v.now().UTC(), Result: said.Result}
		if !said.Expires.IsZero() {
			k.version(number).Expires = said.Expires.UTC()
		}
		k.fill(said)
		return nil
	})
	if err == nil && kept {
		v.Log(Event{What: "checked", ID: id, Name: k.Name, Note: said.Result})
	}
	return k, err
}

// fill notes account and scopes where nothing is noted, if they can be.
func (k *Key) fill(said Said) {
	for field, text := range map[*string]string{&k.Account: said.Account, &k.Scopes: said.Scopes} {
		if *field != "" {
			continue
		}
		*field = text
		if k.check() != nil {
			*field = ""
		}
	}
}

// checkOf drops what a provider said of a version that was the current one, if
// another is now.
func (k *Key) checkOf(was Version) {
	if now, _ := k.Current(); was.Number != 0 && now.Number != was.Number {
		k.Verified = Verified{}
	}
}
