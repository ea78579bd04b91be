package ledger_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"huizhang/ledger"
)

// actNames reads the names of all acts out of the sources: what a method
// Name() string returns as object.verb.
func actNames(t *testing.T) []string {
	t.Helper()
	shape := regexp.MustCompile(`^[a-z]+\.[a-z-]+$`)
	var out []string
	for _, root := range []string{".", "../store", "../tui"} {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
			if err != nil {
				return nil // being written; the compiler will say so
			}
			for _, decl := range file.Decls {
				f, ok := decl.(*ast.FuncDecl)
				if !ok || f.Recv == nil || f.Name.Name != "Name" || f.Body == nil {
					continue
				}
				ast.Inspect(f.Body, func(n ast.Node) bool {
					if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
						if s, err := strconv.Unquote(lit.Value); err == nil && shape.MatchString(s) {
							out = append(out, s)
						}
					}
					return true
				})
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// TestEveryActHasItsRow: an act without a row could be done by nobody, and an
// act in two rows would have two answers.
func TestEveryActHasItsRow(t *testing.T) {
	rows := map[string]int{}
	for _, p := range ledger.Permissions() {
		for _, a := range p.Acts {
			rows[a]++
		}
		if p.Audit && !slices.Equal(p.Roles, []ledger.Role{ledger.Auditor}) {
			t.Errorf("%s: the committee's part is for others too: %v", p.Work, p.Roles)
		}
		looks := slices.Equal(p.Acts, []string{"case.open"}) // changes nothing but the log
		if !p.Audit && !looks && slices.Contains(p.Roles, ledger.Auditor) && len(p.Roles) != len(ledger.Roles()) {
			t.Errorf("%s: auditors may do what only some may do: %v", p.Work, p.Roles)
		}
	}
	names := actNames(t)
	if len(names) < 30 {
		t.Fatalf("found only %d acts", len(names))
	}
	for _, name := range names {
		if name != "book.found" && rows[name] != 1 { // founding makes the people
			t.Errorf("%s has %d rows", name, rows[name])
		}
	}
}

type pages struct {
	ledger.Pages
	unit   ledger.Unit
	people []ledger.Person
}

func (p pages) Unit() ledger.Unit       { return p.unit }
func (p pages) People() []ledger.Person { return p.people }

// TestPermitMatrix: role × act, in an ordinary book and in single-person mode.
func TestPermitMatrix(t *testing.T) {
	for _, role := range ledger.Roles() {
		for _, single := range []bool{false, true} {
			book := pages{unit: ledger.Unit{Single: single}, people: []ledger.Person{{Name: "某人", Roles: []ledger.Role{role}}, {Name: "前任", Roles: ledger.Roles(), Gone: true}}}
			for _, row := range ledger.Permissions() {
				for _, act := range row.Acts {
					want := slices.Contains(row.Roles, role) || single && !row.Audit && role != ledger.Auditor
					err := ledger.Permit(book, act, ledger.Stamp{Operator: "某人"})
					if (err == nil) != want {
						t.Errorf("%s %s (单人 %v): %v", role, act, single, err)
					}
					if err != nil && ledger.CodeOf(err) != ledger.CodeRole {
						t.Errorf("%s %s: code %s", role, act, ledger.CodeOf(err))
					}
					for _, nobody := range []string{"前任", "路人", ""} {
						if ledger.Permit(book, act, ledger.Stamp{Operator: nobody}) == nil {
							t.Errorf("%s may do %s", nobody, act)
						}
					}
				}
			}
			if ledger.Permit(book, "no.such", ledger.Stamp{Operator: "某人"}) == nil {
				t.Error("an act without a row was allowed")
			}
		}
	}
}
