package vault

import (
	"cmp"
	"context"
	"time"
)

// Asked is what a provider was asked about: a version, as the key was then.
type Asked struct {
	Number                  int
	Provider, Kind, Account string
}

// Asked is what a check of a key's current version asks about.
func (k Key) Asked() Asked {
	current, _ := k.Current()
	return Asked{current.Number, k.Provider, k.Kind, k.Account}
}

// isOf tells whether it was asked about what is there now. An account that was not
// noted was not asked with, and may be noted since.
func (a Asked) isOf(now Asked) bool {
	if a.Account == "" {
		now.Account = ""
	}
	return a == now
}

// Said is what a provider answered about a version.
type Said struct {
	Result  string
	Account string // taken where nothing is noted; the rest only where it tells
	Scopes  string
	Expires time.Time
}

// Checked keeps what a provider said of a version. If the person has put another
// one in its place by now, or another provider, kind or account, the answer is not
// about this key: ErrOtherKey, and nothing is kept.
func (v *Vault) Checked(ctx context.Context, id string, asked Asked, said Said) (Key, error) {
	k, err := v.changeKey(ctx, id, func(_ *Index, k *Key) error {
		if k.Asked() != asked {
			return ErrOtherKey
		}
		k.Verified = Verified{At: v.now().UTC(), Result: said.Result}
		if !said.Expires.IsZero() {
			k.version(asked.Number).Expires = said.Expires.UTC()
		}
		k.fill(said)
		return nil
	})
	if err == nil {
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

// follow makes kind, account and check those of the version that is current now, after
// was: each has its own, and of another one the provider has said nothing.
func (k *Key) follow(was Version) {
	now, ok := k.Current()
	if !ok || now.Number == was.Number {
		return
	}
	if was.Number == 0 { // a first version is of the kind that the key was given
		k.Kind = cmp.Or(now.Kind, k.Kind)
	} else {
		if left := k.version(was.Number); left != nil && left.Held() {
			left.Kind, left.Account = k.Kind, k.Account
		}
		k.Kind, k.Account, k.Verified = now.Kind, cmp.Or(now.Account, k.Account), Verified{}
		if now.Provider != "" {
			k.of(now.Provider)
		}
	}
	current := k.version(now.Number)
	current.Kind, current.Account = "", ""
}

// of makes another provider the key's. The values before the current one are still of
// the one that made them.
func (k *Key) of(issuer string) {
	for i := range k.Versions {
		version := &k.Versions[i]
		switch {
		case version.State == Pending && version.Back == 0: // it is stored for the other one
			version.Kind = ""
		case version.State == Pending, version.State == Previous, version.State == Revoked:
			version.Provider = cmp.Or(version.Provider, k.Provider)
		}
		if version.Provider == issuer || version.State == Current {
			version.Provider = ""
		}
	}
	k.Provider = issuer
}

// kindOf is the kind of a version: of the current one the key has it.
func (k Key) kindOf(v Version) string {
	if v.State == Current {
		return k.Kind
	}
	return v.Kind
}

// accountOf is likewise what belongs to a version beside its value: with some providers
// each key has an account of its own.
func (k Key) accountOf(v Version) string {
	if v.State == Current {
		return k.Account
	}
	return v.Account
}
