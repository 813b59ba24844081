package main

import (
	"errors"
	"os"
	"os/exec"
	"strings"
	"testing"
)

const template = ".TH KEYTRAY 1\n@COMMANDS@\n.SH FILES\n"

// written is the page of a program that says so.
func written(t *testing.T, help map[string]string) string {
	t.Helper()
	var b strings.Builder
	err := write(strings.NewReader(template), &b, func(command ...string) (string, error) {
		text, ok := help[strings.Join(command, " ")]
		if !ok {
			return "", errors.New("nobody asks for that")
		}
		return text, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestThePageSaysWhatTheProgramSays(t *testing.T) {
	got := written(t, map[string]string{
		"":              "About it.\n\nUsage:\n  keytray [flags]\n\nKeys:\n  get        Write it\n  completion For shells\n\nMore:\n  providers  List them\n\nFlags:\n  -h, --help   help\n",
		"get":           "Write it.\nNow.\n\n.. and C:\\x too\n\nUsage:\n  keytray get NAME [flags]\n\nExamples:\n  keytray get a-b   …\n\nFlags:\n  -h, --help       help\n      --tag text   one of them\n",
		"providers":     "List them\n\nUsage:\n  keytray providers [WORD] [flags]\n  keytray providers [command]\n\nAvailable Commands:\n  add         Add one\n",
		"providers add": "Add one.\n\nUsage:\n  keytray providers add NAME [flags]\n",
	})
	want := `.TH KEYTRAY 1
.SH KEYS
.SS keytray get
.B keytray get NAME
.br
.PP
Write it.
Now.
.PP
\&.. and C:\ex too
.TP
.B \-\-tag text
one of them
.PP
Examples:
.PP
.nf
  keytray get a\-b   ...
.fi
.SS keytray completion
For shells.
.SH MORE
.SS keytray providers
.B keytray providers [WORD]
.br
.PP
List them
.SS keytray providers add
.B keytray providers add NAME
.br
.PP
Add one.
.SH FILES
`
	if got != want {
		t.Errorf("it is\n%s\nwant\n%s", got, want)
	}
}

func TestAPageWithoutCommandsIsNoPage(t *testing.T) {
	err := write(strings.NewReader(template), &strings.Builder{}, func(...string) (string, error) { return "Usage:\n  keytray\n", nil })
	if err == nil {
		t.Error("nothing is said of it")
	}
}

// The page of the real program, where it is built.
func TestThePageIsOneForMan(t *testing.T) {
	const keytray = "../../bin/keytray"
	if _, err := os.Stat(keytray); err != nil {
		t.Skip("make build makes the program")
	}
	from, err := os.Open("../linux/keytray.1")
	if err != nil {
		t.Fatal(err)
	}
	defer from.Close()
	var page strings.Builder
	if err := write(from, &page, program(keytray)); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{".SS keytray add\n", ".SS keytray providers rm\n", ".B \\-\\-expires string\n", ".SS keytray doctor\n"} {
		if !strings.Contains(page.String(), want) {
			t.Errorf("%q is not in it", want)
		}
	}
	groff, err := exec.LookPath("groff")
	if err != nil {
		return
	}
	cmd := exec.CommandContext(t.Context(), groff, "-man", "-Tascii", "-ww", "-z")
	cmd.Stdin = strings.NewReader(page.String())
	if out, err := cmd.CombinedOutput(); err != nil || len(out) > 0 {
		t.Errorf("%v: %s", err, out)
	}
}
