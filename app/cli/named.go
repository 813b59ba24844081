package cli

import (
	"context"
	"strings"

	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/text"
)

// named is the service, and a key in use by its name.
func (c *command) named(ctx context.Context, given string) (api.Service, api.Key, error) {
	s, err := c.service()
	if err != nil {
		return nil, api.Key{}, err
	}
	k, err := s.Find(ctx, given)
	if err == nil && !k.DeletedAt.IsZero() {
		err = inBin(k)
	}
	return s, k, err
}

// whole is named for what cannot be taken back or is felt at once: the start of a name is
// no more than a guess there.
func (c *command) whole(ctx context.Context, given string) (api.Service, api.Key, error) {
	s, k, err := c.named(ctx, given)
	if err == nil {
		err = isWhole(k, given)
	}
	return s, k, err
}

func isWhole(k api.Key, given string) error {
	if given = strings.TrimSpace(given); strings.EqualFold(given, k.Name) || strings.EqualFold(given, k.ID) {
		return nil
	}
	return &api.Error{Kind: api.Refused, Text: text.T("Nothing was done. Here the name has to be whole: %s", text.ShellWord(k.Name))}
}

// wordsWhole says so in the help.
func wordsWhole() string { return text.T("NAME is the whole name here, or the ID.") }

func paragraphs(all ...string) string { return strings.Join(all, "\n\n") }

// withIssuer is named with the key's provider.
func (c *command) withIssuer(ctx context.Context, given string) (api.Service, api.Key, provider.Provider, error) {
	s, k, err := c.named(ctx, given)
	return c.issued(ctx, s, k, err)
}

// wholeWithIssuer is whole with the key's provider.
func (c *command) wholeWithIssuer(ctx context.Context, given string) (api.Service, api.Key, provider.Provider, error) {
	s, k, err := c.whole(ctx, given)
	return c.issued(ctx, s, k, err)
}

func (c *command) issued(ctx context.Context, s api.Service, k api.Key, err error) (api.Service, api.Key, provider.Provider, error) {
	if err != nil {
		return nil, api.Key{}, provider.Provider{}, err
	}
	p, err := c.issuer(ctx, s, k.Provider)
	return s, k, p, err
}

// at is what to call a key's provider behind "at" and before "refuses".
func at(k api.Key) string {
	if k.Provider == provider.Other || k.ProviderName == "" {
		return text.C("at", "the provider")
	}
	return text.Plain(k.ProviderName)
}

// issuerOf is the same at the start of a sentence. A name stays as it is: xAI.
func issuerOf(k api.Key) string {
	if k.Provider == provider.Other || k.ProviderName == "" {
		return text.C("subject", "The provider")
	}
	return text.Plain(k.ProviderName)
}

// line is a command about a key, as a shell takes it.
func line(command string, k api.Key, flags ...string) string {
	return text.Command(command, k.Name, flags...)
}
