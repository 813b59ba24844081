package check_test

import (
	"strings"
	"testing"

	"keytray/app/check"
)

func TestAPartOfAKeyIsSeen(t *testing.T) {
	const key = "Zk3pQ9vLx2WmT7rBn5YcD8sHf1Gj"
	for text, want := range map[string]bool{
		key:                          true,
		"the key " + key + ".":       true,
		strings.ToLower(key):         true,
		strings.ToUpper(key):         true,
		key[:12]:                     true,
		key[len(key)-12:]:            true,
		key[:14] + "**" + key[16:]:   true,
		"x" + key[3:15] + "x":        true,
		key[:11]:                     false,
		key[:11] + "…" + key[17:]:    false,
		"Ada Lovelace <ada@acme.io>": false,
		"":                           false,
	} {
		if got := check.Reveals(text, []byte(key)); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
	for text, want := range map[string]bool{"my short one": true, "SHORT": true, "shor": false, "": false} {
		if got := check.Reveals(text, []byte("short")); got != want {
			t.Errorf("of a short key, %q: %v", text, got)
		}
	}
	if check.Reveals("anything", nil) {
		t.Error("there is no key")
	}
}
