package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// texts are licences in the order in which they came, each once, with all that it is for.
type texts []said

type said struct {
	text string
	of   []string
}

// add takes the licence in a file below the folder of a part.
func (t *texts) add(name, dir, file string) error {
	content, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	text := strings.TrimSpace(strings.ReplaceAll(string(content), "\r\n", "\n"))
	if text == "" {
		return fmt.Errorf("%s is empty", file)
	}
	within, err := filepath.Rel(dir, file)
	if err != nil {
		return err
	}
	of := name + " (" + filepath.ToSlash(within) + ")"
	i := slices.IndexFunc(*t, func(s said) bool { return s.text == text })
	if i < 0 {
		*t = append(*t, said{text: text})
		i = len(*t) - 1
	}
	if !slices.Contains((*t)[i].of, of) {
		(*t)[i].of = append((*t)[i].of, of)
	}
	return nil
}

const line = "--------------------------------------------------------------------------------"

func (t *texts) write(w io.Writer) error {
	if _, err := fmt.Fprintln(w, "Keytray itself has the licence in the file LICENSE. Its programs also contain what follows, each part under the licence behind it."); err != nil {
		return err
	}
	for _, s := range *t {
		if _, err := fmt.Fprintf(w, "\n%s\n%s\n%s\n\n%s\n", line, strings.Join(s.of, "\n"), line, s.text); err != nil {
			return err
		}
	}
	return nil
}
