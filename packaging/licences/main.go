// Command licences writes the licences of all that is in the programs of a release besides our own code: nearly all of them ask
// for their text to go with every copy. Which modules those are is read from the programs themselves. scripts/dist.sh runs it:
//
//	go run ./packaging/licences [-and NAME=FILE] PROGRAM... >FILE
package main

import (
	"bytes"
	"debug/buildinfo"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

func main() {
	and := flag.String("and", "", "what is in the programs and no Go module, as NAME=FILE: its name and its licence")
	flag.Parse()
	if err := write(os.Stdout, *and, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "licences:", err)
		os.Exit(1)
	}
}

// part is something that others made, and where its files are.
type part struct{ name, dir string }

func write(w io.Writer, and string, programs []string) error {
	parts, err := partsOf(programs)
	if err != nil {
		return err
	}
	var all texts
	for _, p := range parts {
		found, err := licences(p.dir)
		if err != nil {
			return err
		}
		if len(found) == 0 {
			return fmt.Errorf("%s has no licence in %s", p.name, p.dir)
		}
		for _, file := range found {
			if err := all.add(p.name, p.dir, file); err != nil {
				return err
			}
		}
	}
	if name, file, ok := strings.Cut(and, "="); ok {
		if err := all.add(name, filepath.Dir(file), file); err != nil {
			return err
		}
	}
	return all.write(w)
}

// partsOf are Go itself and the modules that are in the programs.
func partsOf(programs []string) ([]part, error) {
	root, err := golang("env", "GOROOT")
	if err != nil {
		return nil, err
	}
	parts := []part{{"Go and its standard library", root[0]}}
	modules := map[string]bool{}
	for _, program := range programs {
		info, err := buildinfo.ReadFile(program)
		if err != nil {
			return nil, err
		}
		for _, m := range info.Deps {
			modules[m.Path] = true
		}
	}
	if len(modules) == 0 {
		return nil, fmt.Errorf("no module is in %q", programs)
	}
	lines, err := golang(append([]string{"list", "-m", "-f", "{{.Path}} {{.Version}}\t{{.Dir}}"}, slices.Sorted(maps.Keys(modules))...)...)
	if err != nil {
		return nil, err
	}
	for _, line := range lines {
		name, dir, _ := strings.Cut(line, "\t")
		if dir == "" {
			return nil, fmt.Errorf("the sources of %s are not on this computer", name)
		}
		parts = append(parts, part{name, dir})
	}
	return parts, nil
}

func golang(args ...string) ([]string, error) {
	cmd := exec.Command("go", args...)
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go %s: %w: %s", args[0], err, said.Bytes())
	}
	return strings.Split(strings.TrimSpace(string(out)), "\n"), nil
}

// licences are the files of a module that are about its licence, also those of what it brings along, such as C code and fonts.
// What only its tests and commands bring along is not in our programs; nor is what belongs to Go's compiler.
func licences(dir string) (found []string, err error) {
	isGo := fileIn(dir, "VERSION") && fileIn(dir, "PATENTS")
	err = filepath.WalkDir(dir, func(file string, d os.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && file != dir && (isGo || d.Name() == "testdata" || isCommand(file)):
			return filepath.SkipDir
		case !d.IsDir() && isLicence(d.Name()):
			found = append(found, file)
		}
		return nil
	})
	return found, err
}

func fileIn(dir, name string) bool {
	_, err := os.Stat(filepath.Join(dir, name))
	return err == nil
}

func isLicence(name string) bool {
	name = strings.ToUpper(name)
	if strings.HasSuffix(name, ".GO") {
		return false
	}
	for _, begin := range []string{"LICENSE", "LICENCE", "UNLICENSE", "COPYING", "COPYRIGHT", "NOTICE", "PATENTS", "OFL"} {
		if strings.HasPrefix(name, begin) {
			return true
		}
	}
	return false
}

// isCommand tells whether the folder is a program of its own, and no package beside which a program was put that made its files.
func isCommand(dir string) bool {
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil || len(files) == 0 {
		return false
	}
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil || !bytes.Contains(append([]byte("\n"), content...), []byte("\npackage main")) {
			return false
		}
	}
	return true
}
