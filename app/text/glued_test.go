package text_test

import (
	"go/ast"
	"go/token"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"keytray/app/text/po"
)

func source(t *testing.T) []po.GoFile {
	t.Helper()
	files, err := po.GoFiles(root)
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func hasWords(s string) bool { return strings.ContainsFunc(po.WithoutVerbs(s), unicode.IsLetter) }

// The order of words differs between languages: a sentence is translated whole.
func TestNoSentenceIsGluedFromParts(t *testing.T) {
	for _, f := range source(t) {
		ast.Inspect(f.File, func(n ast.Node) bool {
			for _, why := range glued(f, n) {
				t.Errorf("%s: %s", f.Set.Position(n.Pos()), why)
			}
			return true
		})
	}
}

func glued(f po.GoFile, n ast.Node) (why []string) {
	switch n := n.(type) {
	case *ast.BinaryExpr:
		for part, other := range map[ast.Expr]ast.Expr{n.X: n.Y, n.Y: n.X} {
			if n.Op == token.ADD && says(f, part) && !plain(f, other) {
				why = append(why, "a sentence is joined with something by +")
			}
		}
	case *ast.CallExpr:
		if format, ok := formatOf(f, n); ok && hasWords(format) {
			for _, arg := range n.Args {
				if says(f, arg) {
					why = append(why, "a sentence is put into another one by "+strconv.Quote(format))
				}
			}
		}
		if c, ok := f.Says(n); ok {
			why = append(why, c.Faults(f)...)
		}
	}
	return why
}

// says tells whether an expression is a translated sentence.
func says(f po.GoFile, e ast.Expr) bool {
	c, ok := f.Says(e)
	return ok && (c.Func == "T" || c.Func == "N" || c.Func == "C")
}

// plain is punctuation, a line break, or a whole sentence of its own behind one.
func plain(f po.GoFile, e ast.Expr) bool {
	s, ok := f.Constant(e)
	return ok && !hasWords(s)
}

// formatOf is the format of a call of package fmt.
func formatOf(f po.GoFile, call *ast.CallExpr) (string, bool) {
	fun, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || len(call.Args) == 0 {
		return "", false
	}
	if x, ok := fun.X.(*ast.Ident); !ok || x.Name != "fmt" {
		return "", false
	}
	for _, arg := range call.Args {
		if s, ok := f.Constant(arg); ok {
			return s, true
		}
	}
	return "", false
}
