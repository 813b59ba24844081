package check

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"keytray/app/provider"
	"keytray/app/text"
)

// Plan is the request that would be made for a key.
type Plan struct {
	provider.Verify
	Host string
	Path string // with the query, and {account} still in it
}

// NewPlan says what would be asked of a provider about a kind of key. It fails
// if there is nothing to ask, or if a catalogue entry leads anywhere but to an
// https host of its provider.
func NewPlan(p provider.Provider, kind, region string) (Plan, error) {
	v := p.Check(kind)
	if v == nil || p.Own {
		return Plan{}, &NoCheckError{p.Name}
	}
	address := v.URL
	if region != "" {
		i := slices.IndexFunc(v.Regions, func(r provider.Region) bool { return strings.EqualFold(r.Name, region) })
		if i < 0 {
			return Plan{}, &RegionError{Provider: p.Name, Given: region, Known: v.Regions}
		}
		address = v.Regions[i].URL
	}
	host, path, err := split(address, p.Domains)
	if err != nil {
		return Plan{}, fmt.Errorf("the check of %s: %w", p.Name, err)
	}
	if strings.Contains(v.Body, "{key}") || strings.Contains(v.Body, account) {
		return Plan{}, fmt.Errorf("the check of %s: a variable in the body", p.Name)
	}
	return Plan{Verify: *v, Host: host, Path: path}, nil
}

// split refuses an address that is not at a host of the given domains, or that
// could carry a key. {account} may stand in the path alone.
func split(address string, domains []string) (host, path string, err error) {
	u, err := url.Parse(address)
	switch {
	case err != nil:
		return "", "", err
	case u.Scheme != "https" || u.User != nil || u.Port() != "" || u.Fragment != "" || u.Opaque != "":
		return "", "", fmt.Errorf("%q is no plain https address", address)
	case !slices.ContainsFunc(domains, func(d string) bool { return d != "" && (u.Host == d || strings.HasSuffix(u.Host, "."+d)) }):
		return "", "", fmt.Errorf("%q is not among the domains of the provider", u.Host)
	case strings.Contains(address, "{key}"):
		return "", "", fmt.Errorf("%q would carry the key", address)
	case strings.Contains(u.RawQuery, "{"):
		return "", "", fmt.Errorf("%q has a variable in its query", address)
	}
	_, path, _ = strings.Cut(strings.TrimPrefix(address, "https://"), "/")
	return u.Host, "/" + path, nil
}

const account = "{account}"

// NeedsAccount tells whether the key alone is not enough.
func (p Plan) NeedsAccount() bool {
	for _, v := range p.Headers {
		if strings.Contains(v, account) {
			return true
		}
	}
	return strings.Contains(p.Path+p.Basic, account)
}

// SameAs tells whether another plan asks the same host for the same: who agreed
// to one has agreed to the other.
func (p Plan) SameAs(o Plan) bool {
	return p.Host == o.Host && p.NeedsAccount() == o.NeedsAccount() && p.AccountLabel == o.AccountLabel && p.SelfHosted == o.SelfHosted
}

// Settles tells whether a result says something about the key for good. Who asks
// one of several hosts is refused a key that works at another.
func (p Plan) Settles(result string) bool {
	switch result {
	case Accepted, Limited:
		return true
	case Rejected:
		return len(p.Elsewhere()) == 0
	}
	return false
}

// Elsewhere are the regions at other hosts.
func (p Plan) Elsewhere() []string {
	var names []string
	for _, r := range p.Regions {
		if u, err := url.Parse(r.URL); err == nil && u.Host != p.Host {
			names = append(names, r.Name)
		}
	}
	return names
}

// NoCheckError says that there is no harmless request for a kind of key.
type NoCheckError struct{ Provider string }

func (e *NoCheckError) Error() string { return text.T("%s has no check for this key", e.Provider) }

// RegionError says that a provider has no such region.
type RegionError struct {
	Provider, Given string
	Known           []provider.Region
}

func (e *RegionError) Error() string { return text.T("%s has no region %q", e.Provider, e.Given) }
