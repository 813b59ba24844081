package po

import (
	"fmt"
	"strconv"
	"strings"
)

// Bytes is the PO file.
func (f File) Bytes() []byte {
	var b strings.Builder
	f.Head.write(&b)
	for _, e := range f.Entries {
		b.WriteByte('\n')
		e.write(&b)
	}
	return []byte(b.String())
}

func (e Entry) write(b *strings.Builder) {
	writeAll(b, "#", e.Remarks)
	writeAll(b, "#.", e.Hints)
	writeAll(b, "#:", e.From)
	if e.Fuzzy {
		b.WriteString("#, fuzzy\n")
	}
	if e.Context != "" {
		writeText(b, "msgctxt", e.Context)
	}
	writeText(b, "msgid", e.ID)
	if e.Plural == "" {
		writeText(b, "msgstr", strings.Join(e.Text, ""))
		return
	}
	writeText(b, "msgid_plural", e.Plural)
	for i, text := range e.Text {
		writeText(b, fmt.Sprintf("msgstr[%d]", i), text)
	}
}

func writeAll(b *strings.Builder, kind string, lines []string) {
	for _, line := range lines {
		b.WriteString(strings.TrimSpace(kind+" "+line) + "\n")
	}
}

// writeText puts each line of a text on a line of its own.
func writeText(b *strings.Builder, word, text string) {
	lines := strings.SplitAfter(text, "\n")
	if lines[len(lines)-1] == "" && len(lines) > 1 {
		lines = lines[:len(lines)-1]
	}
	if len(lines) > 1 {
		b.WriteString(word + " \"\"\n")
		word = ""
	}
	for _, line := range lines {
		b.WriteString(strings.TrimSpace(word+" "+quote(line)) + "\n")
	}
}

// quote is Go's quoting with all letters as they are.
func quote(s string) string {
	return strings.NewReplacer(`\u00a0`, "\u00a0", `\u202f`, "\u202f").Replace(strconv.Quote(s))
}
