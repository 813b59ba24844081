package calendar

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"keytray/app/text"
)

// widest is how many bytes a line may have without its end (RFC 5545, 3.1).
const widest = 75

// file is a calendar file being written.
type file struct{ bytes.Buffer }

// line writes a property. A long one goes on in the next line behind a space, and
// no character is torn apart.
func (f *file) line(name, value string) {
	rest, room := name+":"+value, widest
	for len(rest) > room {
		cut := room
		for !utf8.RuneStart(rest[cut]) {
			cut--
		}
		f.WriteString(rest[:cut] + "\r\n ")
		rest, room = rest[cut:], widest-1
	}
	f.WriteString(rest + "\r\n")
}

// escaped are the characters that mean something in a text (RFC 5545, 3.3.11).
var escaped = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`)

// escape makes a text of one line without control characters.
func escape(s string) string {
	return escaped.Replace(text.Plain(strings.ToValidUTF8(s, "?")))
}
