package text

import (
	"fmt"
	"strings"
	"unicode"
)

// powerShell is the shell of Windows. What it takes in double quotes the older command prompt takes
// too. It reads typographic quotes as quotes
// (https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_quoting_rules).
var powerShell = shell{
	word: func(s string) string {
		switch {
		case safe(s, "-_./:+", func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }):
			return s
		case !strings.ContainsAny(s, "$`\"“”„"):
			return `"` + s + `"`
		}
		return "'" + strings.NewReplacer("'", "''", "‘", "‘‘", "’", "’’", "‚", "‚‚", "‛", "‛‛").Replace(s) + "'"
	},
	set: func(variable, command string) string { return fmt.Sprintf("$env:%s = %s", variable, command) },
}
