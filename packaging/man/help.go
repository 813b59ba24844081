package main

import "strings"

// said is a help text: what it is about, and the lists below that.
type said struct {
	about []string
	rest  []section
}

type section struct {
	title string
	lines []string
}

func (s said) get(title string) []string {
	for _, r := range s.rest {
		if r.title == title {
			return r.lines
		}
	}
	return nil
}

// sections takes a help text apart: the line before a list is not indented and ends in a colon.
func sections(text string) (s said) {
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	for i, line := range lines {
		title, ends := strings.CutSuffix(line, ":")
		switch {
		case ends && !strings.HasPrefix(line, " ") && i+1 < len(lines) && strings.HasPrefix(lines[i+1], "  "):
			s.rest = append(s.rest, section{title: title})
		case len(s.rest) == 0:
			s.about = append(s.about, line)
		case strings.HasPrefix(line, " "):
			last := &s.rest[len(s.rest)-1]
			last.lines = append(last.lines, line)
		}
	}
	return s
}

// entry is a line of a list: a name, and what it says.
type entry struct{ name, says string }

// named reads a list: two spaces or more are between the columns.
func named(lines []string) (all []entry) {
	for _, line := range lines {
		line = strings.TrimSpace(line)
		name, says, ok := strings.Cut(line, "  ")
		if !ok { // the longest name of a list
			name, says, _ = strings.Cut(line, " ")
		}
		all = append(all, entry{name, strings.TrimSpace(says)})
	}
	return all
}
