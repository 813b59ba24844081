package app_test

import (
	"crypto/sha256"
	"debug/elf"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// distIn runs scripts/dist.sh in a copy of the project that has nothing else.
func distIn(t *testing.T, dir string, args ...string) string {
	t.Helper()
	for _, file := range []string{"scripts/dist.sh", "scripts/env.sh", "FyneApp.toml"} {
		content, err := os.ReadFile(filepath.Join("..", file))
		if err != nil {
			t.Fatal(err)
		}
		copied := filepath.Join(dir, file)
		if err := os.MkdirAll(filepath.Dir(copied), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(copied, content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("releases are made with bash")
	}
	out, err := exec.CommandContext(t.Context(), bash, append([]string{filepath.Join(dir, "scripts", "dist.sh")}, args...)...).Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// Tests ask for the tags while somebody makes a release.
func TestAskingForTheTagsLeavesARunningReleaseAlone(t *testing.T) {
	dir := t.TempDir()
	resources := filepath.Join(dir, "resources_windows_amd64.syso")
	if err := os.WriteFile(resources, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if out := distIn(t, dir, "--tags", "windows"); !strings.Contains(out, "accessibility") {
		t.Errorf("the tags are %q", out)
	}
	if _, err := os.Stat(resources); err != nil {
		t.Error(err)
	}
}

var linked = regexp.MustCompile(`(?:\]\(|src="|srcset=")([^)#"]+)`)

func TestWhatTheReadmeLinksToIsInEveryRelease(t *testing.T) {
	papers := strings.Fields(distIn(t, t.TempDir(), "--papers"))
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, link := range linked.FindAllStringSubmatch(string(readme), -1) {
		if strings.Contains(link[1], "://") {
			continue
		}
		if first, _, _ := strings.Cut(link[1], "/"); !slices.Contains(papers, first) {
			t.Errorf("%s is not among %q", link[1], papers)
		}
		if _, err := os.Stat(filepath.Join("..", link[1])); err != nil {
			t.Error(err)
		}
	}
}

// Archives of other machines are put beside those that were made here.
func TestChecksumsAreOfAllArchivesOfThisVersion(t *testing.T) {
	if _, err := exec.LookPath("sha256sum"); err != nil {
		t.Skip(err)
	}
	dir := t.TempDir()
	fyne, err := os.ReadFile("../FyneApp.toml")
	if err != nil {
		t.Fatal(err)
	}
	version := regexp.MustCompile(`(?m)^Version = "(.*)"$`).FindSubmatch(fyne)[1]
	want := ""
	for _, end := range []string{"linux-amd64.tar.gz", "macos-arm64.zip", "windows-amd64.zip"} {
		name := fmt.Sprintf("keytray-%s-%s", version, end)
		if err := os.MkdirAll(filepath.Join(dir, "dist"), 0o700); err != nil {
			t.Fatal(err)
		}
		for _, file := range []string{name, "keytray-0.0.0-" + end} {
			if err := os.WriteFile(filepath.Join(dir, "dist", file), []byte(file), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		want += fmt.Sprintf("%x  %s\n", sha256.Sum256([]byte(name)), name)
	}
	distIn(t, dir, "--sums")
	if got, err := os.ReadFile(filepath.Join(dir, "dist", fmt.Sprintf("keytray-%s.sha256", version))); err != nil || string(got) != want {
		t.Errorf("%v, %s; want %s", err, got, want)
	}
}

// What a person must have is what the program asks the system for.
func TestTheReadmeNamesEveryLibraryOfTheWindow(t *testing.T) {
	window, err := elf.Open("../bin/keytray-window")
	if err != nil {
		t.Skip("make build makes the window, on Linux as ELF: ", err)
	}
	defer window.Close()
	libraries, err := window.ImportedLibraries()
	if err != nil || len(libraries) == 0 {
		t.Fatal(libraries, err)
	}
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, library := range libraries {
		ofGlibc := strings.HasPrefix(library, "libc.") || strings.HasPrefix(library, "libm.")
		if !ofGlibc && !strings.Contains(string(readme), "`"+library+"`") {
			t.Errorf("README.md does not name %s", library)
		}
	}
}
