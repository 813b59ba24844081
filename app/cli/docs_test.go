package cli

import (
	"os"
	"reflect"
	"strings"
	"testing"

	"keytray/app/provider"
)

func read(t *testing.T, path string) string {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

func TestReadmeNamesEveryCommand(t *testing.T) {
	readme := read(t, "../../README.md")
	for _, e := range commands {
		if !strings.Contains(readme, "`"+e.name+"`") {
			t.Errorf("%s is missing", e.name)
		}
	}
}

func TestTheDocumentationExplainsEveryFieldOfAProvider(t *testing.T) {
	docs := read(t, "../../docs/providers.md")
	for _, part := range []any{
		provider.Provider{},
		provider.Kind{},
		provider.Links{},
		provider.Scopes{},
		provider.Expiry{},
		provider.Window{},
		provider.Steps{},
		provider.Verify{},
		provider.Region{},
		provider.Answer{},
	} {
		s := reflect.TypeOf(part)
		for i := range s.NumField() {
			name := s.Field(i).Tag.Get("json")
			if name != "-" && !strings.Contains(docs, "`"+name+"`") {
				t.Errorf("%s of %s is missing", name, s.Name())
			}
		}
	}
}
