package agent

import (
	"strings"
	"time"

	"keytray/app/api"
	"keytray/app/rotation"
	"keytray/app/vault"
)

// changedMeanwhile tells whether a field that an edit is to change has another value
// than the person saw when they began, and not the wanted one either.
func (s *Service) changedMeanwhile(k vault.Key, current vault.Version, r api.EditRequest) bool {
	if r.Was == nil {
		return false
	}
	was, months := *r.Was, s.policies().of(k) // a key without months of its own shows these
	day := func(t time.Time) time.Time {
		if t.IsZero() {
			return t
		}
		return rotation.Day(t, s.p.Now().Location())
	}
	trim := strings.TrimSpace // as the vault does, except in notes
	return anotherText(k.Name, was.NewName, r.NewName, vault.TidyName) || anotherText(k.Provider, was.Provider, r.Provider, trim) ||
		anotherText(k.Kind, was.Kind, r.Kind, trim) || anotherText(k.Env, was.Env, r.Env, trim) || anotherText(k.Account, was.Account, r.Account, trim) ||
		another(k.Notes, was.Notes, r.Notes) || anotherText(k.Scopes, was.Scopes, r.Scopes, trim) || anotherText(k.Limit, was.Limit, r.Limit, trim) ||
		another(k.Pinned, was.Pinned, r.Pinned) || another(k.Muted, was.Muted, r.Muted) ||
		anotherOf(current.Created, was.Created, r.Created, day) || anotherOf(current.Expires, was.Expires, r.Expires, day) ||
		another(k.Policy.DueAfter, was.DueAfter, r.DueAfter) && another(months.DueAfter, was.DueAfter, r.DueAfter) ||
		another(k.Policy.OverdueAfter, was.OverdueAfter, r.OverdueAfter) && another(months.OverdueAfter, was.OverdueAfter, r.OverdueAfter)
}

// another tells whether a field is neither as it was seen nor as it is to be.
func another[T comparable](now T, seen, wanted *T) bool {
	return seen != nil && wanted != nil && now != *seen && now != *wanted
}

// anotherText is another for texts, which are stored tidied.
func anotherText(now string, seen, wanted *string, tidy func(string) string) bool {
	if seen == nil || wanted == nil {
		return false
	}
	was, is := tidy(*seen), tidy(*wanted)
	return another(tidy(now), &was, &is)
}

// anotherOf is another for dates, of which only the day counts.
func anotherOf(now time.Time, seen, wanted *time.Time, day func(time.Time) time.Time) bool {
	if seen == nil || wanted == nil {
		return false
	}
	return !day(now).Equal(day(*seen)) && !day(now).Equal(day(*wanted))
}
