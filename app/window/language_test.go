package window

import (
	"os"
	"testing"

	"keytray/app/text"
)

// TestMain lets people look at the pictures in another language, which
// KEYTRAY_LANGUAGE names: tests that expect English sentences fail then, those that
// look at whether everything fits do not.
func TestMain(m *testing.M) {
	if tag := os.Getenv("KEYTRAY_LANGUAGE"); tag != "" {
		text.Use(tag)
	}
	os.Exit(m.Run())
}
