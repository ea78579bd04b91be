package xlsx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"huizhang/ledger"
	"huizhang/ledger/render/rendertest"
	"huizhang/ledger/report"
)

func written(t testing.TB, doc *report.Document) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, doc, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func opened(t *testing.T, b []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// part reads one file out of the workbook.
func part(t *testing.T, b []byte, name string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	s, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(s)
}

func TestCellsKeepTheirTypes(t *testing.T) {
	doc := rendertest.Members()
	f := opened(t, written(t, doc))
	raw := excelize.Options{RawCellValue: true}
	// Title, heading line and column heads stand above.
	for i, row := range doc.Tables[0].Rows[:len(doc.Tables[0].Rows)-1] {
		at := func(col string) (string, excelize.CellType) {
			cell := fmt.Sprintf("%s%d", col, i+4)
			v, err := f.GetCellValue(sheet, cell, raw)
			if err != nil {
				t.Fatal(err)
			}
			k, err := f.GetCellType(sheet, cell)
			if err != nil {
				t.Fatal(err)
			}
			return v, k
		}
		number := func(k excelize.CellType) bool { return k == excelize.CellTypeUnset || k == excelize.CellTypeNumber }
		text := func(k excelize.CellType) bool {
			return k == excelize.CellTypeInlineString || k == excelize.CellTypeSharedString
		}
		if v, k := at("A"); v != fmt.Sprint(i+1) || !number(k) {
			t.Errorf("count %q of type %v", v, k)
		}
		if v, k := at("B"); v != fmt.Sprintf("%05d", i+1) || !text(k) {
			t.Errorf("identity %q of type %v", v, k)
		}
		if v, k := at("D"); !number(k) || excelDay(t, v) != row.Cells[3].Day {
			t.Errorf("day %q of type %v", v, k)
		}
		if v, k := at("E"); v != ledger.Plain(row.Cells[4].Text) || v != "" && !text(k) {
			t.Errorf("text %q of type %v, want %q", v, k, row.Cells[4].Text)
		}
		v, k := at("F")
		if m, err := ledger.ParseMoney(v); !number(k) || err != nil || m != row.Cells[5].Money {
			t.Errorf("amount %q of type %v, want %s", v, k, row.Cells[5].Money)
		}
	}
	if v, _ := f.GetCellValue(sheet, "D4"); v != "2020-01-03" {
		t.Errorf("the day shows as %q", v)
	}
	if v, _ := f.GetCellValue(sheet, "F4"); v != "-5.00" {
		t.Errorf("the amount shows as %q", v)
	}
}

func excelDay(t *testing.T, v string) ledger.Day {
	t.Helper()
	var n float64
	if _, err := fmt.Sscan(v, &n); err != nil {
		t.Fatal(err)
	}
	d, err := excelize.ExcelDateToTime(n, false)
	if err != nil {
		t.Fatal(err)
	}
	return ledger.Today(d.Round(time.Hour))
}

func TestNothingExecutes(t *testing.T) {
	for _, doc := range []*report.Document{rendertest.Members(), rendertest.Income(), rendertest.Several()} {
		b := written(t, doc)
		xml := part(t, b, "xl/worksheets/sheet1.xml")
		for _, bad := range []string{"<f>", "<f ", "<hyperlink", "<oleObject"} {
			if strings.Contains(xml, bad) {
				t.Errorf("%s holds %s", doc.Name, bad)
			}
		}
		z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range z.File {
			if strings.Contains(f.Name, "vba") || strings.Contains(f.Name, "externalLink") {
				t.Errorf("%s holds %s", doc.Name, f.Name)
			}
		}
	}
}

func TestPaperAndProperties(t *testing.T) {
	doc := rendertest.Roll(120)
	b := written(t, doc)
	f := opened(t, b)
	names := f.GetDefinedName()
	if len(names) != 1 || names[0].Name != "_xlnm.Print_Titles" || !strings.HasSuffix(names[0].RefersTo, "!$1:$3") {
		t.Errorf("%+v", names)
	}
	p, err := f.GetPageLayout(sheet)
	if err != nil || *p.Size != 9 || *p.Orientation != "landscape" || *p.FitToWidth != 1 || *p.FitToHeight != 0 {
		t.Errorf("%+v %v", p, err)
	}
	d, err := f.GetDocProps()
	if err != nil || d.Creator != "会账" || d.LastModifiedBy != "会账" || d.Title != doc.Title {
		t.Errorf("%+v %v", d, err)
	}
	if app := part(t, b, "docProps/app.xml"); !strings.Contains(app, "会账") || strings.Contains(app, "Go Excelize") {
		t.Error(app)
	}
	if xml := part(t, b, "xl/worksheets/sheet1.xml"); !strings.Contains(xml, "第 &amp;P 页 共 &amp;N 页") {
		t.Error("no page numbers")
	}
	if v, _ := f.GetCellValue(sheet, "A1"); v != doc.Title {
		t.Errorf("title %q", v)
	}
}

func TestSeveralTablesShareTheSheet(t *testing.T) {
	f := opened(t, written(t, rendertest.Several()))
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	heads := 0
	for _, r := range rows {
		if len(r) > 0 && r[0] == "摘要" {
			heads++
		}
	}
	if heads != 3 || len(f.GetSheetList()) != 1 {
		t.Errorf("%d heads on %v", heads, f.GetSheetList())
	}
}

func TestTooLongIsRefusedWithAWayOut(t *testing.T) {
	doc := &report.Document{Tables: []report.Table{{Columns: []report.Column{{Name: "甲"}}, Rows: make([]report.Row, excelize.TotalRows)}}}
	var b bytes.Buffer
	err := Write(&b, doc, nil)
	if ledger.CodeOf(err) != ledger.CodeTooLarge || !strings.Contains(err.Error(), "CSV") || b.Len() != 0 {
		t.Error(err)
	}
}

func BenchmarkJournal100000(b *testing.B) {
	doc := rendertest.Members()
	t := &doc.Tables[0]
	row := t.Rows[2]
	t.Rows = t.Rows[:0]
	for range 100_000 {
		t.Rows = append(t.Rows, row)
	}
	b.ReportAllocs()
	for b.Loop() {
		if err := Write(io.Discard, doc, nil); err != nil {
			b.Fatal(err)
		}
	}
}
