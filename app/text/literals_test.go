package text_test

import (
	"go/ast"
	"go/token"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"keytray/app/text/po"
)

// done are the folders whose sentences all go through this package.
var done = []string{
	"app/agent", "app/calendar", "app/check", "app/check/online", "app/cli", "app/clipboard", "app/files", "app/keychain", "app/keychain/filevault",
	"app/notify", "app/provider", "app/rotation", "app/rpc", "app/search", "app/settings", "app/text", "app/tray", "app/vault", "app/window", "app/window/client", "app/window/kit", "app/window/picker", "app/window/unlock",
}

// sentence is a letter, a space and a letter, or what a verb of fmt stands for.
var sentence = regexp.MustCompile(`(\pL|%[a-z])[.,:;]? (\pL|%[a-z])`)

// notSaid are literals with spaces that nobody reads in their language, and why:
// single ones, and all of a file.
var notSaid = map[string]string{
	"app/agent/report.go":                                           "the report of a bug is for developers",
	"app/agent/doctorinstall.go":                                    "commands",
	"app/agent/answer.go: answer a notification":                    "the log",
	"app/agent/call.go: asked to ":                                  "a name of an event",
	"app/agent/checkproof.go: refuse both":                          "a name within the program",
	"app/agent/doctorwindow.go: it does not say its version":        "a cause that is never shown",
	"app/agent/showpick.go: its process did not end by itself":      "the log",
	"app/check/callplan.go":                                         "mistakes in the catalogue, which its tests find",
	"app/check/plan.go":                                             "mistakes in the catalogue, which its tests find",
	"app/check/program.go":                                          "causes for the log",
	"app/check/serve.go":                                            "causes for the log",
	"app/check/online/proxy.go: no way through the proxy":           "a cause that a sentence is made of",
	"app/files/paths_darwin.go: Application Support":                "a folder",
	"app/keychain/bus_unix.go":                                      "causes for the log",
	"app/keychain/cipher_unix.go":                                   "causes for the log",
	"app/keychain/collection_unix.go":                               "names in the keychain, and causes for the log",
	"app/keychain/dh_unix.go":                                       "causes for the log",
	"app/keychain/errors_unix.go":                                   "causes for the log",
	"app/keychain/gokeyring.go":                                     "causes for the log",
	"app/keychain/prompt_unix.go":                                   "causes for the log",
	"app/keychain/session_unix.go":                                  "causes for the log, and words of the protocol",
	"app/keychain/probe_other.go":                                   "names of programs",
	"app/keychain/probe_unix.go":                                    "names of programs",
	"app/keychain/filevault/keys.go":                                "words for deriving keys",
	"app/keychain/filevault/table.go: %w: %d items cannot be in it": "a cause for the log",
	"app/notify/osascript.go":                                       "a script",
	"app/notify/silence_freedesktop.go":                             "names of programs",
	"app/provider/calls.go: cannot be undone":                       "words that are looked for in the catalogue",
	"app/provider/placeholder.go":                                   "words that are looked for in a pasted text",
	"app/provider/problem.go":                                       "names within the program",
	"app/provider/peel.go":                                          "PeeledWords says them",
	"app/tray/theme_unix.go":                                        "a file of the icon theme",
	"app/text/shellposix.go":                                        "lines for a shell",
	"app/window/drop.go: too large for a key":                       "a cause that a sentence is made of",
	"app/window/filewrite.go: no name":                              "a cause that a sentence is made of",
	"app/window/filewrite.go: a folder of our own":                  "a cause that a sentence is made of",
	"app/window/historylist.go":                                     "names of events",
	"app/window/message.go: config keychain ":                       "a command",
	"app/window/opening.go: no browser":                             "a cause that a sentence is made of",
	"app/window/picker/foot.go: picks with a name":                  "a name within the program",
	"app/window/rotatecreate.go: at once":                           "words that are looked for in the catalogue",
	"app/window/rotatecreate.go: stops working":                     "words that are looked for in the catalogue",
	"app/window/setupnamewords.go: =\"$(keytray get ":               "a command",
	"app/window/wordssetup.go: give it a name":                      "a word that is looked for in the catalogue",
	"app/vault/back.go: back to the old value":                      "a name of an event",
	"app/vault/case.go":                                             "names of events",
	"app/vault/edit.go":                                             "names of events",
	"app/vault/proof.go":                                            "names of events",
	"app/vault/fingerprint.go":                                      "a name in the keychain",
	"app/vault/rehearse.go":                                         "a name in the keychain",
	"app/text/words.go":                                             "the format of a file",

	"app/cli/badinput.go: export %s=\"$(%s)\"":                            "a line for a shell",
	"app/cli/get.go:   export OPENAI_API_KEY=\"$(keytray get chat-app)\"": "a line for a shell",
	"app/cli/questions.go: keytray add NAME":                              "a command",
	"app/cli/list.go:   keytray list openai\n":                            "a command",
	"app/cli/list.go:   keytray list due:30d tag:work\n":                  "a command",
	"app/cli/list.go:   keytray list -- chat -tag:old":                    "a command",
}

func TestNoSentenceIsSaidInEnglishAlone(t *testing.T) {
	for _, f := range source(t) {
		if !slices.Contains(done, path.Dir(f.Path)) {
			continue
		}
		for _, l := range alone(f) {
			if notSaid[f.Path] == "" && notSaid[f.Path+": "+l.text] == "" {
				t.Errorf("%s: %q is not translated", f.Set.Position(l.at), l.text)
			}
		}
	}
}

type literal struct {
	text string
	at   token.Pos
}

// alone are the sentences that no call of T, N, C or Mark has.
func alone(f po.GoFile) (all []literal) {
	var look func(ast.Node) bool
	look = func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CaseClause: // what is compared with is not said
			for _, s := range n.Body {
				ast.Inspect(s, look)
			}
			return false
		case *ast.BinaryExpr:
			if n.Op == token.EQL || n.Op == token.NEQ {
				return false
			}
		case *ast.ImportSpec:
			return false
		case *ast.KeyValueExpr: // the words of a command line
			if key, ok := n.Key.(*ast.Ident); ok && key.Name == "Use" {
				return false
			}
		case *ast.Field: // a tag
			return n.Tag == nil
		case *ast.CallExpr:
			if _, ok := f.Says(n); ok || internal(n) {
				return false
			}
		case *ast.BasicLit:
			if s, err := strconv.Unquote(n.Value); err == nil && n.Kind == token.STRING && hasWords(s) && sentence.MatchString(s) && !f.Said(n) {
				all = append(all, literal{s, n.Pos()})
			}
		}
		return true
	}
	ast.Inspect(f.File, look)
	return all
}

// internal are calls whose words are for logs, for developers or for programs.
func internal(call *ast.CallExpr) bool {
	name := ""
	switch fun := call.Fun.(type) {
	case *ast.Ident:
		name = fun.Name
	case *ast.SelectorExpr:
		name = fun.Sel.Name
		if x, ok := fun.X.(*ast.SelectorExpr); ok {
			name = x.Sel.Name + "." + name
		}
		if x, ok := fun.X.(*ast.Ident); ok {
			name = x.Name + "." + name
		}
	}
	return name == "panic" || strings.HasPrefix(name, "regexp.") || strings.HasPrefix(name, "exec.") || strings.HasPrefix(name, "Log.")
}
