package files_test

import (
	"path/filepath"
	"testing"

	"keytray/app/files"
)

// What roams to other computers has no values with it: they stay in the Credential Manager of this one.
func TestOnlySettingsRoam(t *testing.T) {
	home := t.TempDir()
	local, roaming := filepath.Join(home, "AppData", "Lokal ü"), filepath.Join(home, "AppData", "Roaming")
	t.Setenv("LOCALAPPDATA", local)
	t.Setenv("APPDATA", roaming)
	p, err := files.Default()
	if err != nil {
		t.Fatal(err)
	}
	if p.Settings() != filepath.Join(roaming, "keytray", "settings.json") {
		t.Errorf("the settings are at %s", p.Settings())
	}
	for _, path := range []string{p.Data, p.Log(), p.Socket(), p.Lock()} {
		if in, err := filepath.Rel(local, path); err != nil || !filepath.IsLocal(in) {
			t.Errorf("%s is elsewhere", path)
		}
	}
}
