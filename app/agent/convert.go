package agent

import (
	"slices"
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
	current, ok := k.Current()
	for _, p := range k.UsedBy {
		v.UsedBy = append(v.UsedBy, p.Location)
		has := ok && p.Has == current.Number
		v.Places = append(v.Places, api.Place{Location: p.Location, Has: has, Assumed: has && p.Assumed, Person: p.Person()})
	}
	v.Exposure = exposure(k.Exposed, local)
	v.Case = rotating(k, local)
	v.Calls = callsOf(k)
	for _, version := range k.Versions {
		v.Pending = v.Pending || version.State == vault.Pending
		v.Versions = append(v.Versions, api.Version{
			Item: k.Item(version.Number), State: string(version.State), Created: local(version.Created), Hint: version.Hint,
		})
	}
	if ok {
		v.Hint = current.Hint
	}
	return v
}

// rotating is what faces see of a rotation under way; nil if there is none.
func rotating(k vault.Key, local func(time.Time) time.Time) *api.Case {
	if !k.Case.Open() {
		return nil
	}
	c := &api.Case{
		Step: string(k.Case.Step), Number: slices.Index(vault.Steps, k.Case.Step) + 1, Of: len(vault.Steps) + 1,
		Started: local(k.Case.Started), Stored: k.Case.New != 0, Leaked: exposure(k.Case.Leaked, local),
		Call: k.Case.Call.What, CallAt: local(k.Case.Call.At),
	}
	if !k.Case.Asked.At.IsZero() {
		c.Asked = &api.Verified{At: local(k.Case.Asked.At), Result: k.Case.Asked.Result}
	}
	dying := vault.Current
	if c.Stored {
		dying = vault.Previous
	}
	if i := slices.IndexFunc(k.Versions, func(v vault.Version) bool { return v.State == dying }); i >= 0 {
		c.OldHint = k.Versions[i].Hint
	}
	return c
}

func exposure(e vault.Exposure, local func(time.Time) time.Time) *api.Exposure {
	if e.At.IsZero() {
		return nil
	}
	return &api.Exposure{At: local(e.At), Where: e.Where, Note: e.Note}
}
