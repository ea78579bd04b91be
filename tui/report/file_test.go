package report

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"huizhang/ledger"
	"huizhang/ledger/render"
	"huizhang/ledger/report"
)

func long(n int) *report.Document {
	doc := &report.Document{Title: "长表", Organization: "甲/乙\\工会:*?\x1b", Period: ledger.YearPeriod(2026)}
	t := report.Table{Columns: []report.Column{{Name: "项目", Kind: report.KindText}, {Name: "金额", Kind: report.KindMoney}}}
	for i := range n {
		t.Rows = append(t.Rows, report.Row{Kind: report.RowItem, Cells: []report.Cell{report.Text("行"), report.Amount(ledger.Money(i), nil)}})
	}
	doc.Tables = []report.Table{t}
	return doc
}

func TestCancelledExportLeavesNothing(t *testing.T) {
	for _, f := range offered() {
		folder := t.TempDir()
		_, err := writeFile(filepath.Join(folder, "表"+f.Extension()), f, long(5_000), func(int, int) bool { return false })
		if err == nil || !strings.Contains(err.Error(), "没有留下文件") {
			t.Errorf("%s: %v", f, err)
		}
		if list, _ := os.ReadDir(folder); len(list) != 0 {
			t.Errorf("%s left %v", f, list)
		}
	}
}

// The sheets of one month must not all have one name.
func TestFileNameNamesTheThing(t *testing.T) {
	doc := long(1)
	before := FileName(doc)
	if doc.About = "签-0012"; FileName(doc) == before || !strings.Contains(FileName(doc), "-签-0012-") {
		t.Fatal(FileName(doc))
	}
}

func TestFileNameIsTame(t *testing.T) {
	name := FileName(long(1))
	if strings.ContainsAny(name, "/\\:*?\"<>|\x1b") || !strings.HasSuffix(name, "-长表-2026") {
		t.Errorf("%q", name)
	}
	doc := &report.Document{Title: strings.Repeat("很长", 200)}
	if n := len(FileName(doc)); n > 200 {
		t.Errorf("%d bytes", n)
	}
}

func TestExportKeepsWhatIsThere(t *testing.T) {
	path := filepath.Join(t.TempDir(), "表.csv")
	if err := os.WriteFile(path, []byte("要紧"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"表-2.csv", "表-3.csv"} {
		out, err := writeFile(path, render.CSV, long(3), nil)
		if err != nil || filepath.Base(out) != want {
			t.Errorf("%q %v", out, err)
		}
	}
	if b, _ := os.ReadFile(path); string(b) != "要紧" {
		t.Errorf("overwritten: %q", b)
	}
}
