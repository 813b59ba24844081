//go:build linux

package cli_test

import (
	"strings"
	"testing"
)

// A key that takes what is proposed follows when that changes.
func TestAWindowThatIsInForceAnywayIsNotStoredWithTheKey(t *testing.T) {
	d := newDesk(t)
	for name, c := range map[string]struct{ answer, after string }{
		"by Enter":    {"", `"due_after": 1`},
		"typed":       {"2 3", `"due_after": 1`},
		"another one": {"2 4", `"due_after": 2`},
	} {
		k := d.talk(nil, "add", "--provider", "npm")
		k.until("Paste the key (not shown): ", exampleOf(t, "npm", "token")+"\r")
		k.until("Name of the key [", name+"\r")
		for _, question := range []string{"Environment variable", "with commas: ", "Account or project", "What it may do: ", "Spending limit", "Created on", "Ends on"} {
			k.until(question, "\r")
		}
		k.until("npm ends tokens", "")
		k.until("[2 3]: ", c.answer+"\r")
		if status, _ := k.end(); status != 0 {
			t.Fatalf("%s: status %d:\n%s", name, status, k.shown.String())
		}
		d.run("config", "rotation.provider.npm", "1-6")
		if shown := d.run("show", name, "--json"); !strings.Contains(shown, c.after) {
			t.Errorf("%s: %s is missing in:\n%s", name, c.after, shown)
		}
		d.run("config", "rotation.provider.npm", "default")
	}
}
