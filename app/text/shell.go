package text

import "strings"

// shell is how a kind of shell reads a command line.
type shell struct {
	word func(string) string                   // a text as one word, quoted where that is needed
	set  func(variable, command string) string // a variable gets what a command prints
}

// ShellWord quotes a text for the shell of this system, where that is needed.
func ShellWord(s string) string { return system.word(s) }

// SetVariable is the line that gives an environment variable what a command prints.
func SetVariable(variable, command string) string { return system.set(variable, command) }

// Command is a keytray command about a name, as a shell takes it. A name that begins
// with a dash would be taken for a flag.
func Command(command, name string, flags ...string) string {
	return system.command(command, name, flags...)
}

func (s shell) command(command, name string, flags ...string) string {
	words := append([]string{"keytray", command, s.word(name)}, flags...)
	if strings.HasPrefix(name, "-") {
		words = append(append([]string{"keytray", command}, flags...), "--", s.word(name))
	}
	return strings.Join(words, " ")
}

// safe tells whether a shell takes a text as it is: it has letters, digits and what is in others
// alone, and does not begin with a dash.
func safe(s, others string, letter func(rune) bool) bool {
	plain := func(r rune) bool { return letter(r) || strings.ContainsRune(others, r) }
	return s != "" && s[0] != '-' && strings.TrimFunc(s, plain) == ""
}
