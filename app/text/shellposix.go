package text

import (
	"fmt"
	"strings"
)

// posix is the shell of Linux and macOS.
var posix = shell{
	word: func(s string) string {
		if safe(s, "-_./:@%+,", inASCII) {
			return s
		}
		return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
	},
	set: func(variable, command string) string { return fmt.Sprintf(`export %s="$(%s)"`, variable, command) },
}

func inASCII(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
}
