package app_test

import (
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// releases are what is made with Fyne's accessibility tag: Go's name of the system, and that of scripts/dist.sh.
var releases = map[string]string{"windows": "windows", "darwin": "macos"}

func windowTags(t *testing.T, system string) string {
	t.Helper()
	out, err := exec.Command("bash", "../scripts/dist.sh", "--tags", system).Output()
	if errors.Is(err, exec.ErrNotFound) {
		t.Skip("releases are made with bash")
	}
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

func listFor(t *testing.T, goos string, args ...string) []byte {
	t.Helper()
	cmd := exec.Command("go", append([]string{"list", "-e"}, args...)...)
	cmd.Env = append(os.Environ(), "GOOS="+goos, "GOARCH=amd64", "CGO_ENABLED=1")
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestReleasesCanBeReadByScreenReaders(t *testing.T) {
	docs, err := os.ReadFile("../docs/releasing.md")
	if err != nil {
		t.Fatal(err)
	}
	for goos, system := range releases {
		with, without := windowTags(t, system), windowTags(t, "linux")
		files := func(tags string) string {
			return string(listFor(t, goos, "-tags", tags, "-f", "{{.CgoFiles}}", "fyne.io/fyne/v2/internal/driver/glfw"))
		}
		bridge := "accessibility_" + goos + ".go"
		if !strings.Contains(files(with), bridge) || strings.Contains(files(without), bridge) {
			t.Errorf("%s: %s is not what the tags %q bring: has Fyne changed it?", goos, bridge, with)
		}
		if !strings.Contains(string(docs), with) {
			t.Errorf("docs/releasing.md does not name the tags %s", with)
		}
	}
}

// What needs a C compiler of the other system is checked nowhere else: the tray of macOS, and the window.
func TestProgramsForOtherSystemsAreWhole(t *testing.T) {
	for goos, system := range releases {
		for _, tags := range []string{"lean", windowTags(t, system)} {
			for _, wrong := range checkTypes(t, goos, tags) {
				t.Errorf("%s, %s: %v", goos, tags, wrong)
			}
		}
	}
}

// listed is a package as go list tells of it.
type listed struct {
	Dir, ImportPath   string
	GoFiles, CgoFiles []string
	ImportMap         map[string]string
}

// checkTypes checks the program with all that it imports, and gives what is wrong in ours. What is C passes for anything.
func checkTypes(t *testing.T, goos, tags string) (wrong []error) {
	t.Helper()
	out := json.NewDecoder(strings.NewReader(string(listFor(t, goos, "-deps", "-tags", tags, "-json=Dir,ImportPath,GoFiles,CgoFiles,ImportMap", "keytray"))))
	known := map[string]*types.Package{"unsafe": types.Unsafe}
	for { // imports come before those that import them
		var p listed
		if err := out.Decode(&p); errors.Is(err, io.EOF) {
			return wrong
		} else if err != nil {
			t.Fatal(err)
		}
		if p.ImportPath == "unsafe" {
			continue
		}
		ours := p.ImportPath == "keytray" || strings.HasPrefix(p.ImportPath, "keytray/")
		files := token.NewFileSet()
		check := types.Config{
			Importer: importer{known, p.ImportMap}, FakeImportC: true, IgnoreFuncBodies: !ours, Sizes: types.SizesFor("gc", "amd64"),
			Error: func(err error) {
				if ours {
					wrong = append(wrong, err)
				}
			},
		}
		known[p.ImportPath], _ = check.Check(p.ImportPath, files, parse(t, files, p), nil) // Error has had what is wrong
	}
}

func parse(t *testing.T, files *token.FileSet, p listed) (all []*ast.File) {
	t.Helper()
	for _, name := range slices.Concat(p.GoFiles, p.CgoFiles) {
		f, err := parser.ParseFile(files, filepath.Join(p.Dir, name), nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, f)
	}
	return all
}

// importer gives packages that were checked before; vendored ones of the standard library have other names.
type importer struct {
	known map[string]*types.Package
	names map[string]string
}

func (i importer) Import(path string) (*types.Package, error) {
	if name, renamed := i.names[path]; renamed {
		path = name
	}
	if p := i.known[path]; p != nil {
		return p, nil
	}
	return nil, errors.New("no package " + path)
}
