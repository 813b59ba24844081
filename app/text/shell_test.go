package text_test

import (
	"os/exec"
	"testing"

	"keytray/app/text"
)

func TestACommandRunsAsItIsPrinted(t *testing.T) {
	for name, want := range map[string]string{
		"chat":            "keytray revoke chat",
		"my key":          "keytray revoke 'my key'",
		"it's":            `keytray revoke 'it'\''s'`,
		"$(touch x)":      "keytray revoke '$(touch x)'",
		"`id`":            "keytray revoke '`id`'",
		`"quoted"`:        `keytray revoke '"quoted"'`,
		"-v":              "keytray revoke -- '-v'",
		"~/x":             "keytray revoke '~/x'",
		"":                "keytray revoke ''",
		"a=b; rm -rf ...": "keytray revoke 'a=b; rm -rf ...'",
	} {
		if got := text.Command("revoke", name); got != want {
			t.Errorf("%q: %s", name, got)
		}
		sh, err := exec.LookPath("sh")
		if err != nil {
			continue // a system without a POSIX shell
		}
		out, err := exec.Command(sh, "-c", "printf %s "+text.ShellWord(name)).Output()
		if string(out) != name || err != nil {
			t.Errorf("%q: a shell reads %q, %v", name, out, err)
		}
	}
	if got := text.Command("rotate", "-v", "--back"); got != "keytray rotate --back -- '-v'" {
		t.Errorf("with a flag: %s", got)
	}
}
