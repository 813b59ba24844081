package po

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
)

// Parse reads a PO file (gettext manual, "The Format of PO Files"): what a
// translator's editor writes. Sentences that are no longer used are left out.
func Parse(content []byte) (File, error) {
	var f File
	for i, block := range blocks(content) {
		e, used, err := parseEntry(block)
		if err != nil {
			return File{}, fmt.Errorf("entry %d: %w", i+1, err)
		}
		switch {
		case !used:
		case e.ID == "" && e.Context == "":
			f.Head = e
		default:
			f.Entries = append(f.Entries, e)
		}
	}
	return f, nil
}

// blocks are the parts between empty lines.
func blocks(content []byte) [][]string {
	var all [][]string
	var block []string
	for line := range bytes.Lines(append(content, "\n\n"...)) {
		if text := strings.TrimSpace(string(line)); text != "" {
			block = append(block, text)
		} else if block != nil {
			all, block = append(all, block), nil
		}
	}
	return all
}

func parseEntry(lines []string) (e Entry, used bool, err error) {
	var into *string
	for _, line := range lines {
		if strings.HasPrefix(line, "#") {
			e.comment(line)
			continue
		}
		word, quoted, _ := strings.Cut(line, " ")
		if strings.HasPrefix(line, `"`) {
			word, quoted = "", line
		}
		text, err := strconv.Unquote(quoted)
		if err != nil {
			return e, false, fmt.Errorf("%s is no text", line)
		}
		switch {
		case word == "" && into == nil:
			return e, false, fmt.Errorf("%s belongs to nothing", line)
		case word == "":
		case word == "msgctxt":
			into = &e.Context
		case word == "msgid":
			into, used = &e.ID, true
		case word == "msgid_plural":
			into = &e.Plural
		case strings.HasPrefix(word, "msgstr"):
			e.Text = append(e.Text, "")
			into = &e.Text[len(e.Text)-1]
		default:
			return e, false, fmt.Errorf("%s is not known", word)
		}
		*into += text
	}
	return e, used, nil
}

func (e *Entry) comment(line string) {
	kind, text := line, ""
	if at := strings.IndexByte(line, ' '); at >= 0 {
		kind, text = line[:at], line[at+1:]
	}
	switch kind {
	case "#":
		e.Remarks = append(e.Remarks, text)
	case "#.":
		e.Hints = append(e.Hints, text)
	case "#:":
		e.From = append(e.From, strings.Fields(text)...)
	case "#,":
		e.Fuzzy = e.Fuzzy || strings.Contains(text, "fuzzy")
	}
}
