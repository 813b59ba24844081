// Package provider knows who issues keys: the catalogue, what a pasted text
// looks like, and how a person gets, checks, replaces and revokes a key. It
// never uses the network: package check does.
package provider

import (
	"slices"
	"strings"
)

// Provider is somebody who issues keys: one file of assets/providers, or one
// that the person added. docs/providers.md explains every field.
type Provider struct {
	ID       string   `json:"id"`
	Name     string   `json:"name"`    // what people call it: OpenAI
	Aliases  []string `json:"aliases"` // other words people look for: ChatGPT
	Category string   `json:"category"`
	Monogram string   `json:"monogram"` // two letters on its tile
	Color    int      `json:"color"`    // of the tile: an index of the window's tile colours
	Popular  int      `json:"popular"`  // its place among the most used, from 1 on; 0 is none
	Domains  []string `json:"domains"`  // that its links and checks may lead to
	Env      []string `json:"env"`      // environment variables its own tools read, the usual one first
	Kinds    []Kind   `json:"kinds"`
	Needs    []string `json:"needs"` // what is needed besides the key, as sentences
	Links    Links    `json:"links"`

	ShownOnce *bool  `json:"shown_once"` // nil: nobody knows
	MaxKeys   int    `json:"max_keys"`   // 0: nobody knows
	Scopes    Scopes `json:"scopes"`
	Expiry    Expiry `json:"expiry"`
	Window    Window `json:"window"`

	Steps  Steps    `json:"steps"`
	Lost   []string `json:"lost"`  // what to look at when the key cannot be found
	Facts  []string `json:"facts"` // what one should know first, most important first
	Leak   string   `json:"leak"`  // what the provider does by itself about a leaked key
	Verify *Verify  `json:"verify"`
	Calls  Calls    `json:"calls"`

	Unverified []string `json:"unverified"` // fields that nobody confirmed: links.usage, steps.create.5
	Sources    []string `json:"sources"`

	Own bool `json:"-"` // the person added it
}

// Kind is a form of key that the provider issues.
type Kind struct {
	ID       string `json:"id"`       // project, service-account, admin, legacy, test …
	Name     string `json:"name"`     // "project key", to finish "an OpenAI …"
	Prefix   string `json:"prefix"`   // public: says what the key is, tells nothing of it
	Regex    string `json:"regex"`    // of the whole key, anchored
	Example  string `json:"example"`  // a generator: sk-proj-<b64u:74>T3BlbkFJ<b64u:74>
	Strength string `json:"strength"` // Unique, Shared or Shape
	Role     string `json:"role"`     // Secret, Identifier or Public
	Priority int    `json:"priority"` // higher is tried first
	Lengths  []int  `json:"lengths"`  // the usual lengths in characters, the most usual first
	Checksum string `json:"checksum"` // how to check it offline: github-crc32; "" is not at all
	Admin    bool   `json:"admin"`    // it can change accounts, members or other keys
	Test     bool   `json:"test"`     // it reaches test data only
	Short    bool   `json:"short"`    // it ends within hours: not worth storing
	Env      string `json:"env"`      // its own variable, if not the usual one
	Note     string `json:"note"`     // one sentence for the person
}

// What a form says about its issuer.
const (
	Unique = "unique" // this provider alone
	Shared = "shared" // others use the same prefix
	Shape  = "shape"  // no prefix: never decide from it alone
)

// What a value is.
const (
	Secret     = "secret"
	Identifier = "identifier" // belongs to a secret, and is none alone
	Public     = "public"     // made to be published
)

// Links are pages of the provider, all https; "" is none known.
type Links struct {
	Console string `json:"console"` // where keys are made
	Revoke  string `json:"revoke"`
	Usage   string `json:"usage"`
	Docs    string `json:"docs"`
	SignUp  string `json:"sign_up"`
	Limits  string `json:"limits"` // budget and spending limits
}

// Scopes is whether a key can be allowed less than everything.
type Scopes struct {
	Supported *bool  `json:"supported"`
	Detail    string `json:"detail"`
}

// Expiry is whether the provider ends keys by itself.
type Expiry struct {
	Supported *bool  `json:"supported"`
	MaxDays   int    `json:"max_days"` // 0: none known
	Default   string `json:"default"`
	Note      string `json:"note"`
}

// Window is the suggested rotation window in months; zero is the person's setting.
type Window struct {
	DueAfter     int    `json:"due_after"`
	OverdueAfter int    `json:"overdue_after"`
	Note         string `json:"note"` // why
}

// Steps are numbered steps in plain words, at most five each. **Words** are what
// a button or menu says.
type Steps struct {
	Create     []string `json:"create"`
	Regenerate []string `json:"regenerate"`
	Revoke     []string `json:"revoke"`
}

// Verify is the harmless request that tells whether a key works. {key} and
// {account} are replaced, in headers and Basic, {account} in the path of URL too;
// the host never depends on either, and Body is sent as it is.
type Verify struct {
	Method  string            `json:"method"`
	URL     string            `json:"url"`
	Headers map[string]string `json:"headers"`
	Basic   string            `json:"basic"` // user:password of HTTP basic authentication
	Body    string            `json:"body"`

	Accepted []int    `json:"accepted"` // status codes
	Limited  []int    `json:"limited"`  // the key is real, and allowed little
	Rejected []int    `json:"rejected"`
	Answers  []Answer `json:"answers"` // exceptions, looked at first

	// What the body must have besides an accepted status: one of the places in
	// Proof, else anything at all. BodyOptional: it may be empty, or an empty list.
	Proof        []string `json:"proof"`
	BodyOptional bool     `json:"body_optional"`

	// Where the answer tells more: "/a/b" is a JSON pointer, "header:name" a header.
	Account []string `json:"account"`
	Scopes  []string `json:"scopes"`
	Expires []string `json:"expires"`
	Count   string   `json:"count"`  // of a list
	Counts  string   `json:"counts"` // what is counted: models

	AccountLabel string             `json:"account_label"` // what {account} is: Account SID
	SelfHosted   bool               `json:"self_hosted"`   // the key may belong to a server of somebody's own: ask first
	Regions      []Region           `json:"regions"`       // the same at other hosts; URL is the first
	Kinds        map[string]*Verify `json:"kinds"`         // for kinds that need another request; null for those that have none
	Note         string             `json:"note"`
}

// Region is another host of the same provider.
type Region struct {
	Name string `json:"name"`
	URL  string `json:"url"`
}

// Answer is an exception to the status codes.
type Answer struct {
	Status   int    `json:"status"`   // 0 is any
	At       string `json:"at"`       // a JSON pointer, or "" for the whole body
	Is       string `json:"is"`       // its value as text
	Contains string `json:"contains"` // what the body contains
	Means    string `json:"means"`    // accepted, limited, rejected, unknown
	Why      string `json:"why"`      // one sentence
}

// Variable is the usual environment variable for a kind; "" for none.
func (p Provider) Variable(kind string) string {
	if k, ok := p.Kind(kind); ok && k.Env != "" {
		return k.Env
	}
	if len(p.Env) == 0 {
		return ""
	}
	return p.Env[0]
}

// Kind finds a kind by its ID.
func (p Provider) Kind(id string) (Kind, bool) {
	i := slices.IndexFunc(p.Kinds, func(k Kind) bool { return k.ID == id })
	if id == "" || i < 0 {
		return Kind{}, false
	}
	return p.Kinds[i], true
}

// Check is the request for a key of a kind; nil if there is none.
func (p Provider) Check(kind string) *Verify {
	if p.Verify == nil {
		return nil
	}
	if v, own := p.Verify.Kinds[kind]; own {
		return v
	}
	if k, ok := p.Kind(kind); ok && k.Role != Secret {
		return nil
	}
	return p.Verify
}

// Confirmed tells whether somebody confirmed a field; what is not confirmed is
// worded softly. Of a whole that nobody confirmed no part is: with steps.create
// goes steps.create.2.
func (p Provider) Confirmed(field string) bool {
	return !slices.ContainsFunc(p.Unverified, func(u string) bool {
		return field == u || strings.HasPrefix(field, u+".")
	})
}
