package agent

import (
	"cmp"
	"errors"
	"time"

	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/rotation"
	"keytray/app/secret"
	"keytray/app/text"
	"keytray/app/vault"
)

// CheckAdd refuses what Add would refuse of a key but its value: faces call it
// before they ask for that, and for each answer. What is left open fits. wanted are the
// windows of the provider's keys, zero if they are not known.
func CheckAdd(known *provider.Catalogue, r api.AddRequest, wanted rotation.Windows, now time.Time) error {
	if r.Provider != "" {
		p, ok := known.Find(r.Provider)
		if !ok {
			return UnknownProvider(known, r.Provider)
		}
		if err := checkKind(p, r.Kind); err != nil {
			return err
		}
	}
	if err := CheckName(known, r.Name, r.Secret); err != nil {
		return err
	}
	if err := CheckTexts(known, r.Details, r.Secret); err != nil {
		return err
	}
	k := vault.Key{
		Name: cmp.Or(r.Name, "-"), Kind: r.Kind, Env: r.Env, Account: r.Account, Tags: r.Tags, UsedBy: places(r.UsedBy),
		Notes: r.Notes, Scopes: r.Scopes, Limit: r.Limit,
	}
	var invalid *vault.InvalidError
	if err := k.Check(); errors.As(err, &invalid) {
		return wrongUsage(invalid.Text)
	}
	if err := checkDates(&vault.Version{Created: r.Created, Expires: r.Expires}, now); err != nil {
		return err
	}
	policy := rotation.Policy{DueAfter: r.DueAfter, OverdueAfter: r.OverdueAfter}
	fallback, _ := wanted.For(policy)
	policy = policy.Or(fallback)
	if policy.DueAfter == 0 || policy.OverdueAfter == 0 {
		return nil
	}
	return checkWindow(policy)
}

func checkWindow(policy rotation.Policy) error {
	if err := policy.Validate(); err != nil {
		return wrongUsage(upper(err.Error()) + ".")
	}
	return nil
}

// Storable tells whether a value can be stored at all, whatever it looks like.
func Storable(v secret.Value) bool { return vault.CheckValue(v) == nil }

// CheckProvider refuses what AddProvider would refuse of a new provider, whatever
// others there are.
func CheckProvider(known *provider.Catalogue, p api.Provider) error {
	trimProvider(&p)
	if err := checkNoKey(known, p); err != nil {
		return err
	}
	p.ID = cmp.Or(p.ID, provider.Slug(p.Name))
	if err := notBuiltIn(p); err != nil {
		return err
	}
	if err := unlikeBuiltIn(p.Name, p.ID); err != nil {
		return err
	}
	if _, err := custom(p); err != nil {
		return wrongUsage(err.Error())
	}
	return nil
}

// Ready refuses to ask for a value that could not be stored then: there is no
// keychain, or the encrypted file is not open.
func Ready(k api.Keychain) error {
	inFile := k.Store == api.StoreFile
	switch {
	case inFile && k.FileLocked:
		return &api.Error{Kind: api.Locked, Text: text.T(fileLockedWords)}
	case inFile && k.Status == api.KeychainMissing:
		return &api.Error{Kind: api.Unavailable, Text: text.T("The encrypted file is missing or damaged. Put a backup of it in its place; keytray doctor tells more.")}
	case k.Status == api.KeychainMissing:
		return &api.Error{Kind: api.Unavailable, Text: text.T(noKeychainWords)}
	case k.Status == api.KeychainNoCollection && !k.CanMake:
		return &api.Error{Kind: api.Unavailable, Text: noCollection(cmp.Or(k.Name, text.T("The keychain")))}
	}
	return nil
}
