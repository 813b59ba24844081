package agent_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"keytray/app/api"
)

func TestAnEmptyFileOfProvidersIsNone(t *testing.T) {
	for name, content := range map[string]string{"nothing": "", "blanks": " \n", "the mark of an editor": "\ufeff", "null": "null"} {
		t.Run(name, func(t *testing.T) {
			f := start(t)
			f.writeProviders(t, content)
			if st, err := f.State(t.Context()); err != nil || st.Notice != "" {
				t.Errorf("notice %q, %v", st.Notice, err)
			}
			if _, err := f.AddProvider(t.Context(), api.Provider{Name: "Acme"}); err != nil {
				t.Error(err)
			}
		})
	}
	f := start(t)
	f.writeProviders(t, "\ufeff"+`[{"name": "Acme"}]`)
	if got := f.providers(t); len(got) != 1 {
		t.Errorf("with that mark before a list known are %v", got)
	}
}

func TestNoMoreProvidersAreWrittenThanAreRead(t *testing.T) {
	f := start(t)
	var all []string
	for i := range 200 {
		all = append(all, fmt.Sprintf(`{"name": "Acme %d"}`, i))
	}
	f.writeProviders(t, "["+strings.Join(all, ",")+"]")
	_, err := f.AddProvider(t.Context(), api.Provider{Name: "Globex"})
	if api.KindOf(err) != api.Refused || !strings.Contains(fmt.Sprint(err), "Remove one") {
		t.Errorf("one more: %v", err)
	}
	if _, err := f.AddProvider(t.Context(), api.Provider{Name: "Acme 7", Env: "ACME"}); err != nil {
		t.Errorf("one of them, changed: %v", err)
	}
	f = start(t)
	_, err = f.AddProvider(t.Context(), api.Provider{Name: "Acme", Console: "https://acme.example/" + strings.Repeat("a", 1<<20)})
	if api.KindOf(err) != api.Refused || len(f.providers(t)) != 0 {
		t.Errorf("a link of 1 MiB: %.80v", err)
	}
	if _, err := os.Stat(f.paths.Providers()); err == nil {
		t.Error("there is a file")
	}
}
