package text

import "strings"

// ShellWord quotes a text for a POSIX shell, where that is needed.
func ShellWord(s string) string {
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-_./:@%+,", r)
	}
	if s != "" && s[0] != '-' && strings.TrimFunc(s, plain) == "" {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

// Command is a keytray command about a name, as a shell takes it. A name that begins
// with a dash would be taken for a flag.
func Command(command, name string, flags ...string) string {
	words := append([]string{"keytray", command, ShellWord(name)}, flags...)
	if strings.HasPrefix(name, "-") {
		words = append(append([]string{"keytray", command}, flags...), "--", ShellWord(name))
	}
	return strings.Join(words, " ")
}
