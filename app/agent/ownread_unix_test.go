//go:build unix

package agent_test

import (
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"keytray/app/api"
)

func TestAFileOfProvidersThatIsNoneHangsNobody(t *testing.T) {
	for name, put := range map[string]func(path string) error{
		"a pipe":             func(path string) error { return syscall.Mkfifo(path, 0o600) },
		"a link to a device": func(path string) error { return os.Symlink("/dev/zero", path) },
		"a folder":           func(path string) error { return os.Mkdir(path, 0o700) },
	} {
		t.Run(name, func(t *testing.T) {
			f := start(t)
			if err := os.MkdirAll(f.paths.Config, 0o700); err != nil {
				t.Fatal(err)
			}
			if err := put(f.paths.Providers()); err != nil {
				t.Fatal(err)
			}
			done := make(chan api.State, 1)
			go func() {
				st, err := f.State(t.Context())
				if err != nil {
					t.Error(err)
				}
				done <- st
			}()
			select {
			case st := <-done:
				if !strings.Contains(st.Notice, "it is no ordinary file") {
					t.Errorf("notice %q", st.Notice)
				}
			case <-time.After(20 * time.Second):
				t.Fatal("it hangs")
			}
			if _, err := f.AddProvider(t.Context(), api.Provider{Name: "Acme"}); api.KindOf(err) != api.Failed {
				t.Errorf("added: %v", err)
			}
			if info, err := os.Lstat(f.paths.Providers()); err != nil || info.Mode().IsRegular() {
				t.Errorf("it was touched: %v, %v", info, err)
			}
		})
	}
}
