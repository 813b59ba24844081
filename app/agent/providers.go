package agent

import (
	"context"
	"regexp/syntax"
	"strings"

	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/secret"
	"keytray/app/settings"
	"keytray/app/text"
)

// catalogue is the built-in catalogue and the person's own providers. While
// their file cannot be used it is the built-in one.
func (s *Service) catalogue() *provider.Catalogue { return s.own.load().catalogue }

// Catalogue is the built-in catalogue with a person's own providers, as State has
// them, for faces.
func Catalogue(own []api.Provider) *provider.Catalogue {
	var all []provider.Provider
	for _, p := range own {
		if known, err := custom(p); err == nil { // the file was read, so there is none
			all = append(all, known)
		}
	}
	return provider.New(all...)
}

// ownProviders are those that the person added.
func (s *Service) ownProviders() []api.Provider { return s.own.load().providers() }

// AddProvider implements api.Service.
func (s *Service) AddProvider(ctx context.Context, p api.Provider) (api.Provider, error) {
	trimProvider(&p)
	if err := checkNoKey(s.catalogue(), p); err != nil {
		return api.Provider{}, err
	}
	err := s.own.change(ctx, func(own ownList) (ownList, error) {
		if p.ID == "" {
			p.ID = own.newID(p.Name)
		}
		if err := notBuiltIn(p); err != nil {
			return ownList{}, err
		}
		if i := own.index(p.ID); i < 0 || own.entries[i].Name != p.Name { // what is there already may stay
			if err := unlikeBuiltIn(p.Name, p.ID); err != nil {
				return ownList{}, err
			}
		}
		if twin, taken := own.named(p.Name); taken && twin.ID != p.ID {
			return ownList{}, refused("A provider of yours is called %q already: %s. Choose another name.", twin.Name, twin.ID)
		}
		if _, err := custom(p); err != nil {
			return ownList{}, wrongUsage(err.Error())
		}
		return own.with(p)
	})
	if err != nil {
		return api.Provider{}, s.explain(err)
	}
	s.bump()
	return p, nil
}

// checkNoKey refuses a key in what is written into the file.
func checkNoKey(known *provider.Catalogue, p api.Provider) error {
	for _, said := range []struct{ what, text string }{
		{text.Mark("the name"), p.Name},
		{text.Mark("the ID"), p.ID},
		{text.Mark("the environment variable"), p.Env},
		{text.Mark("the page where keys are made"), p.Console},
		{text.Mark("the page where keys are revoked"), p.Revoke},
		{text.Mark("the usage page"), p.Usage},
		{text.Mark("the documentation"), p.Docs},
	} {
		if HoldsKey(known, said.text, secret.Value{}) {
			return misplaced(said.what)
		}
	}
	spelt, open := literals(p.Pattern)
	switch {
	case p.Pattern == "":
	case HoldsKey(known, p.Pattern, secret.Value{}), known.IsKey(spelt):
		return misplaced(text.Mark("the pattern"))
	case !open:
		return usage("The pattern fits one text alone, which may be a key. Say what differs from key to key, for example acme_[A-Za-z0-9]{32}.")
	}
	return nil
}

// literals are the parts that a pattern spells out, as words; open tells whether
// it leaves anything open: a class, or how often something comes.
func literals(pattern string) (spelt string, open bool) {
	tree, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return "", true // that is told elsewhere
	}
	var words strings.Builder
	var walk func(*syntax.Regexp)
	walk = func(part *syntax.Regexp) {
		switch part.Op {
		case syntax.OpLiteral:
			words.WriteString(string(part.Rune))
		case syntax.OpAnyChar, syntax.OpAnyCharNotNL: // in a key, a full stop that nobody escaped
			words.WriteByte('.')
		case syntax.OpConcat, syntax.OpCapture:
		default:
			words.WriteByte(' ')
		}
		switch part.Op {
		case syntax.OpCharClass, syntax.OpAnyChar, syntax.OpAnyCharNotNL, syntax.OpStar, syntax.OpPlus, syntax.OpQuest, syntax.OpRepeat:
			open = true
		}
		for _, inner := range part.Sub {
			walk(inner)
			if part.Op != syntax.OpConcat {
				words.WriteByte(' ')
			}
		}
	}
	walk(tree)
	return words.String(), open
}

// RemoveProvider implements api.Service. It takes a name, too.
func (s *Service) RemoveProvider(ctx context.Context, id string) error {
	id = strings.TrimSpace(id)
	var removed string
	err := s.own.change(ctx, func(own ownList) (ownList, error) {
		p, ok := own.find(id)
		if !ok {
			if built, ok := provider.New().Find(id); ok {
				return ownList{}, refused("%s is built in. Only providers of your own can be removed.", built.Name)
			}
			return ownList{}, &api.Error{Kind: api.NotFound, Text: text.T("No provider of yours is called %s. See them with: keytray providers", s.quoted(id))}
		}
		n, err := s.keysOf(ctx, p.ID)
		if err != nil {
			return ownList{}, err
		}
		if n > 0 {
			return ownList{}, refused("%s has %s. First give them another provider, for example: keytray edit NAME --provider %s", p.Name, text.Keys(n), provider.Other)
		}
		removed = p.ID
		return own.without(p.ID), nil
	})
	if err != nil {
		return s.explain(err)
	}
	err = s.forgetWindow(removed)
	s.bump()
	return err
}

// forgetWindow takes away what was chosen for the keys of a provider that is gone.
func (s *Service) forgetWindow(id string) error {
	if _, chosen := s.choices().Windows[id]; !chosen {
		return nil
	}
	if _, err := s.settings.Set(settings.WindowPrefix+id, settings.Unset); err != nil {
		return &api.Error{Kind: api.Failed, Text: text.T("The provider is removed, but its setting stays: %s", s.why(err)), Err: err}
	}
	return nil
}

// keysOf counts the keys of a provider, those in the bin too.
func (s *Service) keysOf(ctx context.Context, id string) (n int, err error) {
	x, err := s.vault.Index(ctx)
	if err != nil {
		return 0, err
	}
	for _, k := range x.Keys {
		if k.Provider == id && !k.Destroying {
			n++
		}
	}
	return n, nil
}

// notBuiltIn keeps built-in providers as they are: to hide one behind another
// link to its console would be the way to a stolen key.
func notBuiltIn(p api.Provider) error {
	known := provider.New()
	built, taken := known.ByID(p.ID)
	for _, word := range []string{p.ID, p.Name} {
		if !taken {
			built, taken = known.Find(word)
			taken = taken && (strings.EqualFold(built.ID, word) || strings.EqualFold(built.Name, word))
		}
	}
	if taken {
		return refused("%s is in the catalogue already. Use it, or choose another name for your own.", built.Name)
	}
	return nil
}

// checkProviders is what the doctor says of the person's own providers.
func (s *Service) checkProviders() []api.Finding {
	own := s.own.load()
	switch {
	case own.err != nil:
		return []api.Finding{{Check: api.DoctorProviders, Result: api.FindingWarning, Text: upper(own.err.Error()) + ".", Cure: text.T("Mend it, or put it away. Until then only the built-in providers are known.")}}
	case len(own.entries) > 0:
		return []api.Finding{{Check: api.DoctorProviders, Result: api.FindingOK, Text: text.T("Your own providers can be read.")}}
	}
	return nil
}

func trimProvider(p *api.Provider) {
	for _, field := range []*string{&p.ID, &p.Name, &p.Env, &p.Console, &p.Revoke, &p.Usage, &p.Docs, &p.Pattern} {
		*field = strings.TrimSpace(*field)
	}
}

func refused(sentence text.Sentence, args ...any) error {
	return &api.Error{Kind: api.Refused, Text: text.T(string(sentence), args...)}
}
