package cli

import (
	"bytes"
	"strings"
	"testing"

	"keytray/app/api"
	"keytray/app/provider"
)

// What a file says that somebody else wrote must not reach a terminal's own language.
func TestNamesInAListCannotSteerTheTerminal(t *testing.T) {
	key := api.Key{Name: "chat\u001b[2Japp", Provider: "acme", ProviderName: "Ac\u001b]0;me\a\u202e"}
	for face, show := range map[string]func(*command){
		"list":   func(c *command) { _ = c.table([]api.Key{key}, false) },
		"show":   func(c *command) { c.describe(key, provider.Provider{}) },
		"stored": func(c *command) { c.stored(provider.New(), key, pasted{}) },
	} {
		var out bytes.Buffer
		show(&command{out: &out})
		if got := out.String(); !strings.Contains(got, "me") || strings.ContainsAny(got, "\u001b\a\u202e") {
			t.Errorf("%s: it prints %q", face, got)
		}
	}
}
