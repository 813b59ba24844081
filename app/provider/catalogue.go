package provider

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"keytray/app/text"
	"keytray/assets"
)

// Other is the provider of keys whose issuer is not in the catalogue.
const Other = "other"

// other stands for providers that are not in the catalogue.
func other() Provider { return Provider{ID: Other, Name: text.T("Another provider")} }

// Catalogue is all providers: the built-in ones and those that the person added.
// Nothing is read before it is asked for.
type Catalogue struct {
	own      []Provider
	ownIndex func() *index
}

// New is the built-in catalogue with a person's own providers.
func New(own ...Provider) *Catalogue {
	return &Catalogue{own, sync.OnceValue(func() *index { return newIndex(own) })}
}

// All are all providers, sorted by name; the last is Other. Reading them takes
// some milliseconds, once.
func (c *Catalogue) All() []Provider {
	known := builtin()
	all := make([]Provider, 0, len(known)+len(c.own)+1)
	all = append(append(all, known...), c.own...)
	if len(c.own) > 0 {
		slices.SortStableFunc(all, byName)
	}
	return append(all, other())
}

// ByID finds a provider by its ID. Of the built-in ones it reads that one alone.
func (c *Catalogue) ByID(id string) (Provider, bool) {
	if id == Other {
		return other(), true
	}
	if i := slices.IndexFunc(c.own, func(p Provider) bool { return p.ID == id }); i >= 0 {
		return c.own[i], true
	}
	return one(id)
}

// Find finds a provider by its ID, its name or an alias, in any case.
func (c *Catalogue) Find(word string) (Provider, bool) {
	word = strings.TrimSpace(word)
	if word == "" {
		return Provider{}, false
	}
	if p, ok := c.ByID(strings.ToLower(word)); ok {
		return p, true
	}
	all := c.All()
	named := func(p Provider) bool { return strings.EqualFold(p.ID, word) || strings.EqualFold(p.Name, word) }
	known := func(p Provider) bool {
		return slices.ContainsFunc(p.Aliases, func(a string) bool { return strings.EqualFold(a, word) })
	}
	for _, fits := range []func(Provider) bool{named, known} {
		if i := slices.IndexFunc(all, fits); i >= 0 {
			return all[i], true
		}
	}
	return Provider{}, false
}

// Name is what to call the provider of this ID; an unknown ID is its own name.
func (c *Catalogue) Name(id string) string {
	if p, ok := c.ByID(id); ok {
		return p.Name
	}
	return id
}

func byName(a, b Provider) int {
	return strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name))
}

const folder = "providers"

// builtin are all built-in providers, sorted by name.
var builtin = sync.OnceValue(func() []Provider {
	entries, err := fs.ReadDir(assets.Providers, folder)
	if err != nil {
		panic(fmt.Sprintf("the built-in provider catalogue: %v", err)) // a test reads it
	}
	all := make([]Provider, 0, len(entries))
	for _, e := range entries {
		p, _ := one(strings.TrimSuffix(e.Name(), ".json"))
		all = append(all, p)
	}
	slices.SortStableFunc(all, byName)
	return all
})

// read are the built-in providers that were read: string to Provider.
var read sync.Map

// one is a built-in provider.
func one(id string) (Provider, bool) {
	if p, ok := read.Load(id); ok {
		return p.(Provider), true
	}
	if strings.Contains(id, "/") {
		return Provider{}, false
	}
	raw, err := fs.ReadFile(assets.Providers, folder+"/"+id+".json")
	if err != nil {
		return Provider{}, false
	}
	var p Provider
	if err := json.Unmarshal(raw, &p); err != nil {
		panic(fmt.Sprintf("the built-in provider %s: %v", id, err)) // a test reads them all
	}
	read.Store(id, p)
	return p, true
}
