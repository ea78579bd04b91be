package tui_test

import (
	"bufio"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// The style of the house, held by a test: who may import whom, names that name
// nothing, sizes, package comments, and documents that name what is not there.

const root = ".."

type source struct {
	path string // from the top, with slashes
	file *ast.File
	set  *token.FileSet
}

func (s source) dir() string          { return filepath.ToSlash(filepath.Dir(s.path)) }
func (s source) test() bool           { return strings.HasSuffix(s.path, "_test.go") }
func (s source) lines() int           { return s.set.File(s.file.Pos()).LineCount() }
func (s source) line(p token.Pos) int { return s.set.Position(p).Line }

func sources(t *testing.T) []source {
	t.Helper()
	var out []source
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(root, path)
		if d.IsDir() && (strings.HasPrefix(d.Name(), ".") && rel != "." || d.Name() == "testdata") {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(path, ".go") {
			return nil
		}
		set := token.NewFileSet()
		f, err := parser.ParseFile(set, path, nil, parser.ParseComments)
		if err != nil {
			return err
		}
		out = append(out, source{filepath.ToSlash(rel), f, set})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(out) < 50 {
		t.Fatalf("found only %d files", len(out))
	}
	return out
}

func imports(f *ast.File) []string {
	var out []string
	for _, i := range f.Imports {
		p, _ := strconv.Unquote(i.Path.Value)
		out = append(out, p)
	}
	return out
}

func inFolder(dir, folder string) bool { return dir == folder || strings.HasPrefix(dir, folder+"/") }

// allowed tells whether a package of the project may import another of it, and
// who may use the heavy libraries.
func allowed(dir, imp string) bool {
	own, isOwn := strings.CutPrefix(imp, "huizhang/")
	switch {
	case dir == "ledger":
		return !isOwn && (!strings.Contains(imp, ".") || imp == "github.com/shopspring/decimal")
	case isOwn && inFolder(dir, "ledger"):
		return inFolder(own, "ledger")
	case isOwn && inFolder(dir, "store"):
		return inFolder(own, "ledger") || inFolder(own, "store")
	case isOwn && inFolder(dir, "tui"):
		return inFolder(own, "ledger") || inFolder(own, "tui")
	case strings.HasPrefix(imp, "go.etcd.io/bbolt"):
		return inFolder(dir, "store")
	case strings.HasPrefix(imp, "github.com/signintech/gopdf"):
		return inFolder(dir, "ledger/render")
	case strings.HasPrefix(imp, "github.com/xuri/excelize"):
		return inFolder(dir, "ledger/render") || inFolder(dir, "ledger/intake")
	case strings.HasPrefix(imp, "charm.land/"):
		return inFolder(dir, "tui") && !inFolder(dir, "tui/cli")
	case imp == "net" || imp == "net/http":
		return false
	}
	return true
}

func TestImports(t *testing.T) {
	for _, s := range sources(t) {
		if s.test() {
			continue
		}
		for _, imp := range imports(s.file) {
			if !allowed(s.dir(), imp) {
				t.Errorf("%s imports %s", s.path, imp)
			}
		}
	}
}

func TestNames(t *testing.T) {
	banned := []string{"common", "util", "utils", "helper", "helpers", "types", "manager", "misc", "shared", "base"}
	for _, s := range sources(t) {
		if slices.Contains(banned, s.file.Name.Name) || slices.Contains(banned, strings.TrimSuffix(filepath.Base(s.path), ".go")) {
			t.Errorf("%s is named after nothing", s.path)
		}
	}
}

func TestSizes(t *testing.T) {
	for _, s := range sources(t) {
		limit := 400
		if s.test() {
			limit = 800
		}
		if n := s.lines(); n > limit {
			t.Errorf("%s has %d lines, more than %d", s.path, n, limit)
		}
		for _, d := range s.file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || s.test() {
				continue
			}
			if n := s.line(f.End()) - s.line(f.Pos()) + 1; n > 80 {
				t.Errorf("%s: %s has %d lines", s.path, f.Name.Name, n)
			}
			if f.Name.Name == "init" && f.Recv == nil {
				t.Errorf("%s has an init function", s.path)
			}
		}
	}
}

func TestPackageComments(t *testing.T) {
	has := map[string]bool{}
	for _, s := range sources(t) {
		if !s.test() {
			has[s.dir()] = has[s.dir()] || s.file.Doc != nil
		}
	}
	for dir, ok := range has {
		if !ok && dir != "." {
			t.Errorf("package %s has no comment", dir)
		}
	}
}

// Nothing below main ends the process or prints; floats never count money.
func TestManners(t *testing.T) {
	for _, s := range sources(t) {
		if s.test() || s.dir() == "." {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			switch x := n.(type) {
			case *ast.CallExpr:
				if name := callName(x); slices.Contains([]string{"panic", "os.Exit", "log.Fatal", "log.Fatalf", "fmt.Print", "fmt.Println", "fmt.Printf"}, name) {
					t.Errorf("%s:%d calls %s", s.path, s.line(x.Pos()), name)
				}
			case *ast.Ident:
				float := x.Name == "float64" || x.Name == "float32"
				if float && (s.dir() == "ledger" || inFolder(s.dir(), "ledger/report") || inFolder(s.dir(), "store")) {
					t.Errorf("%s:%d uses %s", s.path, s.line(x.Pos()), x.Name)
				}
			}
			return true
		})
	}
}

func callName(c *ast.CallExpr) string {
	switch f := c.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		if x, ok := f.X.(*ast.Ident); ok {
			return x.Name + "." + f.Sel.Name
		}
	}
	return ""
}

var (
	namedPath = regexp.MustCompile("`((?:(?:ledger|store|tui|\\.ci)/[A-Za-z0-9_./-]*)|main\\.go)`")
	goName    = regexp.MustCompile("`((?:ledger|report|store)\\.[A-Z][A-Za-z0-9.]*)`")
)

// Documents may name only what is there.
func TestDocumentsNameWhatIsThere(t *testing.T) {
	var docs []string
	filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if d.IsDir() && (d.Name() == ".git" || d.Name() == "testdata") {
			return filepath.SkipDir
		}
		if strings.HasSuffix(path, ".md") {
			docs = append(docs, path)
		}
		return nil
	})
	for _, doc := range docs {
		f, err := os.Open(doc)
		if err != nil {
			t.Fatal(err)
		}
		for sc, n := bufio.NewScanner(f), 1; sc.Scan(); n++ {
			for _, m := range namedPath.FindAllStringSubmatch(sc.Text(), -1) {
				if _, err := os.Stat(filepath.Join(root, m[1])); err != nil {
					t.Errorf("%s:%d names %s, which is not there", doc, n, m[1])
				}
			}
		}
		f.Close()
	}
}

// Every Go name in the glossary exists in package ledger.
func TestGlossaryNames(t *testing.T) {
	b, err := os.ReadFile(filepath.Join(root, "ledger", "GLOSSARY.md"))
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	for _, s := range sources(t) {
		if s.test() || s.dir() != "ledger" && s.dir() != "ledger/report" && s.dir() != "store" {
			continue
		}
		pkg := s.file.Name.Name
		for _, d := range s.file.Decls {
			switch x := d.(type) {
			case *ast.FuncDecl:
				names[pkg+"."+x.Name.Name] = true
			case *ast.GenDecl:
				for _, sp := range x.Specs {
					switch y := sp.(type) {
					case *ast.TypeSpec:
						names[pkg+"."+y.Name.Name] = true
						if st, ok := y.Type.(*ast.StructType); ok {
							for _, fl := range st.Fields.List {
								for _, id := range fl.Names {
									names[pkg+"."+y.Name.Name+"."+id.Name] = true
								}
							}
						}
					case *ast.ValueSpec:
						for _, id := range y.Names {
							names[pkg+"."+id.Name] = true
						}
					}
				}
			}
		}
	}
	found := goName.FindAllStringSubmatch(string(b), -1)
	if len(found) < 30 {
		t.Fatalf("the glossary names only %d Go names", len(found))
	}
	for _, m := range found {
		if !names[m[1]] {
			t.Errorf("GLOSSARY.md names %s, which is not there", m[1])
		}
	}
}
