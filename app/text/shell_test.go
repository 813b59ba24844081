package text

import (
	"os/exec"
	"testing"
)

var names = []struct{ name, posix, powerShell string }{
	{"chat", "keytray revoke chat", "keytray revoke chat"},
	{"Schlüssel", "keytray revoke 'Schlüssel'", "keytray revoke Schlüssel"},
	{"my key", "keytray revoke 'my key'", `keytray revoke "my key"`},
	{"it's", `keytray revoke 'it'\''s'`, `keytray revoke "it's"`},
	{"it’s 5 $", `keytray revoke 'it’s 5 $'`, `keytray revoke 'it’’s 5 $'`},
	{"$(touch x)", "keytray revoke '$(touch x)'", "keytray revoke '$(touch x)'"},
	{"`id`", "keytray revoke '`id`'", "keytray revoke '`id`'"},
	{`"quoted"`, `keytray revoke '"quoted"'`, `keytray revoke '"quoted"'`},
	{"-v", "keytray revoke -- '-v'", `keytray revoke -- "-v"`},
	{"~/x", "keytray revoke '~/x'", `keytray revoke "~/x"`},
	{"a,b", "keytray revoke a,b", `keytray revoke "a,b"`},
	{"@x", "keytray revoke @x", `keytray revoke "@x"`},
	{"", "keytray revoke ''", `keytray revoke ""`},
	{"a=b; rm -rf ...", "keytray revoke 'a=b; rm -rf ...'", `keytray revoke "a=b; rm -rf ..."`},
}

func TestACommandRunsAsItIsPrinted(t *testing.T) {
	for _, c := range names {
		if got := posix.command("revoke", c.name); got != c.posix {
			t.Errorf("%q: %s", c.name, got)
		}
		if got := powerShell.command("revoke", c.name); got != c.powerShell {
			t.Errorf("%q in PowerShell: %s", c.name, got)
		}
		reads(t, "sh", c.name, "-c", "printf %s "+posix.word(c.name))
		reads(t, "pwsh", c.name, "-NoProfile", "-Command", "[Console]::Write("+asked(powerShell.word(c.name))+")")
	}
	if got := posix.command("rotate", "-v", "--back"); got != "keytray rotate --back -- '-v'" {
		t.Errorf("with a flag: %s", got)
	}
}

// reads asks a real shell what it takes a word for, where there is that shell.
func reads(t *testing.T, shell, name string, arguments ...string) {
	t.Helper()
	program, err := exec.LookPath(shell)
	if err != nil {
		return
	}
	out, err := exec.Command(program, arguments...).Output()
	if string(out) != name || err != nil {
		t.Errorf("%q: %s reads %q, %v", name, shell, out, err)
	}
}

// asked is a word of a command as PowerShell has it in an expression, where all texts are quoted.
func asked(word string) string {
	if word[0] == '"' || word[0] == '\'' {
		return word
	}
	return "'" + word + "'"
}

func TestAVariableGetsTheKeyOfACommand(t *testing.T) {
	get := "keytray get chat"
	if got := posix.set("A_KEY", get); got != `export A_KEY="$(keytray get chat)"` {
		t.Errorf("a POSIX shell is told %s", got)
	}
	if got := powerShell.set("A_KEY", get); got != "$env:A_KEY = keytray get chat" {
		t.Errorf("PowerShell is told %s", got)
	}
}
