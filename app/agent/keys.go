package agent

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/rotation"
	"keytray/app/secret"
	"keytray/app/text"
	"keytray/app/vault"
)

// Find implements api.Service. A key in the bin is found if no other fits.
func (s *Service) Find(ctx context.Context, name string) (api.Key, error) {
	k, err := s.find(ctx, name, vault.Live)
	if api.KindOf(err) == api.NotFound {
		if binned, err := s.find(ctx, name, vault.Binned); err == nil {
			return view(binned, s.catalogue().Name(binned.Provider), s.policies().of(binned), s.p.Now()), nil
		}
	}
	if err != nil {
		return api.Key{}, err
	}
	return view(k, s.catalogue().Name(k.Provider), s.policies().of(k), s.p.Now()), nil
}

// Add implements api.Service.
func (s *Service) Add(ctx context.Context, r api.AddRequest) (api.Key, error) {
	k := vault.Key{
		Name: r.Name, Provider: r.Provider, Kind: r.Kind, Env: r.Env, Account: r.Account, Tags: r.Tags, UsedBy: places(r.UsedBy),
		Notes: r.Notes, Scopes: r.Scopes, Limit: r.Limit, Pinned: r.Pinned,
		Policy: rotation.Policy{DueAfter: r.DueAfter, OverdueAfter: r.OverdueAfter},
	}
	if err := CheckName(s.catalogue(), r.Name, r.Secret); err != nil {
		return api.Key{}, err
	}
	if err := CheckTexts(s.catalogue(), r.Details, r.Secret); err != nil {
		return api.Key{}, err
	}
	hint, err := s.identify(&k, r.Secret)
	if err != nil {
		return api.Key{}, err
	}
	k.Verified = s.checkedBefore(k, r.Verified)
	version := vault.Version{Created: r.Created, Expires: r.Expires, Hint: hint}
	if err := checkDates(&version, s.p.Now()); err != nil {
		return api.Key{}, err
	}
	if err := s.policies().check(k); err != nil {
		return api.Key{}, err
	}
	return s.shownKey(s.vault.Add(ctx, k, version, r.Secret))
}

// Rotate implements api.Service.
func (s *Service) Rotate(ctx context.Context, r api.RotateRequest) (api.Key, error) {
	k, err := s.find(ctx, r.Name, vault.Live)
	if err != nil {
		return api.Key{}, err
	}
	if r.Back {
		if r.Secret.Len() > 0 {
			return api.Key{}, usage("Give a new value, or go back to the one before; not both.")
		}
		return s.shownKey(s.vault.Back(ctx, k.ID))
	}
	if err := CheckTexts(s.catalogue(), api.Details{Account: r.Account}, r.Secret); err != nil {
		return api.Key{}, err
	}
	s.sameIssuer(&k, r.Secret)
	version := vault.Version{Created: r.Created, Expires: r.Expires, Hint: s.hint(k, r.Secret), Kind: k.Kind, Account: r.Account}
	if err := checkDates(&version, s.p.Now()); err != nil {
		return api.Key{}, err
	}
	return s.shownKey(s.vault.Rotate(ctx, k.ID, version, r.Secret))
}

// Edit implements api.Service.
func (s *Service) Edit(ctx context.Context, r api.EditRequest) (api.Key, error) {
	k, err := s.find(ctx, r.Name, vault.Live)
	if err != nil {
		return api.Key{}, err
	}
	if r.NewName != nil {
		if err := CheckName(s.catalogue(), *r.NewName, secret.Value{}); err != nil {
			return api.Key{}, err
		}
	}
	if err := CheckTexts(s.catalogue(), given(r), secret.Value{}); err != nil {
		return api.Key{}, err
	}
	return s.shownKey(s.vault.Edit(ctx, k.ID, func(k *vault.Key, current *vault.Version) error {
		if s.changedMeanwhile(*k, *current, r) {
			return &api.Error{Kind: api.Changed, Text: text.T("It was changed elsewhere meanwhile. Look at it once more, then change it again.")}
		}
		was := *k
		put(&k.Name, r.NewName)
		put(&k.Provider, r.Provider)
		put(&k.Env, r.Env)
		put(&k.Account, r.Account)
		put(&k.Tags, r.Tags)
		put(&k.Notes, r.Notes)
		put(&k.Kind, r.Kind)
		put(&k.Scopes, r.Scopes)
		put(&k.Limit, r.Limit)
		put(&k.Pinned, r.Pinned)
		put(&k.Muted, r.Muted)
		put(&k.Policy.DueAfter, r.DueAfter)
		put(&k.Policy.OverdueAfter, r.OverdueAfter)
		put(&current.Created, r.Created)
		put(&current.Expires, r.Expires)
		if err := editLists(k, r); err != nil {
			return err
		}
		if r.Provider != nil || r.Kind != nil {
			if err := s.checkProvider(k, r.Kind != nil); err != nil {
				return err
			}
			if r.Env == nil {
				s.followVariable(k, was)
			}
		}
		if k.Policy != was.Policy { // one that is there already keeps no key from being changed
			if err := s.policies().check(*k); err != nil {
				return err
			}
		}
		return checkDates(current, s.p.Now())
	}))
}

// editLists changes tags and places: all at once, or one by one.
func editLists(k *vault.Key, r api.EditRequest) error {
	if r.UsedBy != nil {
		k.UseIn(*r.UsedBy)
	}
	if to := r.RenamePlace; to != nil {
		if err := k.RenamePlace(to.From, to.To); err != nil {
			return err
		}
	}
	for _, place := range r.RemovePlaces {
		k.RemovePlace(place)
	}
	for _, place := range r.AddPlaces {
		k.AddPlace(place.Location, place.Has, place.Assumed)
	}
	if len(r.OrderPlaces) > 0 {
		k.OrderPlaces(r.OrderPlaces)
	}
	for _, tag := range r.RemoveTags {
		k.RemoveTag(tag)
	}
	for _, tag := range r.AddTags {
		k.AddTag(tag)
	}
	return nil
}

func put[T any](field *T, value *T) {
	if value != nil {
		*field = *value
	}
}

// Remove implements api.Service. With Forever it also takes keys from the bin.
func (s *Service) Remove(ctx context.Context, r api.RemoveRequest) (api.Key, error) {
	k, err := s.find(ctx, r.Name, vault.Live)
	if r.Forever && api.KindOf(err) == api.NotFound {
		k, err = s.find(ctx, r.Name, vault.Binned)
	}
	if err != nil {
		return api.Key{}, err
	}
	// What is to go is not guessed from the start of a name.
	if given := strings.TrimSpace(r.Name); !strings.EqualFold(given, k.Name) && !strings.EqualFold(given, k.ID) {
		return api.Key{}, &api.Error{Kind: api.Refused, Text: text.T("Nothing was done. Here the name has to be whole: %s", text.ShellWord(k.Name))}
	}
	if !r.Forever {
		return s.shownKey(s.vault.Bin(ctx, k.ID))
	}
	return s.shownKey(s.vault.Destroy(ctx, k.ID))
}

// Restore implements api.Service.
func (s *Service) Restore(ctx context.Context, name string) (api.Key, error) {
	k, err := s.find(ctx, name, vault.Binned)
	if err != nil {
		return api.Key{}, err
	}
	return s.shownKey(s.vault.Restore(ctx, k.ID))
}

// Snooze implements api.Service.
func (s *Service) Snooze(ctx context.Context, r api.SnoozeRequest) error {
	defer s.bump()
	var until time.Time // none: it ends
	if r.For > 0 {
		until = s.p.Now().Add(r.For)
	}
	if r.Name == "" {
		return s.explain(s.vault.Pause(ctx, until))
	}
	k, err := s.find(ctx, r.Name, vault.Live)
	if err != nil {
		return err
	}
	// What its provider ends meanwhile speaks up that day at the latest.
	if at := k.Life(s.policies().of(k)).At(s.p.Now()); at.Phase != rotation.Expired && !at.Expires.IsZero() && until.After(at.Expires) {
		until = at.Expires
	}
	return s.explain(s.vault.Snooze(ctx, k.ID, until))
}

// Expose implements api.Service.
func (s *Service) Expose(ctx context.Context, r api.ExposeRequest) (api.Key, error) {
	k, err := s.find(ctx, r.Name, vault.Live)
	if err != nil {
		return api.Key{}, err
	}
	if err := checkNote(s.catalogue(), r.Note, secret.Value{}); err != nil {
		return api.Key{}, err
	}
	if r.Where != "" && !slices.Contains(api.Leaks, r.Where) {
		return api.Key{}, usage("Say where it was seen with one of: %s.", strings.Join(api.Leaks, ", "))
	}
	s.mark(k.ID)
	return s.shownKey(s.vault.Expose(ctx, k.ID, vault.Exposure{Where: r.Where, Note: r.Note}))
}

// Unexpose implements api.Service.
func (s *Service) Unexpose(ctx context.Context, name string) (api.Key, error) {
	k, err := s.find(ctx, name, vault.Live)
	if err != nil {
		return api.Key{}, err
	}
	return s.shownKey(s.vault.Unexpose(ctx, k.ID))
}

// hint is what may be shown of a key's value.
func (s *Service) hint(k vault.Key, v secret.Value) string {
	for _, m := range s.catalogue().RecogniseFor(v.Reveal(), k.Provider).Matches {
		if m.Provider.ID == k.Provider && (k.Kind == "" || m.Kind.ID == k.Kind) {
			return secret.Hint(v, m.Kind.Prefix)
		}
	}
	return secret.Hint(v, "")
}

// identify fills in the provider, kind and variable that were not given, from
// the form of the value if it tells; and what may be shown of it.
func (s *Service) identify(k *vault.Key, v secret.Value) (hint string, err error) {
	known := s.catalogue()
	p, ok := known.Find(cmp.Or(k.Provider, provider.Other))
	if !ok {
		return "", UnknownProvider(s.catalogue(), k.Provider)
	}
	if k.Provider != "" {
		k.Provider = p.ID
	}
	found := known.RecogniseFor(v.Reveal(), cmp.Or(k.Provider, k.Env))
	if match, ok := provider.Guess(found); k.Provider == "" && ok && (found.Problem == "" || found.Problem == provider.OddLength) {
		p = match.Provider
	}
	k.Provider = p.ID
	if err := checkKind(p, k.Kind); err != nil {
		return "", err
	}
	for _, m := range found.Matches {
		if m.Provider.ID == p.ID && k.Kind == "" {
			k.Kind = m.Kind.ID
		}
	}
	if k.Env == "" {
		k.Env = p.Variable(k.Kind)
	}
	return s.hint(*k, v), nil
}

// checkProvider takes a provider's name for its ID. A kind that was not given
// and is none of this provider's goes.
func (s *Service) checkProvider(k *vault.Key, kindGiven bool) error {
	p, ok := s.catalogue().Find(k.Provider)
	if !ok {
		return UnknownProvider(s.catalogue(), k.Provider)
	}
	k.Provider = p.ID
	if _, ok := p.Kind(k.Kind); !ok && !kindGiven {
		k.Kind = ""
	}
	return checkKind(p, k.Kind)
}

// followVariable gives a key the usual variable of what it has become, if it had
// the usual one of what it was.
func (s *Service) followVariable(k *vault.Key, was vault.Key) {
	known := s.catalogue()
	before, _ := known.ByID(was.Provider)
	now, _ := known.ByID(k.Provider)
	switch k.Env {
	case "":
		if now.ID == before.ID { // the person wants none
			return
		}
	case before.Variable(was.Kind), before.Variable(""):
	default:
		return
	}
	k.Env = now.Variable(k.Kind)
}

// checkKind refuses a kind that the provider does not have, if it has any.
func checkKind(p provider.Provider, kind string) error {
	if _, ok := p.Kind(kind); ok || kind == "" || len(p.Kinds) == 0 {
		return nil
	}
	var all []string
	for _, k := range p.Kinds {
		all = append(all, k.ID)
	}
	return usage("%s has no such kind of key. Use one of: %s.", p.Name, strings.Join(all, ", "))
}

// UnknownProvider says that no provider is called so, and which may be meant.
func UnknownProvider(known *provider.Catalogue, given string) error {
	if near := known.Nearby(given); len(near) > 0 {
		return usage("No provider is called %s. Did you mean %s? Else use %q, or leave it out; keytray providers lists all.",
			QuotedFor(known, given), text.Either(near), provider.Other)
	}
	return usage("No provider is called %s. Use %q, or leave it out; keytray providers lists all.", QuotedFor(known, given), provider.Other)
}

// checkDates fills in today and refuses dates that cannot be.
func checkDates(v *vault.Version, now time.Time) error {
	if v.Created.IsZero() {
		v.Created = now
	}
	v.Created, v.Expires = v.Created.UTC(), v.Expires.UTC()
	today := rotation.Day(now, now.Location())
	switch created := rotation.Day(v.Created, now.Location()); {
	case created.After(today):
		return usage("The key cannot have been created after today. Check the created date.")
	case created.Before(time.Date(2000, 1, 1, 0, 0, 0, 0, now.Location())):
		return usage("The key cannot have been created before the year 2000. Check the created date.")
	case v.Expires.Year() > 2999:
		return usage("That day is too far away. Leave the end out if the key does not end.")
	case !v.Expires.IsZero() && !rotation.Day(v.Expires, now.Location()).After(created):
		return usage("The key cannot expire on or before the day it was created. Check the dates.")
	}
	return nil
}

func usage(sentence text.Sentence, args ...any) error {
	return wrongUsage(text.T(string(sentence), args...))
}

// wrongUsage is usage with a sentence that was made elsewhere.
func wrongUsage(sentence string) error { return &api.Error{Kind: api.Usage, Text: sentence} }

func places(locations []string) []vault.Place {
	var all []vault.Place
	for _, l := range locations {
		all = append(all, vault.Place{Location: l})
	}
	return all
}
