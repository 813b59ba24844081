package cli

import (
	"context"
	"strings"

	"keytray/app/agent"
	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/text"
)

// catalogue is the built-in catalogue with the person's own providers.
func (c *command) catalogue(ctx context.Context, s api.Service) (*provider.Catalogue, error) {
	ctx, cancel := context.WithTimeout(ctx, answerLimit)
	defer cancel()
	st, err := s.Wait(ctx, 0)
	if err != nil {
		return nil, err
	}
	return agent.Catalogue(st.Providers), nil
}

// issuer is the catalogue entry of a key. Most are built in: then nobody is asked.
func (c *command) issuer(ctx context.Context, s api.Service, id string) (provider.Provider, error) {
	if p, ok := provider.New().ByID(id); ok {
		return p, nil
	}
	known, err := c.catalogue(ctx, s)
	if err != nil {
		return provider.Provider{}, err
	}
	p, ok := known.ByID(id)
	if !ok { // it was removed
		p = provider.Provider{ID: id, Name: id}
	}
	return p, nil
}

// knownProvider finds the provider that a flag names.
func knownProvider(known *provider.Catalogue, given string) (provider.Provider, error) {
	p, ok := known.Find(given)
	if !ok {
		return p, agent.UnknownProvider(known, given)
	}
	return p, nil
}

// issuerID is the ID of the provider that a flag names, if it does.
func issuerID(known *provider.Catalogue, given string) string {
	p, _ := known.Find(given)
	return p.ID
}

// said are sentences of the catalogue in the person's language.
func said(sentences []string) (all []string) {
	for _, s := range sentences {
		all = append(all, text.Of(s))
	}
	return all
}

// pressNext ends the last step of the catalogue.
const pressNext = " and press **Next**"

// unmarked takes away the marks around what a button says, and the button of the
// window's wizard: here is none.
func unmarked(s string) string {
	return strings.NewReplacer(text.T(pressNext), "", pressNext, "", "**", "").Replace(s)
}
