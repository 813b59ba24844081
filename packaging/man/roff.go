package main

import (
	"fmt"
	"strings"
)

// escape keeps a line of text from being read as roff (man(7)), and writes three dots so that every terminal has them.
func escape(line string) string {
	line = strings.NewReplacer(`\`, `\e`, "-", `\-`, "…", "...").Replace(line)
	if strings.HasPrefix(line, ".") || strings.HasPrefix(line, "'") {
		line = `\&` + line
	}
	return line
}

func paragraphs(b *strings.Builder, lines []string) {
	fresh := true
	for _, line := range lines {
		switch {
		case line == "":
			fresh = true
		default:
			if fresh {
				b.WriteString(".PP\n")
			}
			fresh = false
			fmt.Fprintln(b, escape(line))
		}
	}
}

// examples stay as they are.
func examples(b *strings.Builder, lines []string) {
	if len(lines) == 0 {
		return
	}
	b.WriteString(".PP\nExamples:\n.PP\n.nf\n")
	for _, line := range lines {
		fmt.Fprintln(b, escape(line))
	}
	b.WriteString(".fi\n")
}
