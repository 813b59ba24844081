package window

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// What is heard is made for the rules of Fyne's bridge as they are. Another version of it
// may know of focus, states and values, look into widgets, or give its message another
// number: then kit.Voice and start/reader_windows.go are to be looked at anew.
func TestTheBridgeToScreenReadersIsTheOneThatWeKnow(t *testing.T) {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "fyne.io/fyne/v2").Output()
	if err != nil {
		t.Skip("there is no go command to ask where Fyne is")
	}
	read := func(path ...string) string {
		source, err := os.ReadFile(filepath.Join(append([]string{strings.TrimSpace(string(dir))}, path...)...))
		if err != nil {
			t.Fatal(err)
		}
		return string(source)
	}
	driver := filepath.Join("internal", "driver", "glfw")
	for file, has := range map[string]string{
		filepath.Join(driver, "accessibility_windows.c"):  `WM_FYNE_FOCUS_CHILD \(WM_APP \+ 101\)`,
		filepath.Join(driver, "accessibility_windows.go"): `cont, ok := obj\.\(\*fyne\.Container\)`,
		filepath.Join(driver, "accessibility_darwin.go"):  `cont, ok := obj\.\(\*fyne\.Container\)`,
		"accessibility.go": `type Accessible interface \{\s+AccessibilityLabel\(\) string\s+AccessibilityRole\(\) AccessibleRole\s+\}`,
	} {
		if !regexp.MustCompile(has).MatchString(read(file)) {
			t.Errorf("%s has no %s", file, has)
		}
	}
	if own := read2(t, "start", "reader_windows.go"); !strings.Contains(own, "focusChild = 0x8000 + 101") { // WM_APP is 0x8000
		t.Error("our message is another one")
	}
}

func read2(t *testing.T, path ...string) string {
	t.Helper()
	source, err := os.ReadFile(filepath.Join(path...))
	if err != nil {
		t.Fatal(err)
	}
	return string(source)
}
