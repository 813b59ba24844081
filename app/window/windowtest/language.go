package windowtest

import (
	"testing"

	"keytray/app/text"
)

// InLanguage is what an English text without data is in the language in use.
func InLanguage(words string) string {
	if said := text.C("button", words); said != words {
		return said
	}
	return text.T(words)
}

// InGerman has everything said in German until the test ends.
func InGerman(t *testing.T) {
	t.Helper()
	was := text.Language()
	text.Use("de")
	t.Cleanup(func() { text.Use(was) })
}
