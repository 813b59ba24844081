package agent

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"keytray/app/api"
	"keytray/app/keychain"
	"keytray/app/settings"
	"keytray/app/text"
)

// Who reads a log may not know the person's language.
func TestTheLogIsEnglish(t *testing.T) {
	path := filepath.Join(t.TempDir(), "keytray.log")
	log, file, err := OpenLog(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	text.Use("de")
	t.Cleanup(func() { text.Use("en") })
	for _, err := range []error{
		fmt.Errorf("repair: %w", keychain.ErrLocked),
		&api.Error{Kind: api.Locked, Text: "Gesperrt.", Err: keychain.ErrTimeout},
		&api.Error{Kind: api.Refused, Text: "Nein."},
		&settings.FileError{Path: "/x", Err: os.ErrInvalid},
	} {
		log.Error("test", "err", err)
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"repair: the keychain is locked", "locked: the keychain did not answer in time", "err=refused", "/x cannot be used: invalid argument",
	} {
		if !strings.Contains(string(raw), want) {
			t.Errorf("%q is not in the log: %s", want, raw)
		}
	}
}
