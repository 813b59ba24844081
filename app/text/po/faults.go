package po

import (
	"fmt"
	"go/ast"
	"maps"
	"strings"
)

// WithoutVerbs is a format without what stands for arguments.
func WithoutVerbs(format string) string { return verb.ReplaceAllString(format, "") }

// Faults are what is wrong with a call: a sentence that is made up while the
// program runs cannot be translated, and its arguments must be those it shows.
func (c Call) Faults(f GoFile) (all []string) {
	ids := map[string][]int{"T": {0}, "Take": {0}, "Mark": {0}, "Error": {0}, "Errorf": {0}, "C": {0, 1}, "N": {1, 2}}[c.Func]
	for _, i := range ids {
		if i >= len(c.Args) {
			return []string{"an argument is missing"}
		}
		s, ok := f.Constant(c.Args[i])
		switch {
		case ok && strings.TrimSpace(s) == "" && c.Func == "Mark":
			all = append(all, "an empty sentence")
		case !ok && !(c.Func == "T" && named(c.Args[i])) && c.Func != "Take" && f.textual != ".":
			all = append(all, "the sentence is no constant")
		}
	}
	return append(all, c.wrongArguments(f)...)
}

// named is a variable, which holds what Mark marked.
func named(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.Ident, *ast.SelectorExpr:
		return true
	case *ast.IndexExpr:
		return named(e.X)
	case *ast.CallExpr: // string(sentence)
		fun, ok := e.Fun.(*ast.Ident)
		return ok && fun.Name == "string" && named(e.Args[0])
	}
	return false
}

func (c Call) wrongArguments(f GoFile) []string {
	first := map[string]int{"T": 1, "Errorf": 1, "C": 2, "N": 3}[c.Func]
	if first == 0 || c.Node.Ellipsis.IsValid() {
		return nil
	}
	format, ok := f.Constant(c.Args[first-1])
	given := len(c.Args) - first
	if given == 0 && named(c.Args[first-1]) { // who shows it puts something in the place of the verb
		return nil
	}
	if !ok || given == 0 && !strings.Contains(format, "%") || strings.Contains(format, "*") {
		return nil
	}
	if given > 0 && lone(format) {
		return []string{fmt.Sprintf("%q has a percent sign that is not written %%%%", format)}
	}
	verbs, most := Verbs(format), 0
	for n := range maps.Keys(verbs) {
		most = max(most, n)
	}
	if given != most {
		return []string{fmt.Sprintf("%d arguments for %q", given, format)}
	}
	if c.Func == "N" {
		if one, ok := f.Constant(c.Args[1]); ok && SameVerbs(format, one, true) != nil {
			return []string{fmt.Sprintf("%q shows other things than %q", one, format)}
		}
	}
	return nil
}
