//go:build linux

package cli_test

import (
	"fmt"
	"os/exec"
	"strings"
	"testing"
)

func TestProvidersAddedByProcessesAtOnceAreAllKept(t *testing.T) {
	d := newDesk(t)
	const n = 8
	var all [n]*exec.Cmd
	for i := range all {
		all[i] = d.command(nil, "providers", "add", fmt.Sprintf("Acme %d", i))
		if err := all[i].Start(); err != nil {
			t.Fatal(err)
		}
	}
	for i, cmd := range all {
		if err := cmd.Wait(); err != nil {
			t.Errorf("%d: %v", i, err)
		}
	}
	if got := strings.Count(d.run("providers"), "(your own)"); got != n {
		t.Errorf("%d are kept of %d", got, n)
	}
}
