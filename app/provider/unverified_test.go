package provider_test

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"testing"

	"keytray/app/provider"
)

func TestWhatNobodyConfirmedIsNamedRight(t *testing.T) {
	eachFile(t, func(t *testing.T, f file) {
		var doc any
		if err := json.Unmarshal(f.raw, &doc); err != nil {
			t.Fatal(err)
		}
		for _, field := range f.Unverified {
			if !resolves(doc, strings.Split(field, ".")) {
				t.Errorf("it has no field %s", field)
			}
			if f.Confirmed(field) {
				t.Errorf("%s is confirmed", field)
			}
		}
		if dup := slices.Compact(slices.Sorted(slices.Values(f.Unverified))); len(dup) != len(f.Unverified) {
			t.Error("a field is named twice")
		}
	})
}

// resolves tells whether a file has a field: links.usage, steps.create.5 (they
// are counted from one), kinds.admin.lengths.
func resolves(v any, path []string) bool {
	if len(path) == 0 {
		return true
	}
	switch v := v.(type) {
	case map[string]any:
		inner, ok := v[path[0]]
		return ok && resolves(inner, path[1:])
	case []any:
		if n, err := strconv.Atoi(path[0]); err == nil {
			return n >= 1 && n <= len(v) && resolves(v[n-1], path[1:])
		}
		i := slices.IndexFunc(v, func(e any) bool {
			object, ok := e.(map[string]any)
			return ok && object["id"] == path[0]
		})
		return i >= 0 && resolves(v[i], path[1:])
	}
	return false
}

// Faces ask for a link by links.NAME and for a step by steps.LIST.NUMBER: what
// is written in a file must be something that they ask for.
func TestFacesReachEveryLinkAndStepThatNobodyConfirmed(t *testing.T) {
	asked := []string{"steps", "links"}
	for _, name := range []string{"console", "revoke", "usage", "docs", "sign_up", "limits"} {
		asked = append(asked, "links."+name)
	}
	for _, list := range []string{"create", "regenerate", "revoke"} {
		asked = append(asked, "steps."+list)
		for i := range mostSteps {
			asked = append(asked, "steps."+list+"."+strconv.Itoa(i+1))
		}
	}
	eachFile(t, func(t *testing.T, f file) {
		for _, field := range f.Unverified {
			if (strings.HasPrefix(field, "links") || strings.HasPrefix(field, "steps")) && !slices.Contains(asked, field) {
				t.Errorf("nobody asks for %s", field)
			}
		}
	})
}

func TestAPartIsAsUnsureAsItsWhole(t *testing.T) {
	p := provider.Provider{Unverified: []string{"steps.create", "steps.revoke.2", "links.usage"}}
	for field, want := range map[string]bool{
		"steps.create": false, "steps.create.1": false, "steps.created": true,
		"steps.revoke": true, "steps.revoke.1": true, "steps.revoke.2": false, "steps.revoke.20": true,
		"links.usage": false, "links.console": true,
	} {
		if p.Confirmed(field) != want {
			t.Errorf("%s: confirmed is %v", field, !want)
		}
	}
}
