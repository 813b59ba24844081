package main

import (
	"debug/buildinfo"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// files makes them in a folder of their own.
func files(t *testing.T, content map[string]string) (dir string) {
	t.Helper()
	dir = t.TempDir()
	for name, text := range content {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestLicencesOfAllThatAModuleBringsAlong(t *testing.T) {
	dir := files(t, map[string]string{
		"LICENSE.txt": "x", "code.go": "package code\n", "licence.go": "package code\n",
		"c/copying": "x", "font/OFL.txt": "x", "font/font.ttf": "x",
		"theme/NOTICE": "x", "theme/theme.go": "package theme\n", "theme/gen.go": "//go:build ignore\n\npackage main\n",
		"tool/COPYING": "x", "tool/main.go": "package main\n",
		"testdata/LICENSE": "x",
	})
	found, err := licences(dir)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, file := range found {
		name, err := filepath.Rel(dir, file)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, filepath.ToSlash(name))
	}
	if want := "LICENSE.txt c/copying font/OFL.txt theme/NOTICE"; strings.Join(got, " ") != want {
		t.Errorf("they are %q, want %s", got, want)
	}
}

func TestEachTextIsThereOnceWithAllThatItIsFor(t *testing.T) {
	dir := files(t, map[string]string{"a/LICENSE": "The same.\r\n", "b/LICENSE": "The same.\n", "c/LICENSE": "Another.", "d/LICENSE": " \n"})
	var all texts
	for _, name := range []string{"a", "b", "c"} {
		if err := all.add(name, dir, filepath.Join(dir, name, "LICENSE")); err != nil {
			t.Fatal(err)
		}
	}
	if err := all.add("d", dir, filepath.Join(dir, "d", "LICENSE")); err == nil {
		t.Error("an empty licence passes for one")
	}
	var b strings.Builder
	if err := all.write(&b); err != nil {
		t.Fatal(err)
	}
	if strings.Count(b.String(), "The same.") != 1 || !strings.Contains(b.String(), "\na (a/LICENSE)\nb (b/LICENSE)\n"+line+"\n\nThe same.\n") {
		t.Errorf("it is\n%s", &b)
	}
}

// The real programs, where they are built.
func TestEveryModuleInTheProgramsHasItsLicence(t *testing.T) {
	programs := []string{"../../bin/keytray", "../../bin/keytray-check", "../../bin/keytray-window"}
	for _, program := range programs {
		if _, err := os.Stat(program); err != nil {
			t.Skip("make build makes the programs")
		}
	}
	var b strings.Builder
	if err := write(&b, "the C library="+files(t, map[string]string{"copyright": "Free."})+"/copyright", programs); err != nil {
		t.Fatal(err)
	}
	wanted := []string{"Go and its standard library (LICENSE)", "the C library (copyright)", "(theme/font/LICENSE", "(glfw/LICENSE.md)"}
	for _, program := range programs {
		info, err := buildinfo.ReadFile(program)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range info.Deps {
			wanted = append(wanted, "\n"+m.Path+" "+m.Version+" (")
		}
	}
	for _, want := range wanted {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%q is not there", want)
		}
	}
}

func TestAProgramWithoutModulesIsAMistake(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if err := write(&strings.Builder{}, "", []string{self}); err == nil {
		t.Error("this test has no module in it, and nothing was said")
	}
}
