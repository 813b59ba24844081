package text_test

import (
	"testing"

	"keytray/app/text"
)

func TestAWordIsQuotedAsTheLanguageDoes(t *testing.T) {
	if got := text.T("%q is no %s, %[1]q", "a\x1b[2Jb", "name"); got != "“a [2Jb” is no name, “a [2Jb”" {
		t.Errorf("in English: %s", got)
	}
	if got := text.T("%-6s|%q", "ab", "c"); got != "ab    |“c”" {
		t.Errorf("beside a column: %s", got)
	}
	text.Use("de")
	defer text.Use("en")
	if got := text.T("%q", "a"); got != "„a“" {
		t.Errorf("in German: %s", got)
	}
}
