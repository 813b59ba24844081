package agent

import (
	"time"

	"keytray/app/api"
	"keytray/app/rotation"
	"keytray/app/vault"
)

// view is what faces see of a key, at an instant that carries the person's zone.
func view(k vault.Key, name string, fallback rotation.Policy, now time.Time) api.Key {
	life := k.Life(fallback)
	standing := life.At(now)
	local := func(t time.Time) time.Time {
		if t.IsZero() {
			return t
		}
		return t.In(now.Location())
	}
	v := api.Key{
		ID: k.ID, Name: k.Name, Provider: k.Provider, ProviderName: name, Kind: k.Kind, Env: k.Env, Account: k.Account, Notes: k.Notes,
		Scopes: k.Scopes, Limit: k.Limit,
		Tags: append([]string{}, k.Tags...), UsedBy: []string{}, Pinned: k.Pinned, Muted: k.Muted,
		Created: local(life.Created), Expires: local(life.Expires), DueFrom: standing.DueFrom, OverdueFrom: standing.OverdueFrom,
		Phase: string(standing.Phase), EndsSoon: standing.EndsSoon, Age: standing.Age, DaysLeft: standing.DaysLeft,
		Previous: k.Previous(), CopiedAt: local(k.Copied.Last), CopyCount: k.Copied.Count,
		SnoozedUntil: local(k.SnoozedUntil), ExposedAt: local(k.Exposed.At), DeletedAt: local(k.Deleted), AddedAt: local(k.Added),
		DueAfter: life.Policy.DueAfter, OverdueAfter: life.Policy.OverdueAfter,
	}
	if !k.Verified.At.IsZero() {
		v.Verified = &api.Verified{At: local(k.Verified.At), Result: k.Verified.Result}
	}
	for _, p := range k.UsedBy {
		v.UsedBy = append(v.UsedBy, p.Location)
	}
	for _, version := range k.Versions {
		v.Pending = v.Pending || version.State == vault.Pending
		v.Versions = append(v.Versions, api.Version{
			Item: k.Item(version.Number), State: string(version.State), Created: local(version.Created), Hint: version.Hint,
		})
	}
	if current, ok := k.Current(); ok {
		v.Hint = current.Hint
	}
	return v
}
