package settings_test

import (
	"errors"
	"os"
	"strings"
	"testing"

	"keytray/app/settings"
)

func TestAProviderHasItsOwnWindow(t *testing.T) {
	f := file(t, `{"of.a.newer.version": [1]}`)
	for _, c := range [][2]string{{"rotation.provider.npm", " 1 - 2 "}, {"rotation.provider.openai", "6-12"}, {"rotation.provider.npm", "2-3"}} {
		if _, err := f.Set(c[0], c[1]); err != nil {
			t.Fatal(err)
		}
	}
	s, err := f.Load()
	if err != nil || s.Windows["npm"] != (settings.Window{DueAfter: 2, OverdueAfter: 3}) {
		t.Fatalf("%v, %v", s.Windows, err)
	}
	var all []string
	for _, e := range settings.Chosen(s) {
		all = append(all, e.Key+" "+e.Text(s))
	}
	if got := strings.Join(all, ", "); got != "rotation.provider.npm 2-3, rotation.provider.openai 6-12" {
		t.Errorf("chosen are %s", got)
	}
	content, _ := os.ReadFile(f.Path)
	for _, want := range []string{`"rotation.provider.npm": "2-3"`, "of.a.newer.version"} {
		if !strings.Contains(string(content), want) {
			t.Errorf("%s is not in the file: %s", want, content)
		}
	}
}

func TestAProvidersWindowIsTakenBack(t *testing.T) {
	f := file(t, `{"rotation.provider.npm": "2-3", "rotation.provider.aws": "1-2"}`)
	if s, err := f.Set("rotation.provider.npm", "default"); err != nil || len(s.Windows) != 1 {
		t.Fatalf("%v, %v", s.Windows, err)
	}
	if _, err := f.Set("rotation.provider.figma", "default"); err != nil {
		t.Errorf("one that is not there: %v", err)
	}
	if content, _ := os.ReadFile(f.Path); strings.Contains(string(content), "npm") || !strings.Contains(string(content), "aws") {
		t.Errorf("the file is %s", content)
	}
}

func TestAWindowThatCannotBeIsRefused(t *testing.T) {
	f := file(t, "")
	for _, value := range []string{"", "3", "3-2", "2-2", "0-3", "-1-3", "2--3", "2-121", "2-3-4", "a-b", "2-3 months"} {
		var bad *settings.ValueError
		if _, err := f.Set("rotation.provider.npm", value); !errors.As(err, &bad) {
			t.Errorf("%q: %v", value, err)
		}
	}
	var unknown *settings.UnknownError
	if _, err := f.Set("rotation.provider.", "2-3"); !errors.As(err, &unknown) {
		t.Errorf("no provider: %v", err)
	}
}

func TestAFileWithAWindowThatCannotBeIsNotGuessedAt(t *testing.T) {
	for _, content := range []string{`{"rotation.provider.npm": "3-2"}`, `{"rotation.provider.npm": 3}`} {
		var bad *settings.FileError
		if s, err := file(t, content).Load(); !errors.As(err, &bad) || len(s.Windows) > 0 || !strings.Contains(err.Error(), "rotation.provider.npm") {
			t.Errorf("%s: %v, %v", content, s.Windows, err)
		}
	}
}
