package po

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// textPackage is where T, N, C and Mark are.
const textPackage = "keytray/app/text"

// A GoFile is one file of the source, without tests.
type GoFile struct {
	Path    string // below the root of the module
	Set     *token.FileSet
	File    *ast.File
	consts  map[string]ast.Expr // of its package
	said    map[ast.Expr]bool   // the values of those constants of its package that are sentences
	takes   map[string]taking   // the functions of its package that take a sentence
	textual string              // the name of package text in it; "." inside that package, "" where it is not imported
}

// GoFiles are all files of the module that people's programs are built from, for
// every system.
func GoFiles(root string) ([]GoFile, error) {
	var all []GoFile
	set := token.NewFileSet()
	err := fs.WalkDir(os.DirFS(root), ".", func(name string, d fs.DirEntry, err error) error {
		base := path.Base(name)
		switch {
		case err != nil:
			return err
		case d.IsDir() && name != "." && (strings.HasPrefix(base, ".") || base == "testdata" || strings.HasSuffix(base, "test") || name == "app/e2e" || name == "build" || name == "bin"):
			return fs.SkipDir
		case d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		f, err := parser.ParseFile(set, path.Join(root, name), nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		all = append(all, GoFile{Path: name, Set: set, File: f, textual: textual(name, f)})
		return nil
	})
	if err != nil {
		return nil, err
	}
	consts, takes, said := map[string]map[string]ast.Expr{}, map[string]map[string]taking{}, map[ast.Expr]bool{}
	for _, f := range all {
		dir := path.Dir(f.Path)
		if consts[dir] == nil {
			consts[dir], takes[dir] = map[string]ast.Expr{}, map[string]taking{}
		}
		constants(f.File, consts[dir])
		f.takers(takes[dir])
	}
	for i := range all {
		dir := path.Dir(all[i].Path)
		all[i].consts, all[i].takes, all[i].said = consts[dir], takes[dir], said
		all[i].note()
	}
	return all, nil
}

func textual(name string, f *ast.File) string {
	if path.Dir(name) == strings.TrimPrefix(textPackage, "keytray/") {
		return "."
	}
	for _, i := range f.Imports {
		if i.Path.Value == strconv.Quote(textPackage) {
			if i.Name != nil {
				return i.Name.Name
			}
			return "text"
		}
	}
	return ""
}

func constants(f *ast.File, into map[string]ast.Expr) {
	for _, d := range f.Decls {
		decl, ok := d.(*ast.GenDecl)
		if !ok || decl.Tok != token.CONST {
			continue
		}
		for _, s := range decl.Specs {
			spec := s.(*ast.ValueSpec)
			for i, name := range spec.Names {
				if i < len(spec.Values) {
					into[name.Name] = spec.Values[i]
				}
			}
		}
	}
}

// taking is where a function of ours takes a sentence.
type taking struct {
	at     int  // the number of the parameter, which has the type text.Sentence
	format bool // what it shows follows
}

// takers finds the functions of a file that take a sentence and have it said.
func (f GoFile) takers(into map[string]taking) {
	for _, d := range f.File.Decls {
		decl, ok := d.(*ast.FuncDecl)
		if !ok || f.textual == "" {
			continue
		}
		at, found := 0, taking{-1, false}
		for _, p := range decl.Type.Params.List {
			if _, variadic := p.Type.(*ast.Ellipsis); variadic && found.at >= 0 {
				found.format = true
			}
			if f.isSentence(p.Type) && found.at < 0 {
				found.at = at
			}
			at += max(len(p.Names), 1)
		}
		if found.at >= 0 {
			into[decl.Name.Name] = found
		}
	}
}

func (f GoFile) isSentence(e ast.Expr) bool {
	sel, ok := e.(*ast.SelectorExpr)
	if !ok || sel.Sel.Name != "Sentence" {
		return false
	}
	x, ok := sel.X.(*ast.Ident)
	return ok && x.Name == f.textual
}

// Call is a use of T, N, C, Mark, Error, Errorf or Of; Take is one of a function that takes a
// sentence, and T one of a function that takes also what the sentence shows.
type Call struct {
	Func string
	Args []ast.Expr // from the sentence on, or as they are
	Node *ast.CallExpr
}

// Says tells whether an expression is such a call.
func (f GoFile) Says(n ast.Node) (Call, bool) {
	call, ok := n.(*ast.CallExpr)
	if !ok {
		return Call{}, false
	}
	var name, of string
	switch fun := call.Fun.(type) {
	case *ast.SelectorExpr:
		name, of = fun.Sel.Name, "?"
		if x, ok := fun.X.(*ast.Ident); ok {
			of = x.Name
		}
	case *ast.Ident:
		name, of = fun.Name, "."
	}
	if f.textual == of && slices.Contains([]string{"T", "N", "C", "Mark", "Error", "Errorf", "Of"}, name) {
		return Call{name, call.Args, call}, true
	}
	taken, ok := f.takes[name]
	switch {
	case !ok || of == f.textual || len(call.Args) <= taken.at:
		return Call{}, false
	case taken.format:
		return Call{"T", call.Args[taken.at:], call}, true
	}
	return Call{"Take", call.Args[taken.at : taken.at+1], call}, true
}

// Constant is the text of an expression, if that is known before the program runs.
func (f GoFile) Constant(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(e.Value)
		return text, err == nil && e.Kind == token.STRING
	case *ast.ParenExpr:
		return f.Constant(e.X)
	case *ast.Ident:
		if value, ok := f.consts[e.Name]; ok {
			return f.Constant(value)
		}
	case *ast.BinaryExpr:
		a, ok := f.Constant(e.X)
		b, also := f.Constant(e.Y)
		return a + b, ok && also && e.Op == token.ADD
	}
	return "", false
}

// note finds the constants that are sentences.
func (f GoFile) note() {
	ast.Inspect(f.File, func(n ast.Node) bool {
		c, ok := f.Says(n)
		for i := 0; ok && i < len(c.Args); i++ {
			if name, is := c.Args[i].(*ast.Ident); is && f.consts[name.Name] != nil {
				f.said[f.consts[name.Name]] = true
			}
		}
		return true
	})
}

// Said tells whether a literal is the value of a constant that is a sentence.
func (f GoFile) Said(e ast.Expr) bool { return f.said[e] }

// entry is the sentence of a call; ok is false where a variable says it.
func (f GoFile) entry(c Call) (e Entry, ok bool) {
	at := map[string]int{"T": 0, "Mark": 0, "Error": 0, "Errorf": 0, "Take": 0, "C": 1, "N": 1}
	i, says := at[c.Func]
	if !says || len(c.Args) <= i {
		return Entry{}, false
	}
	e.From = []string{f.Path}
	e.ID, ok = f.Constant(c.Args[i])
	if c.Func == "C" {
		e.Context, _ = f.Constant(c.Args[0])
	}
	if c.Func == "N" && len(c.Args) > 2 {
		e.Plural, _ = f.Constant(c.Args[2])
	}
	return e, ok && (e.Context != "" || strings.ContainsFunc(WithoutVerbs(e.ID), unicode.IsLetter))
}

// Sentences are all that the program says, in the order of the files.
func Sentences(root string) ([]Entry, error) {
	files, err := GoFiles(root)
	if err != nil {
		return nil, err
	}
	var all []Entry
	for _, f := range files {
		ast.Inspect(f.File, func(n ast.Node) bool {
			if call, ok := f.Says(n); ok {
				if e, ok := f.entry(call); ok {
					all = append(all, e)
				}
			}
			return true
		})
	}
	catalogue, err := Catalogue(root)
	if err != nil {
		return nil, err
	}
	return join(append(all, catalogue...))
}
