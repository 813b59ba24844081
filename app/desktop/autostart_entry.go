//go:build !windows && !darwin

package desktop

import "strings"

// autostartEnabled is how GNOME and its relatives switch an entry off.
const autostartEnabled = "X-GNOME-Autostart-enabled"

// readEntry reads what matters of a desktop entry. Without Hidden and GNOME's own
// word for it, it is on.
func readEntry(content string) (e AutostartEntry) {
	main := false
	for line := range strings.Lines(content) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "[") {
			main = line == "[Desktop Entry]"
			continue
		}
		key, value, _ := strings.Cut(line, "=")
		if key, value = strings.TrimSpace(key), strings.TrimSpace(value); !main {
			continue
		}
		switch key {
		case "Exec":
			e.Program = firstArgument(unescapeString(value))
		case "Hidden":
			e.Off = e.Off || value == "true"
		case autostartEnabled:
			e.Off = e.Off || value == "false"
		}
	}
	return e
}

// stringEscapes are those of every text in a desktop entry (Desktop Entry
// Specification 1.5, "Possible value types").
var stringEscapes = []string{`\`, `\\`, "\n", `\n`, "\r", `\r`, "\t", `\t`}

func escapeString(s string) string {
	s = strings.NewReplacer(stringEscapes...).Replace(s)
	if strings.HasPrefix(s, " ") { // it would be taken for the space after the equals sign
		s = `\s` + s[1:]
	}
	return s
}

func unescapeString(s string) string {
	return strings.NewReplacer(`\\`, `\`, `\s`, " ", `\n`, "\n", `\r`, "\r", `\t`, "\t").Replace(s)
}

// commandLine starts the program at a path. GLib looks whether the first word is a
// program before it reads two percent signs as one: env comes first then.
func commandLine(path string) string {
	if strings.Contains(path, "%") {
		return viaEnv + quoteArgument(path)
	}
	return quoteArgument(path)
}

const viaEnv = "env "

// quoteArgument makes one argument of Exec of a path ("The Exec key"): in double
// quotes, with a backslash before what means something there, and each percent
// sign twice, for one alone begins a field code.
func quoteArgument(s string) string {
	return `"` + strings.NewReplacer(`"`, `\"`, "`", "\\`", `$`, `\$`, `\`, `\\`, `%`, `%%`).Replace(s) + `"`
}

// firstArgument is the program of a command line, without its quotes.
func firstArgument(line string) string {
	line = strings.TrimPrefix(line, viaEnv)
	if quoted, ok := strings.CutPrefix(line, `"`); ok {
		var b strings.Builder
		for i := 0; i < len(quoted) && quoted[i] != '"'; i++ {
			if quoted[i] == '\\' && i+1 < len(quoted) {
				i++
			}
			b.WriteByte(quoted[i])
		}
		line = b.String()
	} else {
		line, _, _ = strings.Cut(line, " ")
	}
	return strings.ReplaceAll(line, "%%", "%")
}
