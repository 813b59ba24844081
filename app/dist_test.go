package app_test

import (
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
