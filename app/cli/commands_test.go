package cli

import "testing"

func TestEachCommandIsListedByItsName(t *testing.T) {
	for _, e := range commands {
		if got := e.build(&command{}).Name(); got != e.name {
			t.Errorf("%s is listed as %s", got, e.name)
		}
	}
}
