// Package provider knows who issues keys: the catalogue, and which of them a
// pasted value looks like. It never uses the network.
package provider

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"sync"

	"keytray/assets"
)

// Provider is somebody who issues keys.
type Provider struct {
	ID       string    `json:"id"`
	Name     string    `json:"name"`
	Env      string    `json:"env"`     // the environment variable its own tools read
	Console  string    `json:"console"` // the page where keys are made; "" if nobody confirmed it
	Patterns []Pattern `json:"patterns"`
}

// Pattern is a form of key that only this provider issues.
type Pattern struct {
	Prefix string `json:"prefix"` // public: says what the key is, tells nothing of it
	Regex  string `json:"regex"`
}

// Other is the provider of keys whose issuer is not in the catalogue.
const Other = "other"

// All is the catalogue, sorted by name. Reading it costs about a millisecond,
// so it is read when it is first asked for.
var All = sync.OnceValue(func() []Provider {
	var all []Provider
	if err := json.Unmarshal(assets.Providers, &all); err != nil {
		panic(fmt.Sprintf("the built-in provider catalogue: %v", err)) // a test reads it
	}
	return append(all, Provider{ID: Other, Name: "Another provider"})
})

// ByID finds a provider by its ID, or by its name in any case.
func ByID(id string) (Provider, bool) {
	if id == "" { // the catalogue need not be read for that
		return Provider{}, false
	}
	for _, p := range All() {
		if p.ID == id || strings.EqualFold(p.Name, id) || strings.EqualFold(p.ID, id) {
			return p, true
		}
	}
	return Provider{}, false
}

// Name is what to call the provider of this ID; an unknown ID is its own name.
func Name(id string) string {
	if p, ok := ByID(id); ok {
		return p.Name
	}
	return id
}

// Recognise tells who issued a value, if its form is one provider's alone, and
// its public prefix.
func Recognise(value []byte) (p Provider, prefix string, ok bool) {
	for _, p := range All() {
		for _, pattern := range p.Patterns {
			if !strings.HasPrefix(string(value), pattern.Prefix) {
				continue
			}
			form, err := regexp.Compile(pattern.Regex)
			if err == nil && form.Match(value) {
				return p, pattern.Prefix, true
			}
		}
	}
	return Provider{}, "", false
}
