// Package app has no code of its own: this test holds the arrows between the
// packages below it, as docs/architecture.md draws them.
package app_test

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// arrows are the packages of ours that each package may import.
var arrows = map[string]string{
	"secret": "", "files": "text", "rotation": "text", "desktop": "files xserver", "text": "",
	"text/po":                 "text",
	"text/po/update":          "text/po",
	"seal":                    "",
	"shortcut":                "",
	"shortcut/listen":         "desktop shortcut xserver",
	"xserver":                 "",
	"api":                     "secret",
	"settings":                "files shortcut text",
	"calendar":                "api text",
	"search":                  "api rotation text",
	"notify":                  "text",
	"keychain":                "secret text",
	"keychain/keychaintest":   "keychain secret",
	"keychain/filevault":      "files keychain seal secret text",
	"clipboard":               "secret text",
	"clipboard/boards":        "clipboard clipboard/pasteboard clipboard/tools clipboard/wayland clipboard/win32 clipboard/x11",
	"clipboard/clipboardtest": "clipboard secret",
	"clipboard/pasteboard":    "clipboard",
	"clipboard/tools":         "clipboard",
	"clipboard/wayland":       "clipboard",
	"clipboard/win32":         "clipboard",
	"clipboard/x11":           "clipboard xserver",
	"provider":                "assets text",
	"provider/providertest":   "provider",
	"vault":                   "files keychain rotation seal secret text",
	"rpc":                     "api files secret text",
	"tray":                    "api assets text",
	"check":                   "provider secret text",
	"check/online":            "check provider secret text",
	"check/checktest":         "",
	"agent":                   "api check clipboard desktop files keychain keychain/filevault notify provider rotation rpc secret settings shortcut text tray vault",
	"cli":                     "agent api calendar desktop files provider rotation rpc search secret text",
	"window":                  "api assets calendar files provider rotation search secret text window/client window/kit window/unlock",
	"window/client":           "api provider text",
	"window/kit":              "api provider rotation secret text",
	"window/picker":           "api search secret text window/client window/kit window/unlock",
	"window/start":            "api window window/client window/kit window/picker xserver",
	"window/unlock":           "api secret text window/client window/kit",
	"window/windowtest":       "api provider provider/providertest secret text window/client window/kit",
	"e2e":                     "",
	"e2e/session":             "",
	"e2e/fakedesk":            "",
	"e2e/demo":                "e2e/session provider provider/providertest secret",
	"e2e/screenshots":         "e2e/session e2e/fakedesk",
	"e2e/bench":               "e2e/session e2e/fakedesk keychain keychain/keychaintest provider provider/providertest secret vault xserver",
	"e2e/bench/emptywindow":   "",
}

// only are modules that one package alone imports.
var only = map[string][]string{
	"fyne.io/fyne/v2/app":           {"window/start", "e2e/bench/emptywindow"},
	"github.com/go-gl/glfw":         {"window/start"},
	"github.com/zalando/go-keyring": {"keychain"},
	"github.com/atotto/clipboard":   {"clipboard/tools"},
	"github.com/jezek/xgb":          {"xserver", "clipboard/x11", "shortcut/listen", "e2e/bench"},
	"github.com/ebitengine/purego":  {"clipboard/pasteboard", "desktop", "shortcut/listen"},
	"fyne.io/systray":               {"tray"},
	"git.sr.ht/~jackmordaunt":       {"notify"}, // toasts of Windows
	"github.com/spf13/cobra":        {"cli"},
	"github.com/mattn/go-runewidth": {"cli"},
	"github.com/gofrs/flock":        {"files"},
	"github.com/fsnotify/fsnotify":  {"files"},
	"golang.org/x/crypto":           {"seal"},
	"golang.org/x/term":             {"cli"},
	"net/http":                      {"check/online"}, // all of the network is there
}

func list(t *testing.T, args ...string) []string {
	t.Helper()
	cmd := exec.Command("go", append([]string{"list"}, args...)...)
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %v", cmd, err)
	}
	return strings.Split(strings.TrimSpace(string(out)), "\n")
}

func TestPackagesImportOnlyWhatTheArrowsAllow(t *testing.T) {
	seen := map[string]bool{}
	for _, line := range list(t, "-f", "{{.ImportPath}} {{join .Imports \" \"}}", "./...") {
		fields := strings.Fields(line)
		pkg := strings.TrimPrefix(fields[0], "keytray/app/")
		if fields[0] == "keytray/app" {
			continue // this test
		}
		allowed, known := arrows[pkg]
		if !known {
			t.Errorf("package %s has no arrows: add it here and to docs/architecture.md", pkg)
			continue
		}
		seen[pkg] = true
		for _, imported := range fields[1:] {
			ours, inside := strings.CutPrefix(imported, "keytray/")
			ours = strings.TrimPrefix(ours, "app/")
			if inside && !slices.Contains(strings.Fields(allowed), ours) {
				t.Errorf("%s must not import %s", pkg, ours)
			}
			for module, users := range only {
				if (imported == module || strings.HasPrefix(imported, module+"/")) && !slices.Contains(users, pkg) {
					t.Errorf("%s must not import %s: that is for %v", pkg, module, users)
				}
			}
			if strings.HasPrefix(imported, "fyne.io/fyne/") && !strings.HasPrefix(pkg, "window") && pkg != "e2e/bench/emptywindow" {
				t.Errorf("%s must not import Fyne", pkg)
			}
		}
	}
	for pkg := range arrows {
		if !seen[pkg] {
			t.Errorf("the arrows name %s, which is gone", pkg)
		}
	}
}

func TestTheLeanBuildHasNoFyneNoCgoAndNoNetwork(t *testing.T) {
	cmd := exec.Command("go", "list", "-deps", "-tags", "lean", "keytray")
	cmd.Env = append(cmd.Environ(), "CGO_ENABLED=0")
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, pkg := range strings.Fields(string(out)) {
		if strings.HasPrefix(pkg, "fyne.io/fyne/") || strings.HasPrefix(pkg, "github.com/go-gl/") ||
			pkg == "runtime/cgo" || pkg == "net/http" || pkg == "crypto/tls" {
			t.Errorf("the lean build contains %s", pkg)
		}
	}
}
