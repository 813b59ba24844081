package check

import (
	"fmt"
	"strings"
	"time"

	"keytray/app/provider"
	"keytray/app/text"
)

// CallPlan is the request that would make a provider change a key.
type CallPlan struct {
	provider.Call
	Host string
	Path string // with the query, and {expires} still in it
}

const expires = "{expires}"

// NewCallPlan says what would be sent to make a provider replace or revoke a kind of
// key. It fails if the provider cannot do that, or if its catalogue entry leads
// anywhere but to an https host of its own.
func NewCallPlan(p provider.Provider, what, kind string) (CallPlan, error) {
	c := p.Call(what, kind)
	if c == nil {
		return CallPlan{}, &NoCallError{p.Name}
	}
	if strings.Contains(strings.Replace(c.URL, "?expires_at="+expires, "", 1), "{") {
		return CallPlan{}, fmt.Errorf("the call of %s: a variable in the address", p.Name)
	}
	host, path, err := split(strings.ReplaceAll(c.URL, expires, ""), p.Domains)
	if err != nil {
		return CallPlan{}, fmt.Errorf("the call of %s: %w", p.Name, err)
	}
	if c.Dated() {
		path += expires
	}
	return CallPlan{Call: *c, Host: host, Path: path}, nil
}

// Address is the path for a new value that ends on a day.
func (p CallPlan) Address(end time.Time) string {
	return strings.ReplaceAll(p.Path, expires, end.UTC().Format(time.DateOnly))
}

// NoCallError says that a provider cannot change this kind of key by itself.
type NoCallError struct{ Provider string }

func (e *NoCallError) Error() string { return text.T("%s cannot do that by itself", e.Provider) }
