// Command man writes Keytray's manual page from a template and from what the program itself says of its commands, so that the two
// cannot differ. scripts/dist.sh runs it:
//
//	go run ./packaging/man KEYTRAY <TEMPLATE >PAGE
//
// KEYTRAY is the program. In the template, a line @COMMANDS@ is where they go.
package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: man KEYTRAY <TEMPLATE >PAGE")
		os.Exit(2)
	}
	if err := write(os.Stdin, os.Stdout, program(os.Args[1])); err != nil {
		fmt.Fprintln(os.Stderr, "man:", err)
		os.Exit(1)
	}
}

// asked is what the program says of a command; without words, of itself.
type asked func(command ...string) (string, error)

// program asks in English.
func program(path string) asked {
	return func(command ...string) (string, error) {
		home, err := os.MkdirTemp("", "keytray-man-")
		if err != nil {
			return "", err
		}
		defer os.RemoveAll(home)
		cmd := exec.Command(path, append([]string{"help"}, command...)...)
		cmd.Env = []string{"HOME=" + home, "LC_ALL=C"}
		out, err := cmd.Output()
		if err != nil {
			return "", fmt.Errorf("keytray help %s: %w", strings.Join(command, " "), err)
		}
		return string(out), nil
	}
}

func write(from io.Reader, to io.Writer, help asked) error {
	template, err := io.ReadAll(from)
	if err != nil {
		return err
	}
	var b strings.Builder
	if err := commands(&b, help); err != nil {
		return err
	}
	before, after, ok := strings.Cut(string(template), "@COMMANDS@\n")
	if !ok {
		return fmt.Errorf("the template has no line @COMMANDS@")
	}
	_, err = io.WriteString(to, before+b.String()+after)
	return err
}

// commands are all, in the groups of the program.
func commands(b *strings.Builder, help asked) error {
	text, err := help()
	if err != nil {
		return err
	}
	count := 0
	for _, group := range sections(text).rest {
		names := named(group.lines)
		if group.title == "Usage" || group.title == "Flags" {
			continue
		}
		fmt.Fprintf(b, ".SH %s\n", strings.ToUpper(escape(group.title)))
		for _, name := range names {
			if err := command(b, help, name.name, name.says); err != nil {
				return err
			}
			count++
		}
	}
	if count == 0 {
		return fmt.Errorf("no command is in the program's help")
	}
	return nil
}

// command tells of one, and of those below it. Of those two that every program has, one line is enough.
func command(b *strings.Builder, help asked, path, short string) error {
	fmt.Fprintf(b, ".SS keytray %s\n", escape(path))
	if path == "help" || path == "completion" {
		fmt.Fprintf(b, "%s.\n", escape(short))
		return nil
	}
	text, err := help(strings.Fields(path)...)
	if err != nil {
		return err
	}
	s := sections(text)
	for _, line := range s.get("Usage") {
		if usage := strings.TrimSuffix(strings.TrimSpace(line), " [flags]"); usage != "" && !strings.HasSuffix(usage, " [command]") {
			fmt.Fprintf(b, ".B %s\n.br\n", escape(usage))
		}
	}
	paragraphs(b, s.about)
	for _, flag := range named(s.get("Flags")) {
		if !strings.Contains(flag.name, "--help") {
			fmt.Fprintf(b, ".TP\n.B %s\n%s\n", escape(flag.name), escape(flag.says))
		}
	}
	examples(b, s.get("Examples"))
	for _, below := range named(s.get("Available Commands")) {
		if err := command(b, help, path+" "+below.name, below.says); err != nil {
			return err
		}
	}
	return nil
}
